/** The form in which what is known of a waiting article is put right. */
import { createHash } from 'node:crypto';
import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import { CORRECTABLE, type Correctable, type Wrong } from '../intake/corrections.ts';
import type { Preview } from '../intake/preview.ts';
import type { Say } from '../languages/say.ts';
import type { ArticleMetadata } from '../model.ts';
import { encodeCustomId } from './custom-id.ts';
import { cutLabel } from './fit.ts';
import { FORM_LABEL_MAX, FORM_TITLE_MAX } from './limits.ts';
import { tell } from './tell.ts';

/** UTF-16 units: as long as front matter takes, and more than a date or a language needs. */
const VALUE_MAX: Readonly<Record<Correctable, number>> = {
  title: 300,
  author: 300,
  publisher: 300,
  published: 80,
  language: 40,
};

/** A form with what is known now. */
export function renderCorrection(
  say: Say,
  { id: staged, metadata }: Pick<Preview, 'id' | 'metadata'>,
): APIModalInteractionResponseCallbackData {
  const shown = fieldMarks(valuesOf(metadata));
  return {
    custom_id: encodeCustomId({ name: 'corrected', staged, shown }),
    title: cutLabel(say('formCorrect'), FORM_TITLE_MAX, '…'),
    components: CORRECTABLE.map((field) => ({
      type: ComponentType.Label,
      label: cutLabel(say(`field.${field}`), FORM_LABEL_MAX, '…'),
      ...(field === 'published' && { description: say('formDate') }),
      ...(field === 'language' && { description: say('formLanguage') }),
      component: {
        type: ComponentType.TextInput,
        custom_id: field,
        style: TextInputStyle.Short,
        required: field === 'title',
        max_length: VALUE_MAX[field],
        value: valuesOf(metadata)[field],
      },
    })),
  };
}

type Values = Readonly<Record<Correctable, string>>;

function valuesOf(metadata: ArticleMetadata): Values {
  const values = CORRECTABLE.map((field) => [
    field,
    (metadata[field] ?? '').slice(0, VALUE_MAX[field]),
  ]);
  return Object.fromEntries(values) as Values;
}

/** Letters of a mark: two of a million texts share one. */
const MARK_LENGTH = 4;

/** What tells later whether somebody changed a field: a few letters of each field's hash. */
export function fieldMarks(values: Values): string {
  return CORRECTABLE.map((field) => markOf(values[field])).join('');
}

function markOf(text: string): string {
  const hash = createHash('sha256').update(text, 'utf8').digest();
  return (hash.readUInt32BE() % 36 ** MARK_LENGTH).toString(36).padStart(MARK_LENGTH, '0');
}

/**
 * What somebody changed in the form, so that a field which they left as it was does not undo what
 * somebody else has put right meanwhile.
 * @param shown marks of what the fields held.
 */
export function changedFields(
  { fields }: Pick<ModalSubmitInteraction, 'fields'>,
  shown: string,
): Partial<Record<Correctable, string>> {
  const changed: Partial<Record<Correctable, string>> = {};
  for (const [i, field] of CORRECTABLE.entries()) {
    const data = fields.fields.get(field);
    if (data?.type !== ComponentType.TextInput || typeof data.value !== 'string') continue;
    const mark = shown.slice(i * MARK_LENGTH, (i + 1) * MARK_LENGTH);
    if (markOf(data.value) !== mark) changed[field] = data.value;
  }
  return changed;
}

/** A line for each thing typed that could not be taken. */
export function wrongLines(say: Say, wrong: readonly Wrong[]): string[] {
  return wrong.map(({ field, value, expected }) =>
    say('formWrong', {
      field: say(`field.${field}`),
      reason: tell(say, { key: 'notExpected', facts: { value, expected } }),
    }),
  );
}
