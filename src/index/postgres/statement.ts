/**
 * Several selects as one statement, which sees one state of the database and costs one round trip.
 * Its parts share their columns; a row says which part it belongs to.
 */

/** What can be asked: a pool, or a connection that is lent. */
export interface Queryable {
  query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** A row of any part. What a part does not select is null. */
export interface Row {
  readonly part: number;
  readonly key: number;
  readonly amount: number;
  readonly data: Buffer;
  readonly more: Buffer;
  readonly name: string;
  readonly label: string;
}

/** The expressions of a part's columns. */
export type Columns = Partial<Record<Exclude<keyof Row, 'part'>, string>>;

const TYPES: Readonly<Record<keyof Row, string>> = {
  part: 'int4',
  key: 'int8',
  amount: 'float8',
  data: 'bytea',
  more: 'bytea',
  name: 'text',
  label: 'text',
};

/** A statement being put together. */
export class Statement {
  readonly #withs: string[] = [];
  readonly #selects: string[] = [];
  readonly #values: unknown[] = [];

  /** A value's place in the text. */
  value(value: unknown, type: string): string {
    this.#values.push(value);
    return `$${this.#values.length}::${type}`;
  }

  /** A named query before the parts. @returns its name. */
  with(query: string): string {
    const name = `w${this.#withs.length}`;
    this.#withs.push(`${name} as materialized (${query})`);
    return name;
  }

  /**
   * Adds a part.
   * @param rest from `from` on.
   * @returns its number.
   */
  select(columns: Columns, rest: string): number {
    const part = this.#selects.length;
    const all = { ...columns, part: String(part) };
    const list = Object.entries(TYPES).map(
      ([column, type]) => `(${all[column as keyof Row] ?? 'null'})::${type} as ${column}`,
    );
    this.#selects.push(`(select ${list.join(', ')} ${rest})`);
    return part;
  }

  /** Runs it. @returns the rows of each part. */
  async run(database: Queryable): Promise<readonly (readonly Row[])[]> {
    const withs = this.#withs.length === 0 ? '' : `with ${this.#withs.join(', ')} `;
    const text = withs + this.#selects.join(' union all ');
    const rows = await database.query<Row>(text, this.#values);
    const parts: Row[][] = this.#selects.map(() => []);
    for (const row of rows) parts[row.part]?.push(row);
    return parts;
  }
}
