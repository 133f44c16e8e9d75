/** A passage as models are given it: its words, sentence by sentence, and what stands above it. */

/** What a model is told of a passage. */
export interface PassageText {
  readonly title: string;
  readonly section: string | null;
  /**
   * What the passage is not understood without: the sentence before ("It was built …"), what leads in,
   * whose words they are; never quoted.
   */
  readonly context: string | null;
  /** What is quoted; of a row, the same cells each with what heads it. */
  readonly text: string;
  /** Of `text`, in order; what stands between them is white space. */
  readonly sentences: readonly string[];
}

/** How many vectors there are of a passage: its own, then one for each sentence. */
export function vectorsOf({ sentences }: PassageText): number {
  return 1 + sentences.length;
}

/** UTF-16 units, for what it costs to read a passage. */
export function lengthOf({ title, section, context, text }: PassageText): number {
  return title.length + (section?.length ?? 0) + (context?.length ?? 0) + text.length;
}

/** The words above a passage: `Title. Section`. */
export function headingOf({ title, section }: PassageText): string {
  return section === null ? title : `${title}. ${section}`;
}
