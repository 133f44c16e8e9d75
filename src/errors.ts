/** What the playground refuses, in a sentence for its page; everything else throws a `Refusal`. */

/** What went wrong, for code that has to tell cases apart. */
export type ErrorCode =
  | 'bad-config'
  | 'bad-article'
  | 'bad-request'
  | 'bad-snapshot'
  | 'model-unavailable'
  | 'not-found'
  | 'not-ready'
  | 'not-verbatim'
  | 'not-allowed'
  | 'rate-limited';

/** An expected failure. `message` is one plain sentence that may be shown to anyone. */
export class FootnoteError extends Error {
  override readonly name = 'FootnoteError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
