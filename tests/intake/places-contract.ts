/** What adding, removing and putting back promise, wherever articles and state are. */
import { expect, it } from 'vitest';
import { type Intake, intakeOf } from '../../src/intake/intake.ts';
import { knowArticles } from '../../src/intake/known-articles.ts';
import type { Places } from '../../src/intake/places.ts';
import { tidyIntake } from '../../src/intake/waiting.ts';
import type { FileReading } from '../../src/model.ts';
import { readArticle } from '../../src/reading/read-article.ts';
import { storeIn } from '../../src/sources/store.ts';
import { sharedReader } from '../support/library.ts';

const DAM = '# The dam\n\nThe dam was built by four thousand workers in tents.\n';
const MILL = '# The mill\n\nThe mill has ground rye since the flood.\n';
const [MIRA, SAM] = ['1300000000000000010', '1300000000000000011'];

/** Two ways to the same places, as two processes have them. */
export type TwoPlaces = readonly [Places, Places];

async function filesOf({ articles }: Places, folder = ''): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of [...(await articles.names(folder))].sort()) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const bytes = (await articles.find(path))?.kind === 'file' ? await articles.read(path) : null;
    if (bytes !== null) found.set(path, bytes.toString());
    else
      for (const [file, text] of await filesOf({ articles } as Places, path)) found.set(file, text);
  }
  return found;
}

async function readingsOf(places: Places) {
  const files = new Map<string, { reading: FileReading }>();
  for (const file of (await filesOf(places)).keys()) {
    const content = await places.articles.content(file);
    if ('problem' in content) continue;
    files.set(file, { reading: await readArticle(sharedReader, content, { lane: 'test' }) });
  }
  return files;
}

function open(places: Places, each?: number): Intake {
  return intakeOf(
    places,
    knowArticles(() => readingsOf(places)),
    { allowlist: [], reader: sharedReader, ...(each !== undefined && { each }) },
  );
}

const sent = (text: string, name = 'dam.md') => ({ bytes: Buffer.from(text), name });
const asObject = async (places: Places) => Object.fromEntries(await filesOf(places));

export function itKeepsArticles(openPlaces: () => Promise<TwoPlaces>): void {
  it('shows, chooses and keeps, in whichever process each is done', async () => {
    const [one, another] = await openPlaces();
    const [first, second] = [open(one), open(another)];
    const { id } = await first.stageFile(sent(`${DAM}\nThe tents were grey.\n`), MIRA);
    expect(await asObject(one)).toEqual({});
    const preview = await second.choose(id, { take: [], leave: [2] });
    expect((await first.preview(id)).choices).toEqual(preview.choices);
    const corrected = await first.correct(id, { author: 'Ida' });
    expect(await second.describe(id, 'en-US', SAM)).toContain('Ida');
    await expect(second.keep(id, preview.choices.edition, MIRA)).rejects.toMatchObject({
      key: 'changedMeanwhile',
    });
    expect(await second.keep(id, corrected.choices.edition, MIRA)).toEqual({ file: 'dam.md' });
    const text = (await asObject(one))['dam.md'];
    expect(text).toContain('Ida');
    expect(text).not.toContain('grey');
    await expect(first.preview(id)).rejects.toMatchObject({ key: 'notWaiting' });
    expect(await one.state.list('intake')).toEqual([]);
  });

  it('keeps once, under a name that is free, however many ask for it', async () => {
    const [one, another] = await openPlaces();
    const { id } = await open(one).stageFile(sent(DAM), MIRA);
    await one.articles.add('', () => 'Dam.md', Buffer.from(MILL));
    const asked = await Promise.allSettled(
      [one, another, one].map((places) => open(places).keep(id, 0, MIRA)),
    );
    expect(asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))).toEqual([
      { file: 'dam-2.md' },
    ]);
    for (const each of asked) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ key: 'notWaiting' });
    }
    expect(await asObject(one)).toEqual({ 'Dam.md': MILL, 'dam-2.md': DAM });
  });

  it('loses no choice that two processes make at once', async () => {
    const [one, another] = await openPlaces();
    const text = `# The dam\n\n${Array.from({ length: 10 }, (_, i) => `Line ${i} of it.`).join('\n\n')}\n`;
    const { id } = await open(one).stageFile(sent(text), MIRA);
    const [first, second] = [open(one), open(another)];
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        (i % 2 === 0 ? first : second).choose(id, { take: [], leave: [i + 3] }),
      ),
    );
    expect((await first.preview(id)).choices).toMatchObject({
      left: [3, 4, 5, 6, 7, 8, 9, 10],
      edition: 8,
    });
  });

  it('removes and puts back, once, with what stands beside it', async () => {
    const [one, another] = await openPlaces();
    await one.articles.add('rivers', () => 'dam.md', Buffer.from(DAM));
    await one.articles.add('rivers', () => 'dam.md.yaml', Buffer.from('title: The first dam\n'));
    const { id, titles } = await open(one).remove('rivers/dam.md');
    expect(titles).toEqual(['The first dam']);
    expect(await asObject(another)).toEqual({});
    const [removed] = await open(another).removed();
    expect(removed).toMatchObject({ id, file: 'rivers/dam.md', titles });
    await one.articles.add('rivers', () => 'DAM.md', Buffer.from(MILL));
    const asked = await Promise.allSettled([one, another].map((each) => open(each).restore(id)));
    expect(asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))).toEqual([
      { file: 'rivers/dam-2.md', was: 'rivers/dam.md' },
    ]);
    expect(await asObject(one)).toEqual({
      'rivers/DAM.md': MILL,
      'rivers/dam-2.md': DAM,
      'rivers/dam-2.md.yaml': 'title: The first dam\n',
    });
    expect(await one.state.list('removed')).toEqual([]);
    await expect(open(one).restore(id)).rejects.toMatchObject({ key: 'notRestorable' });
    for (const file of ['none.md', '../dam.md', 'rivers', 'rivers/dam.exe']) {
      await expect(open(one).remove(file)).rejects.toMatchObject({ key: 'noSuchFile' });
    }
  });

  it('does not put back what is there', async () => {
    const [one] = await openPlaces();
    await one.articles.add('', () => 'dam.md', Buffer.from(DAM));
    const { id } = await open(one).remove('dam.md');
    await one.articles.add('', () => 'again.md', Buffer.from(`---\nauthor: Ida\n---\n\n${DAM}`));
    await expect(open(one).restore(id)).rejects.toMatchObject({ key: 'restoreThere' });
    expect(await open(one).removed()).toHaveLength(1);
  });

  it('does all or nothing, wherever it fails', async () => {
    const [one] = await openPlaces();
    const { id } = await open(one).stageFile(sent(DAM), MIRA);
    await one.articles.add('', () => 'mill.md', Buffer.from(MILL));
    const removed = await open(one).remove('mill.md');
    const all = async () => ({
      articles: await asObject(one),
      state: (await one.state.list('')).map(({ path, size }) => [path, size]),
    });
    const before = await all();
    for (let left = 0; left < 2; left += 1) {
      const failing = failingAfter(one, left);
      await expect(open(failing).keep(id, 0, MIRA)).rejects.toBeTruthy();
      await expect(open(failing).restore(removed.id)).rejects.toBeTruthy();
      expect(await all()).toEqual(before);
    }
    await one.articles.add('', () => 'other.md', Buffer.from('Another text that is here.'));
    const then = await all();
    for (let left = 0; left < 2; left += 1) {
      await expect(open(failingAfter(one, left)).remove('other.md')).rejects.toBeTruthy();
      expect(await all()).toEqual(then);
    }
    expect(await open(one).keep(id, 0, MIRA)).toEqual({ file: 'dam.md' });
    expect(await open(one).restore(removed.id)).toMatchObject({ file: 'mill.md' });
  });

  it('forgets what has waited for too long', async () => {
    const [one, another] = await openPlaces();
    await open(one).stageFile(sent(DAM), MIRA);
    await Promise.all([tidyIntake(one), tidyIntake(another)]);
    expect(await one.state.entries('intake')).toHaveLength(1);
    const { id } = await open(another).stageFile(sent(MILL), SAM);
    await open(one).discard(id);
    await expect(open(another).discard(id)).rejects.toMatchObject({ key: 'notWaiting' });
    expect(await one.state.entries('intake')).toHaveLength(1);
  });

  it('writes what sources bring, and leaves alone what was changed by hand', async () => {
    const [one] = await openPlaces();
    const store = storeIn(one, sharedReader);
    await store.refuseUnlessWritable();
    const text = `---\nfetched-from: "post"\n---\n\n${DAM}`;
    const file = await store.put('post', 'dam.md', Buffer.from(text));
    expect(file).toBe('post/dam.md');
    expect(await store.put('post', 'dam.md', Buffer.from(MILL))).toBe('post/dam-2.md');
    expect(await store.taken('post')).toEqual(expect.arrayContaining(['dam.md', 'dam-2.md']));
    expect(await store.isWrittenBy(file, 'post')).toBe(true);
    expect(await store.isWrittenBy('post/dam-2.md', 'post')).toBe(false);
    const sha256 = '0'.repeat(64);
    expect(await store.standing(file, sha256)).toBe('edited');
    expect(await store.standing('post/none.md', sha256)).toBe('gone');
    await store.replace(file, Buffer.from(MILL));
    expect((await asObject(one))[file]).toBe(MILL);
    await store.takeOut(file);
    expect(await store.standing(file, sha256)).toBe('gone');
    expect(await open(one).removed()).toMatchObject([{ file }]);
  });
}

/** Places of which the step after so many steps fails, in what is done at once. */
function failingAfter(places: Places, left: number): Places {
  const failing = <T extends object>(part: T, count: { left: number }): T =>
    new Proxy(part, {
      get(target, name) {
        const work = target[name as keyof T] as unknown;
        if (
          typeof work !== 'function' ||
          !/^(?:write|move|remove|takeIn|takeOut)$/.test(String(name))
        )
          return work;
        return (...args: unknown[]) => {
          count.left -= 1;
          return count.left < 0 ? Promise.reject(new Error('It fails')) : work.apply(target, args);
        };
      },
    });
  return {
    ...places,
    atOnce: (steps, undo) =>
      places.atOnce(({ state, articles }) => {
        const count = { left };
        return steps({ state: failing(state, count), articles: failing(articles, count) });
      }, undo),
  };
}
