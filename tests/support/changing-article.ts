/** An article that is another one every round. */

/** Its file. */
export const CHANGING_FILE = 'changing.md';
/** Paragraphs of the article, each of one sentence. */
export const CHANGING_PARAGRAPHS = 60;

/** What it says in a round; no two rounds share a paragraph. */
export function changingArticle(round: number): string {
  const paragraphs = Array.from(
    { length: CHANGING_PARAGRAPHS },
    (_, i) => `Barge ${i} of convoy ${round} carried barley word${round}x${i} to Tollen.`,
  );
  return `# The convoys\n\n${paragraphs.join('\n\n')}\n`;
}
