/** Files as real programs and sites make them are read as a careful person would read them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArticleFile } from '../support/read-article.ts';
import { compared, factsOf, leftOutOf, linesOf, parseGolden } from './golden.ts';

const CORPUS = join(import.meta.dirname, '../fixtures/corpus');
const files = readdirSync(join(CORPUS, 'articles'), { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name);

function goldenOf(name: string) {
  return parseGolden(readFileSync(join(CORPUS, 'readings', `${name}.txt`), 'utf8'));
}

function read(file: string) {
  return readArticleFile(readFileSync(join(CORPUS, 'articles', file)), file);
}

describe('a file as it is found', () => {
  it.each(files)('%s is read as written down by hand', async (file) => {
    const golden = goldenOf(file);
    const reading = await read(file);
    expect(reading.articles).toHaveLength(1);
    const [article] = reading.articles;
    if (article === undefined) throw new Error('nothing was read');
    const { actual, expected } = compared(linesOf(article), golden.lines);
    expect(actual).toEqual(expected);
    expect(factsOf(reading)).toEqual(golden.facts);
    const leftOut = leftOutOf(reading);
    for (const piece of golden.leftOut) {
      expect(leftOut).toContain(piece);
      expect(article.text).not.toContain(piece);
    }
  });
});
