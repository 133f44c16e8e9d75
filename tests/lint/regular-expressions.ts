/**
 * Fails where a stranger's text can make a regular expression slow: recheck judges every one in the
 * sources, and every one that is built at run time.
 */
import { availableParallelism } from 'node:os';
import { check, type Parameters } from 'recheck';
import { type Excused, OWN_TEXT, STAND_INS, UNKNOWN } from './listed.ts';
import { type Pattern, parseSources, recordBuilt } from './patterns.ts';
import { buildAll } from './samples.ts';

/**
 * An attack succeeds by its steps only, never by its time, which says nothing on a busy machine; the
 * steps are enough to tell the square of 10,000 characters. Milliseconds for one pattern in all.
 */
const PARAMETERS: Parameters = {
  timeout: 40_000,
  attackTimeout: null,
  attackLimit: 20_000_000,
};

interface Judged extends Pattern {
  readonly status: 'safe' | 'vulnerable' | 'unknown';
  readonly told: string;
}

async function judge(pattern: Pattern): Promise<Judged> {
  const found = await check(pattern.source, pattern.flags, PARAMETERS);
  if (found.status === 'safe') return { ...pattern, status: 'safe', told: '' };
  if (found.status === 'unknown') return { ...pattern, status: 'unknown', told: found.error.kind };
  const told = `${found.complexity.summary}: ${found.attack.pattern.slice(0, 120)}`;
  return { ...pattern, status: 'vulnerable', told };
}

/** Judges patterns, as many at a time as there are processors; equal ones once. */
async function judgeAll(patterns: readonly Pattern[]): Promise<Judged[]> {
  const distinct = [
    ...new Map(patterns.map((one) => [`/${one.source}/${one.flags}`, one])).values(),
  ];
  const judged: Judged[] = [];
  let next = 0;
  const work = async () => {
    for (let one = distinct[next++]; one; one = distinct[next++]) judged.push(await judge(one));
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, work));
  return judged;
}

function isExcused({ place, source }: Pattern, { file, starts }: Excused): boolean {
  return place.startsWith(`${file}:`) && source.startsWith(starts);
}

function fileOf(place: string): string {
  return place.slice(0, place.lastIndexOf(':'));
}

const { literals, calls } = parseSources();
const files = [...new Set(calls.map(fileOf))];
const built = await recordBuilt(() => buildAll(files));
const places = new Set(built.map(({ place }) => place));
const unseen = calls.filter((place) => !places.has(place));
const standIns = Object.entries(STAND_INS).flatMap(([file, patterns]) =>
  patterns.map(({ source, flags }) => ({ source, flags, place: `${file}:0` })),
);
const problems = [
  ...unseen
    .filter((place) => !(fileOf(place) in STAND_INS))
    .map((place) => `${place}: no sample of what is built here (tests/lint/samples.ts)`),
  ...Object.keys(STAND_INS)
    .filter((file) => !unseen.some((place) => fileOf(place) === file))
    .map((file) => `${file}: needs no stand-in (tests/lint/listed.ts)`),
];

const all = [...literals, ...built, ...standIns];
const isUnknown = (one: Pattern) => UNKNOWN.some((excused) => isExcused(one, excused));
const judged = await judgeAll(all.filter((one) => !isUnknown(one)));
for (const { file, starts } of UNKNOWN.filter((each) => !all.some((one) => isExcused(one, each)))) {
  problems.push(`${file}: ${starts} is not there any more (tests/lint/listed.ts)`);
}
for (const [list, status] of [
  [OWN_TEXT, 'vulnerable'],
  [[], 'unknown'],
] as const) {
  const found = judged.filter((one) => one.status === status);
  for (const one of found.filter((each) => !list.some((excused) => isExcused(each, excused)))) {
    problems.push(
      `${one.place}: ${status}, ${one.told}\n    /${one.source.slice(0, 300)}/${one.flags}`,
    );
  }
  for (const excused of list.filter((each) => !found.some((one) => isExcused(one, each)))) {
    problems.push(`${excused.file}: ${excused.starts} needs no excuse (tests/lint/listed.ts)`);
  }
}
for (const problem of problems) console.error(problem);
console.log(
  `Checked ${judged.length} regular expressions, ${built.length} of them built at run time.`,
);
process.exit(problems.length === 0 ? 0 : 1);
