/** Answers what is asked about an answer: where it is from, how sure it is, and why. */
import { excerptOf } from '../../citations/look-up.ts';
import { articleRefOf, exactly } from '../../citations/refs.ts';
import type { Served } from '../../collections/communities.ts';
import type { Say } from '../../languages/say.ts';
import type { Library } from '../../library/library.ts';
import type { Answer, Excerpt } from '../../model.ts';
import type { AnsweredMessage } from '../answered-message.ts';
import { READING_MS } from '../asking.ts';
import { rows, sourceButton } from '../buttons.ts';
import type { Services } from '../command.ts';
import { escapedLabel } from '../label.ts';
import { type MessageBody, renderLine } from '../message.ts';
import { placeLine } from '../passage-layout.ts';
import type { AskedBack } from './asks-back.ts';

/** UTF-16 units of a title. */
const TITLE_MAX = 200;
/** From this share of what a question asks for on a passage holds all of it. */
const ALL_OF_IT = 0.99;
const IN_HUNDRED = 100;

/** What an answer shows first, as it is now; null where that is not there any more, or it shows nothing. */
async function shownBy(
  library: Pick<Library, 'excerpt'>,
  { refs }: Pick<AnsweredMessage, 'refs'>,
): Promise<Excerpt | null> {
  const [first] = refs;
  return first === undefined ? null : excerptOf(library, exactly(first));
}

/** The reply to what is asked about an answer. */
export async function aboutAnswer(
  say: Say,
  asked: AskedBack,
  answered: AnsweredMessage,
  { library, publicUrlOf }: Pick<Served, 'library'> & Pick<Services, 'publicUrlOf'>,
): Promise<MessageBody> {
  const excerpt = await shownBy(library, answered);
  if (excerpt === null) {
    return renderLine(say(answered.refs.length === 0 ? 'sureNone' : 'sourceOfGone'));
  }
  const lines =
    asked === 'source'
      ? [say('sourceOf', { title: titleOf(excerpt.citation.article) }), placeLine(say, excerpt)]
      : await sureLines(say, answered, excerpt, library);
  return {
    ...renderLine(lines.join('\n')),
    components: rows([sourceButton(say, excerpt, publicUrlOf)]),
  };
}

function titleOf(title: string): string {
  return escapedLabel(title, TITLE_MAX);
}

/** How sure it is, in words, then why, a line each. */
async function sureLines(
  say: Say,
  answered: AnsweredMessage,
  excerpt: Excerpt,
  library: Pick<Library, 'ask'>,
): Promise<string[]> {
  const title = titleOf(excerpt.citation.article);
  const { kind, question } = answered;
  if (kind === 'no-answer' || kind === 'nearest') return [say('sureNone')];
  const judged = question === null ? null : await judgedAgain(question, excerpt, library);
  // Without the question, or where it is not what the question finds by itself, why is not known.
  if (judged === null) return [say('sureQuote', { title })];
  const { judgement, evidence } = judged;
  const percent = Math.round(evidence.confidence * IN_HUNDRED);
  if (judged.isPinned) return [say('pinned'), `- ${say('sureVerbatim', { title })}`];
  return [
    say(judgement === 'answers' ? 'sureAnswers' : 'sureMayAnswer', { percent }),
    ...reasons(say, judged).map((reason) => `- ${reason}`),
    `- ${say('sureVerbatim', { title })}`,
  ];
}

function reasons(say: Say, { evidence, excerpts, byWordsAlone }: Answer): string[] {
  const [best] = excerpts;
  const { coverage, reading = 0 } = evidence.signals;
  const also = best?.alsoIn?.length ?? 0;
  const differs = best?.differsIn?.length ?? 0;
  return [
    ...(evidence.reading !== null && reading !== 0
      ? [say(reading > 0 ? 'sureRead' : 'sureReadNot')]
      : []),
    ...(coverage === undefined
      ? []
      : [say(coverage >= ALL_OF_IT ? 'sureAllWords' : 'sureSomeWords')]),
    ...(byWordsAlone ? [say('byWordsAlone')] : []),
    ...(also > 0 ? [say('sureAlsoIn', { n: also })] : []),
    ...(differs > 0 ? [say('sureDiffers', { n: differs })] : []),
  ];
}

/** The answer to the question that has this passage first: of all articles, else of the passage's own. */
async function judgedAgain(
  question: string,
  excerpt: Excerpt,
  library: Pick<Library, 'ask'>,
): Promise<Answer | null> {
  const { id, collection } = articleRefOf(excerpt);
  const filters = [{}, { articleId: id, ...(collection !== undefined && { collection }) }];
  for (const filter of filters) {
    const answer = await library.ask(question, { count: 1, filter, readingMs: READING_MS });
    const isSame = answer.excerpts[0]?.citation.id === excerpt.citation.id;
    if (answer.answered && isSame) return answer;
  }
  return null;
}
