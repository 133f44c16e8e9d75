/** `--collection`: the command line works on a community's articles, and on nothing else meanwhile. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { keyOf } from '../../src/collections/collection.ts';
import { dataFolders } from '../../src/data-folders.ts';
import { runCli } from '../support/cli.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';

const MILL = '# The mill\n\nThe mill on the Orne was built in 1884 by the miller Aabo.\n';
const LOOM = '# The loom\n\nThe great loom has forty shafts and was built in 1887.\n';
const CLUB = 'clubs/weavers';
const KEY = keyOf(CLUB);

/** Each runs the program some six times. */
const LONG = { timeout: 120_000 };

let articles: string;
let data: string;
beforeEach(() => {
  const folder = temporaryFolder();
  [articles, data] = [join(folder, 'articles'), join(folder, 'data')];
  writeFiles(articles, {
    'mill.md': MILL,
    [`${CLUB}/collection.yaml`]: 'title: The weavers\nservers: ["1300000000000000099"]\n',
    [`${CLUB}/loom.md`]: LOOM,
  });
});

const footnote = (...args: string[]) => runCli([...args, '--articles', articles, '--data', data]);
const inClub = (...args: string[]) => footnote(...args, '--collection', CLUB);
const json = async (run: ReturnType<typeof footnote>) => {
  const { code, stdout, stderr } = await run;
  expect([code, stderr.match(/error/i)]).toEqual([0, null]);
  return JSON.parse(stdout);
};

describe('--collection', () => {
  it('asks, lists, quotes and verifies in it alone, and says so in JSON', LONG, async () => {
    const answer = await json(inClub('ask', 'How many shafts has the great loom?', '--json'));
    expect(answer.excerpts[0]).toMatchObject({ collection: KEY, citation: { file: 'loom.md' } });
    expect(await json(inClub('articles', '--json'))).toMatchObject([
      { title: 'The loom', collection: KEY },
    ]);
    const listed = await json(footnote('articles', '--json'));
    expect(listed.map(({ title }: { title: string }) => title)).toEqual(['The mill']);
    expect('collection' in listed[0]).toBe(false);
    const { sentences } = await json(inClub('quote', 'forty shafts', '--json'));
    expect(sentences).toMatchObject([{ collection: KEY, citation: { file: 'loom.md' } }]);
    const { quotes } = await json(
      inClub('verify', 'The great loom has forty shafts and was built in 1887.', '--json'),
    );
    expect(quotes).toMatchObject([{ verdict: { kind: 'verbatim' }, collection: KEY }]);
    const there = await inClub('verify', 'The mill on the Orne was built in 1884', '--json');
    expect(JSON.parse(there.stdout).quotes[0].verdict.kind).toBe('not-found');
  });

  it('is put on the reader page, and taken off it, by a line in its file', LONG, async () => {
    const file = join(articles, CLUB, 'collection.yaml');
    expect(await json(footnote('collections', 'page', CLUB, 'passages', '--json'))).toEqual({
      ...{ id: CLUB, page: 'passages' },
    });
    expect(readFileSync(file, 'utf8')).toContain('page: passages');
    await json(footnote('collections', 'page', '', 'articles', '--json'));
    const listed = await json(footnote('collections', '--json'));
    expect(listed.map(({ page }: { page: unknown }) => page)).toEqual(['articles', 'passages']);
    expect((await footnote('collections', 'page', CLUB, 'none')).stdout).toBe(
      `The reader page shows nothing of ${CLUB}.\n`,
    );
    expect(readFileSync(file, 'utf8')).not.toContain('page');
    expect((await footnote('collections', 'page', 'nowhere', 'passages')).code).not.toBe(0);
    expect((await footnote('collections', 'page', CLUB, 'everything')).stderr).toContain(
      'passages',
    );
  });

  it('adds, removes and puts back there, with its own state', LONG, async () => {
    const added = join(temporaryFolder(), 'dye.md');
    writeFiles(join(added, '..'), {
      'dye.md': '# Dye\n\nThe weavers dye their wool with madder root in a copper kettle.\n',
    });
    const { file } = await json(inClub('add', added, '--yes', '--json'));
    expect(existsSync(join(articles, CLUB, file))).toBe(true);
    await json(inClub('remove', file, '--yes', '--json'));
    expect(existsSync(join(articles, CLUB, file))).toBe(false);
    expect(readdirSync(dataFolders(data, CLUB).removed)).toHaveLength(1);
    expect(await json(footnote('restore', '--json'))).toEqual([]);
    await json(inClub('restore', file, '--json'));
    expect(existsSync(join(articles, CLUB, file))).toBe(true);
  });

  it('is refused in a sentence where there is none of that id', async () => {
    const { code, stderr, stdout } = await footnote('ask', 'What?', '--collection', 'clubs');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('There is no collection clubs.');
  });
});
