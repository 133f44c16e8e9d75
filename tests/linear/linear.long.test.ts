/** Every reader, escaper, cutter, extractor and verifier takes time in proportion to its text. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';
import { CAUGHT_BY } from './caught-by.ts';
import { growthProblem } from './cpu.ts';
import { HOSTILE, type Maker, TELLING } from './hostile.ts';
import {
  type Drive,
  isNotDriven,
  type Listed,
  type NotDriven,
  oneKindDaily,
  type Room,
} from './listed.ts';
import { ARTICLES } from './rooms/articles.ts';
import { CARDS } from './rooms/cards.ts';
import { CITATIONS } from './rooms/citations.ts';
import { DISCORD } from './rooms/discord.ts';
import { DOCUMENT_FOLDERS } from './rooms/documents.ts';
import { EDITORIAL } from './rooms/editorial.ts';
import { INTAKE } from './rooms/intake.ts';
import { FEEDBACK, GAPS, LANGUAGES_ROOM } from './rooms/languages.ts';
import { LIBRARY } from './rooms/library.ts';
import { QUOTES } from './rooms/quotes.ts';
import { READER_PAGE } from './rooms/reader-page.ts';
import { SEARCH } from './rooms/search.ts';
import { SOURCES } from './rooms/sources.ts';
import { STATISTICS_ROOM } from './rooms/statistics.ts';
import { TALK } from './rooms/talk.ts';
import { TOP } from './rooms/top.ts';

const ROOMS: Readonly<Record<string, Room>> = {
  src: TOP,
  'src/articles': oneKindDaily(ARTICLES),
  ...Object.fromEntries(
    Object.entries(DOCUMENT_FOLDERS).map(([folder, room]) => [folder, oneKindDaily(room)]),
  ),
  'src/cards': CARDS,
  'src/citations': oneKindDaily(CITATIONS),
  'src/discord': DISCORD,
  'src/discord/talk': TALK,
  'src/editorial': EDITORIAL,
  'src/feedback': FEEDBACK,
  'src/gaps': GAPS,
  'src/intake': INTAKE,
  'src/languages': LANGUAGES_ROOM,
  'src/library': oneKindDaily(LIBRARY),
  'src/quotes': QUOTES,
  'src/reader-page': READER_PAGE,
  'src/search': SEARCH,
  'src/sources': SOURCES,
  'src/statistics': STATISTICS_ROOM,
};

/** UTF-16 units up to which inputs grow: 0.3 ns for each pair of them take 20 ms. */
const LARGEST = Number(process.env.LINEAR_UP_TO ?? 16_384);
/** `npm run test:linear` goes further, with all there is. */
const IS_THOROUGH = process.env.LINEAR_UP_TO !== undefined;
/** Kinds that each function is driven with every day, by turns, beside those that found it slow. */
const FEW = 2;
const TIMEOUT_MS = 20 * 60_000;

/** Exports that hold functions of a stranger's text: all but plain data. */
function textTakers(module: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(module).filter((name) => {
    const value = module[name];
    return typeof value === 'function' || isLanguage(value);
  });
}

/** A language's file exports an object with a stemmer in it. */
function isLanguage(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'exampleQuestion' in value;
}

function listedIn(file: Listed | NotDriven): (readonly [string, readonly Drive[]])[] {
  if (isNotDriven(file)) return [];
  return Object.entries(file).flatMap(([name, entry]) => {
    if (typeof entry === 'function') return [[name, [entry]] as const];
    return isNotDriven(entry) ? [] : [[name, entry] as const];
  });
}

/** Every way in which a room's functions are driven, by a name of its own. */
function drivenIn(room: Room): { readonly name: string; readonly drive: Drive }[] {
  return Object.entries(room).flatMap(([file, listed]) =>
    listedIn(listed).flatMap(([name, drives]) =>
      drives.map((drive, i) => ({ name: `${file} ${name} ${i + 1}`, drive })),
    ),
  );
}

/**
 * @param turn of which function; the next one begins with another kind.
 * @param few how many by turns, beside those that found it slow.
 */
function kindsFor(name: string, turn: number, few = FEW): readonly string[] {
  if (IS_THOROUGH) return Object.keys(HOSTILE);
  const step = TELLING.length / few;
  const byTurns = few === 0 ? [] : TELLING.filter((_, i) => i % step === turn % step);
  return [...new Set([...(CAUGHT_BY[name] ?? []), ...byTurns])];
}

it('knows each function that was slow once', () => {
  const names = Object.values(ROOMS).flatMap((room) => drivenIn(room).map(({ name }) => name));
  expect(names).toEqual(expect.arrayContaining(Object.keys(CAUGHT_BY)));
  expect(Object.keys(HOSTILE)).toEqual(expect.arrayContaining(Object.values(CAUGHT_BY).flat()));
});

describe.each(Object.entries(ROOMS))('%s', (folder, room) => {
  const inFolder = readdirSync(join(projectRoot(), folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => `${folder}/${name}`);

  it('is listed with every file and every function', async () => {
    expect(Object.keys(room).sort()).toEqual(inFolder.sort());
    for (const [file, listed] of Object.entries(room)) {
      if (isNotDriven(listed)) continue;
      const module = (await import(join(projectRoot(), file))) as Record<string, unknown>;
      expect({ [file]: Object.keys(listed).sort() }).toEqual({ [file]: textTakers(module).sort() });
    }
  });

  const driven = drivenIn(room)
    .map((one, turn) => ({ ...one, kinds: kindsFor(one.name, turn, one.drive.few) }))
    .filter(({ kinds }) => kinds.length > 0);
  it.skipIf(driven.length === 0).each(driven)(
    '$name',
    async ({ drive, kinds }) => {
      const problems: Record<string, string> = {};
      for (const kind of kinds) {
        const make = HOSTILE[kind] as Maker;
        const prepared = (length: number) => drive(make(length));
        const problem = await growthProblem(prepared, LARGEST, drive.from);
        if (problem !== null) problems[kind] = problem;
      }
      expect(problems).toEqual({});
    },
    TIMEOUT_MS,
  );
});
