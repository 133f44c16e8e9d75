/** What small talk is answered with: a friendly line, and what could be asked instead. */
import type { Library } from '../../library/library.ts';
import { type Reason, Refusal, statement } from '../../refusals.ts';
import { within } from '../../supervision/deadline.ts';
import type { TalkKind } from './small-talk.ts';

/** Finding two questions that are really answered takes a few dozen milliseconds; there is no hurry. */
const EXAMPLES_MS = 1_300;
/** Of each that is tried: whether it is answered is told without reading, too. */
const READING_MS = 50;

const KEYS = {
  greetings: 'talkGreetings',
  thanks: 'talkThanks',
  reactions: 'talkReactions',
  aboutBot: 'talkAboutBot',
} as const satisfies Readonly<Record<TalkKind, string>>;

/** Ends the asking of what is small talk: says so with two questions that the articles answer. Never rejects. */
export async function talkRefusal(
  kind: TalkKind,
  library: Pick<Library, 'status' | 'exampleQuestions'>,
): Promise<Refusal> {
  return new Refusal(KEYS[kind], { examples: await examplesOf(library) });
}

async function examplesOf(library: Pick<Library, 'status' | 'exampleQuestions'>): Promise<Reason> {
  const finding = async (): Promise<readonly string[]> =>
    library.status().passages > 0 ? library.exampleQuestions(2, READING_MS) : [];
  const found = within(EXAMPLES_MS, finding(), (): readonly string[] => []);
  const [first, second] = await found.catch((): readonly string[] => []);
  if (first === undefined) return statement('askAnything');
  return second === undefined
    ? statement('askOne', { first })
    : statement('askTwo', { first, second });
}
