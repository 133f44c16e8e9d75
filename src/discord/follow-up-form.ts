/** The button and the form of one line by which a question follows an answer. */
import type {
  APIButtonComponent,
  APIModalInteractionResponseCallbackData,
  ModalSubmitInteraction,
} from 'discord.js';
import type { Say } from '../languages/say.ts';
import { type Asked, QUESTION_MAX, QUESTION_MIN } from './asking.ts';
import { button } from './buttons.ts';
import { renderLineForm, typedLine } from './line-form.ts';

const FIELD = 'question';

/** Opens the form; under what answers nothing there is nothing to follow. */
export function followUpButton(say: Say, { answer, carried }: Asked): APIButtonComponent[] {
  if (!answer.answered) return [];
  const asked = carried?.asked ?? null;
  return [button(say('button.followUp'), { name: 'followUp', asked })];
}

/** @param asked what was searched for the answer, where that is not the question above it. */
export function renderFollowUpForm(
  say: Say,
  asked: string | null,
): APIModalInteractionResponseCallbackData {
  return renderLineForm({
    action: { name: 'followedUp', asked },
    title: say('followUpForm'),
    label: say('followUpField'),
    ...{ field: FIELD, least: QUESTION_MIN, most: QUESTION_MAX },
  });
}

/** What was typed; '' where the form came back without it. */
export function typedFollowUp(interaction: Pick<ModalSubmitInteraction, 'fields'>): string {
  return typedLine(interaction, FIELD);
}
