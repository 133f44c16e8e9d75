/** Keeps the best few of very many sentences, no two of the same words. */
import type { TokenStream } from './token-corpus.ts';

/** A sentence with its score; higher is better. */
export interface Listed {
  readonly stream: TokenStream;
  /** Counted through the article. */
  readonly sentence: number;
  readonly score: number;
  /** How many of the typed words it holds. */
  readonly held: number;
  /** Equal for sentences of the same words. */
  readonly hash: number;
}

/** The best `limit` of all that were offered; of equal ones those that came first. */
export class Shortlist {
  readonly #limit: number;
  /** Best first. */
  readonly #list: Listed[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get full(): boolean {
    return this.#list.length === this.#limit;
  }

  /** The lowest score in the list. */
  get worst(): number {
    return this.#list.at(-1)?.score ?? 0;
  }

  /** The limit is small (25 choices in Discord), so that a plain list is faster than a heap. */
  offer(listed: Listed): void {
    const list = this.#list;
    const worst = list[this.#limit - 1];
    if (worst && worst.score >= listed.score) return;
    const same = list.findIndex(({ hash }) => hash === listed.hash);
    if (same !== -1) {
      if ((list[same]?.score ?? 0) >= listed.score) return;
      list.splice(same, 1);
    }
    let at = list.length;
    while (at > 0 && (list[at - 1]?.score ?? 0) < listed.score) at -= 1;
    list.splice(at, 0, listed);
    if (list.length > this.#limit) list.pop();
  }

  sorted(): readonly Listed[] {
    return this.#list;
  }
}
