/** The button and the form of one line by which a question follows an answer. */
import {
  type APIButtonComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { Say } from '../languages/say.ts';
import { type Asked, QUESTION_MAX, QUESTION_MIN } from './asking.ts';
import { button } from './buttons.ts';
import { encodeCustomId } from './custom-id.ts';
import { cutLabel } from './fit.ts';
import { FORM_LABEL_MAX, FORM_TITLE_MAX } from './limits.ts';

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
  return {
    custom_id: encodeCustomId({ name: 'followedUp', asked }),
    title: cutLabel(say('followUpForm'), FORM_TITLE_MAX, '…'),
    components: [
      {
        type: ComponentType.Label,
        label: cutLabel(say('followUpField'), FORM_LABEL_MAX, '…'),
        component: {
          type: ComponentType.TextInput,
          custom_id: FIELD,
          style: TextInputStyle.Short,
          required: true,
          min_length: QUESTION_MIN,
          max_length: QUESTION_MAX,
        },
      },
    ],
  };
}

/** What was typed; '' where the form came back without it. */
export function typedFollowUp({ fields }: Pick<ModalSubmitInteraction, 'fields'>): string {
  const field = fields.fields.get(FIELD);
  return field?.type === ComponentType.TextInput ? String(field.value) : '';
}
