/** What `/gaps` shows: questions without an answer, and passages whose answers did not help. */
import type { APIEmbed } from 'discord.js';
import { excerptOf } from '../citations/look-up.ts';
import { paragraphLabel } from '../citations/paragraph-label.ts';
import { refOf } from '../citations/quote.ts';
import { exactly } from '../citations/refs.ts';
import type { DislikedPassage, Tally } from '../feedback/disliked.ts';
import type { GapGroup } from '../gaps/group.ts';
import type { Say } from '../languages/say.ts';
import type { Library } from '../library/library.ts';
import type { Excerpt } from '../model.ts';
import { COLOURS } from './colours.ts';
import { instantMark } from './dates.ts';
import { cutLabel } from './fit.ts';
import { escapedLabel, escapedTitle } from './label.ts';
import { menuRow } from './layout.ts';
import { linesWithin } from './lines.ts';
import type { MessageBody } from './message.ts';
import { nameOf } from './passage-layout.ts';
import { pinMenu } from './pin-menu.ts';
import { writeRefs } from './pointer-codec.ts';
import { type PublicUrlOf, sourceUrl } from './public-url.ts';
import type { Room } from './room.ts';

/** Of the message: a few screens of a phone; the file has all of them. */
const ROOM: Room = { units: 3_000, bytes: 6_000 };
/** Of each of two lists, so that the menu has room beneath them. */
const HALF: Room = { units: 2_000, bytes: 3_300 };
/** UTF-16 units of a question, a title and an address in the message. */
const QUESTION_MAX = 150;
const TITLE_MAX = 80;
const ADDRESS_MAX = 300;
/** Passages that are looked up together. */
const AT_ONCE = 50;
/** Questions beneath a passage, and passages in the menu. */
const QUESTIONS_SHOWN = 3;
const OPENED_MAX = 10;

/** A passage that did not help, with what is to be read of it now: null where that changed or went. */
export interface DislikedNow extends DislikedPassage {
  readonly excerpt: Excerpt | null;
  /** Where it is read on the web; null where it is opened in Discord alone. */
  readonly url: string | null;
}

/** What the list is made of. */
export interface GapList {
  /** Questions without an answer, how many there were. */
  readonly unanswered: number;
  /** Those whose texts were kept, grouped. */
  readonly groups: readonly GapGroup[];
  readonly disliked: readonly DislikedNow[];
  readonly retentionDays: number;
  /** Whether texts of questions are kept. */
  readonly keepsTexts: boolean;
}

/** Looks up what did not help. What this place sees no more is as what has gone. */
export async function lookUpDisliked(
  library: Pick<Library, 'excerpt'>,
  passages: readonly DislikedPassage[],
  publicUrlOf: PublicUrlOf,
): Promise<DislikedNow[]> {
  const fits = ({ length }: string) => length <= ADDRESS_MAX;
  async function now(one: DislikedPassage): Promise<DislikedNow> {
    const { passage: id, collection } = one;
    const ref = { id, sentence: 0, ...(collection !== undefined && { collection }) };
    const excerpt = await excerptOf(library, exactly(ref));
    return { ...one, excerpt, url: excerpt && sourceUrl(excerpt, publicUrlOf, fits) };
  }
  const found: DislikedNow[] = [];
  for (let from = 0; from < passages.length; from += AT_ONCE) {
    found.push(...(await Promise.all(passages.slice(from, from + AT_ONCE).map(now))));
  }
  return found;
}

/** The list, without its file. */
export function renderGapList(say: Say, list: GapList): MessageBody {
  const { unanswered, groups, disliked, retentionDays, keepsTexts } = list;
  const room = unanswered > 0 && disliked.length > 0 ? HALF : ROOM;
  const within = (lines: readonly string[]) =>
    linesWithin(lines, room, (n) => say('gapsMore', { n }));
  const asked: APIEmbed = {
    color: COLOURS.notice,
    title: say('gapsTitle', { n: unanswered }),
    ...(groups.length > 0 && { description: within(groups.map(groupLine)) }),
  };
  const rated: APIEmbed = {
    color: COLOURS.notice,
    title: say('gapsDisliked', { n: disliked.reduce((sum, { unhelpful }) => sum + unhelpful, 0) }),
    description: within(disliked.map((one) => dislikedLines(say, one))),
  };
  const embeds = [...(unanswered > 0 ? [asked] : []), ...(disliked.length > 0 ? [rated] : [])];
  const footer = { text: say('gapsKept', { n: retentionDays }) };
  return {
    content: keepsTexts ? '' : say('gapsTextsOff'),
    embeds: embeds.map((embed, i) => (i === embeds.length - 1 ? { ...embed, footer } : embed)),
    components: [
      ...menuRow({ name: 'disliked' }, say('gapsOpen'), options(say, disliked)),
      ...pinMenu(say, groups),
    ],
  };
}

function groupLine({ question, count, lastAt }: GapGroup): string {
  return `**${count}×** ${escapedLabel(question, QUESTION_MAX)} · ${instantMark(lastAt, 'R')}`;
}

/** A passage with the questions that it answered, as one: they are shown together or not. */
function dislikedLines(say: Say, one: DislikedNow): string {
  const { passage, excerpt, url, helpful, unhelpful, lastAt, questions } = one;
  const title = excerpt && escapedTitle(placeOf(say, excerpt), TITLE_MAX);
  const linked = title !== null && url !== null ? `[${title}](<${url}>)` : title;
  const id = `\`${passage}\``;
  const name = linked === null ? say('gapsGone', { id }) : `${linked} · ${id}`;
  return [
    `${name}\n**${tallied(say, { helpful, unhelpful })}** · ${instantMark(lastAt, 'R')}`,
    ...questions.slice(0, QUESTIONS_SHOWN).map((asked) => {
      const said = escapedLabel(asked.question, QUESTION_MAX);
      // One alone has the passage's own numbers.
      return questions.length === 1 ? `- ${said}` : `- ${said} · ${tallied(say, asked)}`;
    }),
  ].join('\n');
}

function tallied(say: Say, { helpful, unhelpful }: Tally): string {
  const liked = helpful > 0 ? [say('gapsHelpful', { n: helpful })] : [];
  return [say('gapsUnhelpful', { n: unhelpful }), ...liked].join(' · ');
}

function placeOf(say: Say, { citation }: Excerpt): string {
  const { paragraph } = citation;
  return `${nameOf(citation)} · ${paragraphLabel(say, { first: paragraph, last: paragraph })}`;
}

/** Those that can be opened. */
function options(say: Say, disliked: readonly DislikedNow[]) {
  const found = new Map(
    disliked.flatMap(({ excerpt }) => {
      if (excerpt === null) return [];
      const value = writeRefs([refOf(excerpt)]);
      return [[value, { value, label: cutLabel(placeOf(say, excerpt), TITLE_MAX, '…') }]];
    }),
  );
  return [...found.values()].slice(0, OPENED_MAX);
}
