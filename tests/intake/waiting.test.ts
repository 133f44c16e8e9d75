/** What waits to be kept: how much there may be, and what becomes of what nobody decides on. */
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { diskPlaces, type IntakeFolders } from '../../src/intake/disk-places.ts';
import { type Intake, intakeOf } from '../../src/intake/intake.ts';
import { knowArticles } from '../../src/intake/known-articles.ts';
import type { Places } from '../../src/intake/places.ts';
import { randomId } from '../../src/intake/random-id.ts';
import { keepStaged } from '../../src/intake/stage.ts';
import { keepTidy, tidyIntake } from '../../src/intake/waiting.ts';
import { sharedReader } from '../support/library.ts';
import { refusedWords } from '../support/refusals.ts';

const HOUR = 60 * 60 * 1_000;
const DAM = '# The dam\n\nThe dam was built by four thousand workers in tents.\n';
const [MIRA, SAM] = ['1300000000000000010', '1300000000000000011'];

let root: string;
let folders: IntakeFolders;
let places: Places;
let intake: Intake;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'footnote-waiting-'));
  folders = { articlesDir: join(root, 'articles'), dataDir: join(root, 'data') };
  places = diskPlaces(folders);
  mkdirSync(folders.articlesDir);
  const known = knowArticles(async () => new Map());
  intake = intakeOf(places, known, { allowlist: [], reader: sharedReader });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true, force: true });
});

const inState = (...parts: string[]) => join(folders.dataDir, 'state', ...parts);
const waiting = () => (existsSync(inState('intake')) ? readdirSync(inState('intake')) : []);
const stage = (by = MIRA) => intake.stageFile({ bytes: Buffer.from(DAM), name: 'dam.md' }, by);

/** Lays something aside as an earlier process would have. @returns its folder. */
function lay(name: string, { bytes = 10, note = true, ageMs = 0 } = {}): string {
  const place = inState('intake', name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'content'), DAM);
  if (bytes > DAM.length) truncateSync(join(place, 'content'), bytes);
  if (note) writeFileSync(join(place, 'note.json'), JSON.stringify({ fileName: 'dam.md' }));
  const at = (Date.now() - ageMs) / 1_000;
  for (const path of note ? [join(place, 'note.json'), place] : [place]) utimesSync(path, at, at);
  return place;
}

describe('what waits', () => {
  it('is at most two hundred articles', async () => {
    for (let i = 0; i < 199; i++) lay(randomId());
    const { id } = await stage();
    expect(await refusedWords(stage())).toMatch(/at most 200 articles and 100 MB/);
    expect(waiting()).toHaveLength(200);
    await intake.discard(id);
    await stage();
  });

  it('is at most a hundred megabytes', async () => {
    lay(randomId(), { bytes: 100 * 1024 * 1024 - 20 });
    expect(await refusedWords(stage())).toMatch(/at most 200 articles and 100 MB/);
    expect(waiting()).toHaveLength(1);
  });

  it('is never more, however many add at once', async () => {
    for (let i = 0; i < 198; i++) lay(randomId());
    const added = await Promise.allSettled([stage(MIRA), stage(SAM), stage(MIRA), stage(SAM)]);
    const refused = added.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(refused.length).toBeGreaterThanOrEqual(2);
    for (const reason of refused) expect(reason).toMatchObject({ key: 'tooMuchWaiting' });
    expect(waiting().length).toBeLessThanOrEqual(200);
    expect(waiting().filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is at most so much of one person, what is being read with it', async () => {
    const known = knowArticles(async () => new Map());
    intake = intakeOf(places, known, { allowlist: [], reader: sharedReader, each: 2 });
    const many = await Promise.allSettled([stage(MIRA), stage(MIRA), stage(MIRA), stage(SAM)]);
    const words = many.map((each) => (each.status === 'fulfilled' ? '' : String(each.reason.key)));
    expect(words).toEqual(['', '', 'tooMuchWaitingOfYours', '']);
    expect(await refusedWords(stage(MIRA))).toMatch(/your articles wait.*at most 2/);
    const [first] = many;
    await intake.discard(first?.status === 'fulfilled' ? first.value.id : '');
    await stage(MIRA);
    expect(await refusedWords(stage(MIRA))).toMatch(/at most 2/);
    // Who it was is on no disk.
    for (const id of waiting()) {
      const note = readFileSync(inState('intake', id, 'note.json'), 'utf8');
      expect(note).not.toMatch(/130000000000000001/);
    }
  });
});

describe('tidying', () => {
  it('throws away what has waited for a day, at start and every hour after', async () => {
    const old = lay(randomId(), { ageMs: 25 * HOUR });
    const young = lay(randomId(), { ageMs: 23 * HOUR });
    const removed = inState('removed', 'old');
    mkdirSync(removed, { recursive: true });
    utimesSync(removed, 0, 0);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const errors: unknown[] = [];
    const tidying = keepTidy(
      () => tidyIntake(places),
      (error) => errors.push(error),
    );
    await vi.waitFor(() => expect([old, removed].some(existsSync)).toBe(false));
    expect(existsSync(young)).toBe(true);
    utimesSync(young, 0, 0);
    vi.advanceTimersByTime(HOUR);
    await vi.waitFor(() => expect(existsSync(young)).toBe(false));
    await tidying.close();
    expect(vi.getTimerCount()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('mends what a killed process left half done, and leaves alone what is being done', async () => {
    const [kept, half, done, busy] = [randomId(), randomId(), randomId(), randomId()];
    // Killed after it was claimed: it can be kept again.
    lay(`.${kept}`, { ageMs: HOUR });
    // Killed while it was laid aside: nobody was told of it.
    lay(`.${half}`, { ageMs: HOUR, note: false });
    // Killed after it had reached the articles folder.
    const place = lay(`.${done}`, { ageMs: HOUR });
    linkSync(join(place, 'content'), join(folders.articlesDir, 'dam.md'));
    // Another process works on it.
    lay(`.${busy}`);
    // The same where what was chosen of it is kept: not moved yet, linked twice, moved already.
    const [chosen, linked, moved] = [randomId(), randomId(), randomId()];
    for (const [id, links] of [[chosen, 1] as const, [linked, 2] as const, [moved, 0] as const]) {
      const folder = lay(`.${id}`, { ageMs: HOUR });
      renameSync(join(folder, 'content'), join(folder, 'original'));
      if (links > 0) writeFileSync(join(folder, 'chosen'), 'Chosen.');
      if (links > 1) linkSync(join(folder, 'chosen'), join(root, 'an-article.md'));
      const at = (Date.now() - HOUR) / 1_000;
      utimesSync(folder, at, at);
    }
    await tidyIntake(places);
    expect(waiting().sort()).toEqual([`.${busy}`, kept, chosen].sort());
    expect(readFileSync(inState('intake', chosen, 'content'), 'utf8')).toBe(DAM);
    expect(await keepStaged(kept, places)).toEqual({ file: 'dam-2.md' });
    expect(readFileSync(join(folders.articlesDir, 'dam.md'), 'utf8')).toBe(DAM);
  });

  it('does nothing where nothing was ever added', async () => {
    await tidyIntake(places);
    expect(existsSync(folders.dataDir)).toBe(false);
  });
});
