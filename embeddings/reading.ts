/** What the model that reads a question and a passage together says of them. */

/** What the reader says of a question and a passage. */
export interface Reading {
  /**
   * The passage answers the question, against "none of these" at 0, in nats: the sigmoid of it is
   * the passage's own probability.
   */
  readonly logit: number;
  /**
   * By sentence: how likely the answer is to stand in it, in nats, comparable within the passage;
   * what was cut off has `-Infinity`.
   */
  readonly sentences: readonly number[];
}
