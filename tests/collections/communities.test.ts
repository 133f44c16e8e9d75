/** Many communities in one process: who sees what, what opens and closes, what is made and deleted. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Served } from '../../src/collections/communities.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { communityFolders, filesWith, openTestCommunities } from '../support/communities.ts';
import { writeFiles } from '../support/library.ts';
import { refusalOf, refusedWords } from '../support/refusals.ts';
import { markServer } from '../support/server-marks.ts';

const A = '123456789012345678';
const B = '234567890123456789';
const SOON = { timeout: 20_000 };
const KILN = '# The kiln\n\nThe kiln is fired with beech wood on the first Friday of the month.\n';
const LOOM = '# The loom\n\nThe loom was built by Marta Quill in the winter of 1911.\n';
const MILL = '# The mill\n\nThe mill grinds rye for the zebrafant bakery every Tuesday.\n';

const ofServer = (server: string, more = '') =>
  `title: Club of ${server}\nservers: ["${server}"]\n${more}`;

async function textOf(served: Promise<Pick<Served, 'library'>>, question: string) {
  const { library } = await served;
  await library.whenSearchable();
  return (await library.ask(question, { count: 3 })).excerpts.map(({ text }) => text).join(' ');
}

describe('communities', () => {
  it('see their own articles and none of each other’s; each is opened when it is asked', async () => {
    const folders = communityFolders({
      'kiln.md': KILN,
      'weavers/collection.yaml': ofServer(A),
      'weavers/loom.md': LOOM,
      'millers/collection.yaml': ofServer(B),
      'millers/mill.md': MILL,
    });
    const all = await openTestCommunities(folders);
    await all.opened.ofAll.library.whenReady();
    expect(all.opened.open()).toEqual(['']);
    expect((await all.opened.ofAll.library.articles()).map(({ file }) => file)).toEqual([
      'kiln.md',
    ]);
    expect(await textOf(all.see('weavers'), 'Who built the loom?')).toContain('Marta Quill');
    expect([...all.opened.open()].sort()).toEqual(['', 'weavers']);
    expect(await textOf(all.see('millers'), 'Who built the loom?')).not.toContain('Marta');
    expect(await textOf(all.see(''), 'What does the mill grind?')).not.toContain('rye');
    // What is kept of each lies apart.
    const caches = join(folders.data, 'cache', 'collections');
    await vi.waitFor(
      () => expect(readdirSync(caches).sort()).toEqual(['millers', 'weavers']),
      SOON,
    );
    await all.close();
    expect(filesWith(join(folders.data, 'cache', 'snapshots'), 'Quill')).toEqual([]);
    expect(filesWith(join(caches, 'millers'), 'Quill')).toEqual([]);
    expect(filesWith(join(caches, 'weavers'), 'Quill').length).toBeGreaterThan(0);
  });

  it('give way to one another where memory is short, and come back with all they had', async () => {
    const clubs = ['a', 'b', 'c'].flatMap((name) => [
      [`${name}/collection.yaml`, 'title: x'],
      [`${name}/loom.md`, LOOM.replace('Quill', `Quill-${name}`)],
    ]);
    const folders = communityFolders({ 'kiln.md': KILN, ...Object.fromEntries(clubs) });
    const all = await openTestCommunities(folders, { COLLECTIONS_MEMORY: '1' });
    for (const name of ['a', 'b', 'c', 'a']) {
      expect(await textOf(all.see(name), 'Who built the loom?')).toContain(`Quill-${name}`);
    }
    await vi.waitFor(() => expect(all.opened.open().length).toBeLessThanOrEqual(2), SOON);
    expect(all.opened.open()).toContain('');
  });

  it('are made by what a server keeps first, and by nothing before', async () => {
    const folders = communityFolders({ 'kiln.md': KILN });
    const all = await openTestCommunities(folders);
    const before = await all.manage(A);
    expect(await before.upkeep?.currentFiles()).toEqual(new Map());
    const bytes = Buffer.from(LOOM);
    const staged = await before.intake?.stageFile({ name: 'loom.md', bytes }, 'me');
    const other = await before.intake?.stageFile(
      { name: 'mill.md', bytes: Buffer.from(MILL) },
      'me',
    );
    expect(existsSync(join(folders.articles, A))).toBe(false);
    expect(all.collections.ofServer(A)).toEqual([]);
    expect((await before.quotas?.use())?.waiting).toBe(2);
    await before.intake?.keep(staged?.id ?? '', 0, 'me');
    expect(readdirSync(join(folders.articles, A)).sort()).toEqual(['collection.yaml', 'loom.md']);
    expect(all.collections.ofServer(A).map(({ id }) => id)).toEqual([A]);
    expect(all.collections.ofServer(B)).toEqual([]);
    const after = await all.manage(A);
    // What waited before waits on.
    await after.intake?.keep(other?.id ?? '', 0, 'me');
    await after.upkeep?.refresh();
    expect((await after.library.articles()).map(({ title }) => title)).toEqual([
      'The loom',
      'The mill',
    ]);
    expect((await all.opened.ofAll.library.articles()).map(({ title }) => title)).toEqual([
      'The kiln',
    ]);
  });

  it('are deleted with every word of theirs', async () => {
    const folders = communityFolders({
      'kiln.md': KILN,
      [`${A}/collection.yaml`]: ofServer(A),
      [`${A}/mill.md`]: MILL,
      [`${A}/loom.md`]: `${LOOM}\nA zebrafant slept beside it.\n`,
      [`${A}/inner/collection.yaml`]: ofServer(B),
      [`${A}/inner/loom.md`]: LOOM,
    });
    const all = await openTestCommunities(folders);
    const served = await all.manage(A);
    await served.upkeep?.refresh();
    await served.library.quotes.ready();
    const staged = {
      name: 'x.md',
      bytes: Buffer.from(`${MILL}\nOr not, zebrafant.\n`),
      mediaType: null,
    };
    await served.intake?.stageFile(staged, 'me');
    await served.intake?.remove('loom.md');
    await served.upkeep?.refresh();
    await served.gaps?.note('Where does the zebrafant sleep?');
    const said = { person: B, question: 'Is a zebrafant a loom?', helpful: false };
    await served.feedback?.say({ ...said, passage: 'aaaa-bbbb' });
    await all.communities.directMessages?.choose(B, A);
    await all.settings.change(A, { mentions: false });
    expect(filesWith(folders.data, 'zebrafant').length).toBeGreaterThan(3);
    await all.communities.care?.delete(A);
    expect(filesWith(folders.data, 'zebrafant')).toEqual([]);
    expect(filesWith(folders.articles, 'zebrafant')).toEqual([]);
    expect(filesWith(join(folders.data, 'state'), A)).toEqual([]);
    expect((await all.settings.of(A)).mentions).toBe(true);
    expect(all.collections.ofServer(A)).toEqual([]);
    expect((await refusalOf(served.library.ask('Who?', { count: 1 }))).key).toBe(
      'noSuchCollection',
    );
    // What lies in it and is another's stays.
    expect(all.collections.ofServer(B).map(({ id }) => id)).toEqual([`${A}/inner`]);
    expect(await textOf(all.see(`${A}/inner`), 'Who built the loom?')).toContain('Marta Quill');
  });

  it('that were being deleted when the process ended are shown to nobody, and deleted at the next start', async () => {
    const folders = communityFolders({
      'kiln.md': KILN,
      'millers/collection.yaml': ofServer(A),
      'millers/mill.md': MILL,
      'millers/more/mill.md': MILL,
    });
    const { buryCollection } = await import('../../src/collections/delete-collection.ts');
    await buryCollection({ articlesDir: folders.articles, dataDir: folders.data }, 'millers');
    const all = await openTestCommunities(folders);
    expect(all.collections.ofServer(A)).toEqual([]);
    await all.opened.ofAll.library.whenReady();
    const files = (await all.opened.ofAll.library.articles()).map(({ file }) => file);
    expect(files).toEqual(['kiln.md']);
    await vi.waitFor(() => expect(existsSync(join(folders.articles, 'millers'))).toBe(false), SOON);
    await vi.waitFor(() => expect(filesWith(folders.data, 'millers')).toEqual([]), SOON);
  });

  it('lose what is their own when their server was left for long; an operator’s stay', async () => {
    const folders = communityFolders({
      'kiln.md': KILN,
      [`${A}/collection.yaml`]: ofServer(A),
      [`${A}/mill.md`]: MILL,
      'shared/collection.yaml': `servers: ["${A}", "${B}"]\n`,
      'shared/loom.md': LOOM,
    });
    const state = join(folders.data, 'state');
    const leftAt = Date.now() - 86_400_000;
    writeFiles(state, {
      'left-servers.json': JSON.stringify({
        listedAt: leftAt,
        missing: { [A]: { listings: 31, goneMs: 29.5 * 86_400_000 } },
      }),
    });
    const all = await openTestCommunities(folders);
    const said = { person: '1', question: 'Is it a loom?', passage: 'a-b', helpful: false };
    const countedOn = async (server: string) =>
      (await (await all.manage(server)).feedback?.list())?.map(({ server: on }) => on);
    for (const server of [A, B]) await (await all.manage(server)).feedback?.say(said);
    expect([await countedOn(A), await countedOn(B)]).toEqual([[A], [B]]);
    await all.leaving.seen([B]);
    expect([await countedOn(A), await countedOn(B)]).toEqual([[], [B]]);
    expect(all.said).toContainEqual(
      `The collection Club of ${A} was deleted: 30 days ago the bot left its server.`,
    );
    expect(existsSync(join(folders.articles, A))).toBe(false);
    expect(all.collections.ofServer(A).map(({ id }) => id)).toEqual(['shared']);
  });
});

describe('what is kept of a server beside its articles', () => {
  const PERSON = '1300000000000000777';
  const word = 'zebrafant';

  it.each(['is deleted by its managers', 'is left'])('goes where it %s, all of it', async (how) => {
    const isLeft = how === 'is left';
    const folders = communityFolders({
      'kiln.md': KILN,
      [`${A}/collection.yaml`]: ofServer(A),
      [`${A}/mill.md`]: MILL,
      [`${B}/collection.yaml`]: ofServer(B),
      [`${B}/loom.md`]: LOOM,
    });
    const stateDir = join(folders.data, 'state');
    if (isLeft) {
      const missing = { [A]: { listings: 31, goneMs: 29.5 * 86_400_000 } };
      const listedAt = Date.now() - 86_400_000;
      writeFiles(stateDir, { 'left-servers.json': JSON.stringify({ listedAt, missing }) });
    }
    const all = await openTestCommunities(folders);
    const state = diskState(stateDir);
    for (const [server, person] of [
      [A, PERSON],
      [B, '1400000000000000888'],
    ] as const) {
      const own = server === A ? word : 'otherword';
      await markServer({ ...all, state }, await all.manage(server), { server, word: own, person });
    }
    const marks = [word, PERSON, A];
    expect(filesWith(stateDir, word)).not.toEqual([]);
    expect(filesWith(stateDir, PERSON)).not.toEqual([]);
    if (isLeft) await all.leaving.seen([B]);
    else await all.communities.care?.delete(A);
    await all.close();
    for (const mark of marks) expect(filesWith(folders.data, mark)).toEqual([]);
    // Nothing of anybody else's.
    for (const mark of ['otherword', '1400000000000000888', `servers/${B}`]) {
      expect(filesWith(stateDir, mark)).not.toEqual([]);
    }
  });
});

describe('quotas', () => {
  const quotas =
    'quotas:\n  articles: 2\n  waiting: 2\n  megabytes: 1\n  sources: 0\n  questions: 2\n';

  it('refuse what goes beyond, with the numbers, and let the rest be', async () => {
    const folders = communityFolders({
      'kiln.md': KILN,
      [`${A}/collection.yaml`]: ofServer(A, quotas),
      [`${A}/mill.md`]: MILL,
    });
    const all = await openTestCommunities(folders);
    const { intake, sources, charge, quotas: use } = await all.manage(A);
    const file = (name: string, text: string) => ({
      name,
      bytes: Buffer.from(text),
      mediaType: null,
    });
    const loom = await intake?.stageFile(file('loom.md', LOOM), 'me');
    const kiln = await intake?.stageFile(file('kiln.md', KILN), 'me');
    expect(await use?.use()).toMatchObject({ articles: 1, waiting: 2, sources: 0, passages: 1 });
    const third = intake?.stageFile(file('more.md', '# More\n\nThere is always more.\n'), 'me');
    expect(await refusedWords(third ?? (() => {}))).toBe(
      'No more articles can wait here, 2 at most: keep or discard some first.',
    );
    // Both at once, where one fits.
    const keeps = [loom, kiln].map((each) => intake?.keep(each?.id ?? '', 0, 'me'));
    const kept = await Promise.allSettled(keeps);
    expect(kept.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusedWords(intake?.keep(kiln?.id ?? '', 0, 'me') ?? (() => {}))).toBe(
      'No more articles fit here: 2 of 2 are there.',
    );
    const feed = { address: 'https://feed.example/', kind: 'feed' as const };
    expect(await refusedWords(sources?.preview(feed, 'me') ?? (() => {}))).toBe(
      'No more sources fit here: 0 of 0 are there.',
    );
    charge?.();
    charge?.();
    expect(await refusedWords(() => charge?.())).toMatch(
      /^Here 2 questions a minute are answered; the next one can be asked in (?:59|60) seconds\.$/,
    );
    // Nobody else's are counted there.
    const elsewhere = await all.see('');
    for (let i = 0; i < 5; i += 1) elsewhere.charge?.();
  });

  it('that a folder exceeds by hand are told, and its articles answered all the same', async () => {
    const folders = communityFolders({
      'kiln.md': KILN,
      [`${A}/collection.yaml`]: ofServer(A, 'quotas:\n  articles: 1\n'),
      [`${A}/mill.md`]: MILL,
      [`${A}/loom.md`]: LOOM,
    });
    const all = await openTestCommunities(folders);
    const served = await all.manage(A);
    expect(await textOf(all.see(A), 'Who built the loom?')).toContain('Marta Quill');
    const told = `The collection ${A} takes nothing more. No more articles fit here: 2 of 1 are there.`;
    await vi.waitFor(() => expect(all.said).toContain(told), SOON);
    const file = { name: 'kiln.md', bytes: Buffer.from(KILN) };
    const key = (await refusalOf(served.intake?.stageFile(file, 'me') ?? (() => {}))).key;
    expect(key).toBe('quotaArticles');
  });
});
