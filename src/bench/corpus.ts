/** A corpus of any size for measuring: sentences of the sample articles, dealt anew. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { splitSentences } from '../articles/sentences.ts';

const SENTENCES_A_PASSAGE = 5;
const PASSAGES_AN_ARTICLE = 25;

/** The same numbers at every run, so that two runs measure the same work (Park–Miller). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Sentences of the articles in a folder of Markdown files. */
export async function sentencesOf(folder: string): Promise<string[]> {
  const sentences: string[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.md')).sort()) {
    const body = (await readFile(join(folder, name), 'utf8')).replace(/^---\n.*?\n---\n/s, '');
    const paragraphs = body.split(/\n\s*\n/).filter((block) => block && !block.startsWith('#'));
    for (const paragraph of paragraphs) {
      const joined = paragraph.replace(/\s+/g, ' ').trim();
      const spans = splitSentences(joined, null);
      sentences.push(...spans.map(({ start, end }) => joined.slice(start, end)));
    }
  }
  return sentences;
}

/**
 * Writes articles of recombined sentences, no two passages alike.
 * @param source folder of Markdown articles to take sentences from.
 * @param first number of the first passage: corpora of different numbers share no passage.
 */
export async function writeCorpus(
  source: string,
  target: string,
  passages: number,
  first = 0,
): Promise<void> {
  const sentences = await sentencesOf(source);
  const random = randomNumbers(first + 1);
  await mkdir(target, { recursive: true });
  for (let from = first; from < first + passages; from += PASSAGES_AN_ARTICLE) {
    const count = Math.min(PASSAGES_AN_ARTICLE, first + passages - from);
    const paragraphs = Array.from({ length: count }, (_, i) => {
      const dealt = Array.from(
        { length: SENTENCES_A_PASSAGE },
        () => sentences[random(sentences.length)],
      );
      return `${dealt.join(' ')} This was entry ${from + i}.`;
    });
    const text = `---\ntitle: Dealt articles ${from}\n---\n\n${paragraphs.join('\n\n')}\n`;
    await writeFile(join(target, `dealt-${String(from).padStart(7, '0')}.md`), text);
  }
}
