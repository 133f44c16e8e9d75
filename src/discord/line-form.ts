/** A form that asks for one line, and what was typed into it. */
import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import { type Action, encodeCustomId } from './custom-id.ts';
import { cutLabel } from './fit.ts';
import { FORM_HINT_MAX, FORM_LABEL_MAX, FORM_TITLE_MAX } from './limits.ts';

/** What a form asks for; its words are cut to what Discord takes. */
export interface LineForm {
  /** What is done with what was typed. */
  readonly action: Action;
  readonly title: string;
  readonly label: string;
  /** What is to be known before one types. */
  readonly hint?: string;
  /** By which `typedLine` finds what was typed. */
  readonly field: string;
  /** UTF-16 units that may be typed; one at least where nothing is said. */
  readonly least?: number;
  readonly most: number;
  /** What stands in the empty field. */
  readonly placeholder?: string;
  /** What is typed already. */
  readonly value?: string;
}

/** The form as it is opened. */
export function renderLineForm(form: LineForm): APIModalInteractionResponseCallbackData {
  const { action, title, label, hint, field, least, most, placeholder, value } = form;
  return {
    custom_id: encodeCustomId(action),
    title: cutLabel(title, FORM_TITLE_MAX, '…'),
    components: [
      {
        type: ComponentType.Label,
        label: cutLabel(label, FORM_LABEL_MAX, '…'),
        ...(hint !== undefined && { description: cutLabel(hint, FORM_HINT_MAX, '…') }),
        component: {
          type: ComponentType.TextInput,
          custom_id: field,
          style: TextInputStyle.Short,
          required: true,
          ...(least !== undefined && { min_length: least }),
          max_length: most,
          ...(placeholder !== undefined && {
            placeholder: cutLabel(placeholder, FORM_HINT_MAX, '…'),
          }),
          ...(value !== undefined && { value }),
        },
      },
    ],
  };
}

/** What was typed, without blanks around it; '' where the form came back without the field. */
export function typedLine(
  { fields }: Pick<ModalSubmitInteraction, 'fields'>,
  field: string,
): string {
  const found = fields.fields.get(field);
  return found?.type === ComponentType.TextInput ? String(found.value).trim() : '';
}
