/** The menu beneath `/gaps list` that pins an answer to a question, its form, and what is shown before that. */
import { createHash } from 'node:crypto';
import {
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { GapGroup } from '../gaps/group.ts';
import type { Say } from '../languages/say.ts';
import type { Excerpt } from '../model.ts';
import { button, sourceButton } from './buttons.ts';
import { oneLine } from './escape.ts';
import { cutLabel } from './fit.ts';
import { escapedLabel } from './label.ts';
import { buttonRow, menuRow, text } from './layout.ts';
import { MENU_OPTIONS_MAX } from './limits.ts';
import { renderLineForm, typedLine } from './line-form.ts';
import type { LayoutBody } from './message.ts';
import { layOutPassages } from './passage-layout.ts';
import type { PublicUrlOf } from './public-url.ts';

const FIELD = 'passage';
/** UTF-16 units: an option's name; what a question is shown by; an id, or a sentence. */
const OPTION_MAX = 100;
const QUESTION_MAX = 300;
const TYPED_MIN = 3;
const TYPED_MAX = 1_000;
/** Hexadecimal digits of a mark. */
const MARK_LENGTH = 16;

/** What tells a question from the others of a list, in a custom id. */
export function gapMark(question: string): string {
  return createHash('sha256').update(question, 'utf8').digest('hex').slice(0, MARK_LENGTH);
}

/** Offers the questions that were asked most. */
export function pinMenu(say: Say, groups: readonly Pick<GapGroup, 'question'>[]) {
  const options = groups.slice(0, MENU_OPTIONS_MAX).flatMap(({ question }) => {
    const label = cutLabel(oneLine(question), OPTION_MAX, '…');
    return label === '' ? [] : [{ value: gapMark(question), label }];
  });
  return menuRow({ name: 'pinGap' }, say('pinChoose'), options);
}

/** Asks for the passage. @param gap mark of the question. */
export function renderPinForm(say: Say, gap: string): APIModalInteractionResponseCallbackData {
  return renderLineForm({
    action: { name: 'pinnedGap', gap },
    title: say('pinForm'),
    label: say('pinFormField'),
    hint: say('pinFormHint'),
    ...{ field: FIELD, least: TYPED_MIN, most: TYPED_MAX },
  });
}

/** What was typed; '' where the form came back without it. */
export function typedPassage(interaction: Pick<ModalSubmitInteraction, 'fields'>): string {
  return typedLine(interaction, FIELD);
}

/** A question as it stands in a sentence of the bot. */
export function pinnedQuestion(question: string): string {
  return escapedLabel(question, QUESTION_MAX);
}

/** What would be pinned, with the buttons that decide. @param draft its id. */
export function renderPinPreview(
  say: Say,
  question: string,
  excerpt: Excerpt,
  draft: string,
  publicUrlOf: PublicUrlOf,
): LayoutBody {
  const tail = buttonRow([
    button(say('button.pin'), { name: 'pin', draft }, ButtonStyle.Success),
    button(say('button.cancel'), { name: 'dropPin', draft }),
  ]);
  const { layout } = layOutPassages(say, {
    kind: 'answer',
    head: [text(say('pinPreview', { question: pinnedQuestion(question) }))],
    passages: [{ quotable: excerpt, source: sourceButton(say, excerpt, publicUrlOf), buttons: [] }],
    tail: () => tail,
  });
  return { layout };
}
