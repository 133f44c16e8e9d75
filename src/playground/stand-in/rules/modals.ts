/** Checks the modal (form) that answers an interaction, as Discord does. */
import { type APIModalInteractionResponseCallbackData, ComponentType } from 'discord.js';
import { numberComponents } from './component-ids.ts';
import { checkTextDisplay } from './components.ts';
import {
  type ComponentTally,
  checkCustomId,
  checkSelect,
  emptyTally,
  SELECTS,
} from './interactive.ts';
import {
  CHOICE_GROUP_OPTIONS,
  CUSTOM_ID_LENGTH,
  LABEL,
  MODAL,
  SELECT,
  TEXT_INPUT,
} from './limits.ts';
import { createProblems, isObject, type JsonObject, type Path, type Problems } from './problems.ts';

function checkTextInput(
  raw: JsonObject,
  path: Path,
  problems: Problems,
  tally: ComponentTally,
  labelled: boolean,
) {
  checkCustomId(raw, path, problems, tally);
  if (problems.integer(raw.style, [...path, 'style'], { min: 1, max: 2 }) === undefined)
    problems.required([...path, 'style']);
  // Inside a Label the label says what the field is; in the older action row the field itself does.
  const label = { max: LABEL.label, required: !labelled };
  problems.text(raw.label, [...path, 'label'], label);
  problems.text(raw.placeholder, [...path, 'placeholder'], { max: TEXT_INPUT.placeholder });
  problems.text(raw.value, [...path, 'value'], { max: TEXT_INPUT.value });
  problems.integer(raw.min_length, [...path, 'min_length'], { min: 0, max: TEXT_INPUT.value });
  problems.integer(raw.max_length, [...path, 'max_length'], { min: 1, max: TEXT_INPUT.value });
}

function checkGroup(raw: JsonObject, path: Path, problems: Problems, tally: ComponentTally) {
  checkCustomId(raw, path, problems, tally);
  const rule = { min: raw.type === ComponentType.RadioGroup ? 2 : 1, max: CHOICE_GROUP_OPTIONS };
  for (const [index, item] of problems.list(raw.options, [...path, 'options'], rule).entries()) {
    const at = [...path, 'options', index];
    const option = problems.object(item, at);
    problems.text(option.label, [...at, 'label'], { max: SELECT.option, required: true });
    problems.text(option.value, [...at, 'value'], { max: SELECT.option, required: true });
  }
}

function checkField(
  value: unknown,
  path: Path,
  problems: Problems,
  tally: ComponentTally,
  labelled: boolean,
) {
  const raw = problems.object(value, path);
  const type = Number(raw.type);
  if (type === ComponentType.TextInput) checkTextInput(raw, path, problems, tally, labelled);
  else if (labelled && SELECTS.includes(type)) checkSelect(raw, path, problems, tally);
  else if (labelled && (type === ComponentType.FileUpload || type === ComponentType.Checkbox))
    checkCustomId(raw, path, problems, tally);
  else if (labelled && (type === ComponentType.RadioGroup || type === ComponentType.CheckboxGroup))
    checkGroup(raw, path, problems, tally);
  else problems.add([...path, 'type'], 'UNION_TYPE_CHOICES', 'Not a component for a modal.');
}

/**
 * Checks a modal.
 * @returns a copy with every component's `id` filled in.
 * @throws ApiError 50035
 */
export function checkModal(body: unknown): APIModalInteractionResponseCallbackData {
  const problems = createProblems();
  const raw = isObject(body) ? body : {};
  const tally = emptyTally();
  problems.text(raw.custom_id, ['custom_id'], { min: 1, max: CUSTOM_ID_LENGTH, required: true });
  problems.text(raw.title, ['title'], { min: 1, max: MODAL.title, required: true });
  const rule = { min: 1, max: MODAL.components };
  for (const [index, item] of problems.list(raw.components, ['components'], rule).entries()) {
    const path = ['components', index];
    const top = problems.object(item, path);
    if (top.type === ComponentType.TextDisplay) checkTextDisplay(top, path, problems, tally);
    else if (top.type === ComponentType.Label) {
      problems.text(top.label, [...path, 'label'], { max: LABEL.label, required: true });
      problems.text(top.description, [...path, 'description'], { max: LABEL.description });
      checkField(top.component, [...path, 'component'], problems, tally, true);
    } else if (top.type === ComponentType.ActionRow) {
      const fields = problems.list(top.components, [...path, 'components'], { min: 1, max: 1 });
      const at = [...path, 'components', 0];
      if (fields.length > 0) checkField(fields[0], at, problems, tally, false);
    } else problems.add([...path, 'type'], 'UNION_TYPE_CHOICES', 'Not a component for a modal.');
  }
  problems.throwIfAny();
  const modal = structuredClone(raw);
  numberComponents(modal.components as unknown[]);
  return modal as unknown as APIModalInteractionResponseCallbackData;
}
