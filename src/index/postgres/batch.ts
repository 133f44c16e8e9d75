/**
 * What is asked for in one turn of the event loop goes to the database as one statement, and is
 * refused where it would be of another state than what was asked before.
 */
import type { Queryable, Row } from './statement.ts';
import { Statement } from './statement.ts';

/** Adds what it wants to a statement. @returns the numbers of its parts. */
export type Request = (statement: Statement) => readonly number[];

/** A collection has changed between two statements of a question, which has to start over. */
export class RevisionChanged extends Error {
  override readonly name = 'RevisionChanged';
}

interface Waiting {
  readonly request: Request;
  resolve(parts: readonly (readonly Row[])[]): void;
  reject(error: unknown): void;
}

/** The statements of one question. */
export class Batch {
  readonly #database: Queryable;
  readonly #revisions: ReadonlyMap<number, number>;
  #waiting: Waiting[] = [];

  /** @param revisions what each collection is expected to be at. */
  constructor(database: Queryable, revisions: ReadonlyMap<number, number>) {
    this.#database = database;
    this.#revisions = revisions;
  }

  /**
   * The rows of each part of a request.
   * @throws RevisionChanged, and what the database throws.
   */
  ask(request: Request): Promise<readonly (readonly Row[])[]> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#send());
      this.#waiting.push({ request, resolve, reject });
    });
  }

  async #send(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const statement = new Statement();
      const revisions = [...this.#revisions].map(([collection, revision]) => ({
        revision,
        part: statement.select(
          { key: 'c.revision' },
          `from collections c where c.no = ${statement.value(collection, 'int4')}`,
        ),
      }));
      const wanted = waiting.map(({ request }) => request(statement));
      const parts = await statement.run(this.#database);
      for (const { revision, part } of revisions) {
        if (parts[part]?.[0]?.key !== revision) throw new RevisionChanged('a collection changed');
      }
      for (const [i, { resolve }] of waiting.entries()) {
        resolve((wanted[i] ?? []).map((part) => parts[part] ?? []));
      }
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}
