/** Checks the body of a message that is sent or edited, as Discord does. */
import { type APIEmbed, type APIMessageTopLevelComponent, MessageFlags } from 'discord.js';
import { failure } from '../api-error.ts';
import { checkComponents } from './components.ts';
import { checkEmbeds } from './embeds.ts';
import { safeName } from './filename.ts';
import { ALLOWED_MENTIONS, ATTACHMENTS, CONTENT_LENGTH, MEDIA_DESCRIPTION } from './limits.ts';
import { createProblems, isObject, type JsonObject, type Problems } from './problems.ts';

/** What a message holds before it is edited; everything empty for a new one. */
interface MessageParts {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
  /** Its files, those that its components show included. */
  readonly attachments: readonly NamedFile[];
}

/** A file that a message has. */
interface NamedFile {
  readonly id: string;
  readonly filename: string;
}

/** An attachment named in a body: a new file by its position in the upload, or one to keep. */
export interface AttachmentEntry {
  readonly id: string;
  readonly filename: string | undefined;
  readonly description: string | undefined;
}

/** A body that Discord accepts. Undefined fields were absent and leave an edited message as it is. */
export interface CheckedMessage {
  readonly content: string | undefined;
  readonly embeds: APIEmbed[] | undefined;
  readonly components: APIMessageTopLevelComponent[] | undefined;
  /** Undefined when the body names none. */
  readonly attachments: AttachmentEntry[] | undefined;
  /** The flags the message has afterwards, without those that only the caller may set. */
  readonly flags: number;
}

/** A message with nothing in it, for `checkMessage` of a new one. */
export const EMPTY_MESSAGE: MessageParts = {
  content: '',
  embeds: [],
  components: [],
  flags: 0,
  attachments: [],
};

const LEGACY_FIELDS = ['content', 'embeds', 'poll', 'sticker_ids'];
/** What a body may ask for; anything else Discord ignores. */
const SETTABLE =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

function checkAllowedMentions(value: unknown, problems: Problems): void {
  if (value === undefined || value === null) return;
  const raw = problems.object(value, ['allowed_mentions']);
  const parse = problems.list(raw.parse, ['allowed_mentions', 'parse'], { max: 3 });
  for (const [index, kind] of parse.entries()) {
    if (kind === 'users' || kind === 'roles' || kind === 'everyone') continue;
    const known = "('roles', 'users', 'everyone')";
    const message = `Value must be one of ${known}.`;
    problems.add(['allowed_mentions', 'parse', index], 'BASE_TYPE_CHOICES', message);
  }
  for (const kind of ['users', 'roles']) {
    const ids = problems.list(raw[kind], ['allowed_mentions', kind], { max: ALLOWED_MENTIONS });
    if (ids.length > 0 && parse.includes(kind))
      problems.add(
        ['allowed_mentions'],
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
  }
}

function checkAttachments(value: unknown, problems: Problems): AttachmentEntry[] | undefined {
  if (value === undefined) return undefined;
  return problems.list(value, ['attachments'], { max: ATTACHMENTS }).map((item, index) => {
    const raw = problems.object(item, ['attachments', index]);
    const at = ['attachments', index, 'description'];
    return {
      id: String(raw.id),
      filename: typeof raw.filename === 'string' ? raw.filename : undefined,
      description: problems.text(raw.description, at, { max: MEDIA_DESCRIPTION }),
    };
  });
}

/**
 * Checks that nothing of the older kind is in a layout: what the body says of it, and what an edited
 * message would keep (`resources/message`, "Edit Message": the flag needs them emptied).
 */
function checkLegacyFields(raw: JsonObject, before: MessageParts, problems: Problems): void {
  const isEmpty = (value: unknown) =>
    value === undefined || value === null || (value as { length?: unknown }).length === 0;
  const kept: JsonObject = { content: before.content, embeds: before.embeds };
  for (const field of LEGACY_FIELDS) {
    if (isEmpty(raw[field] === undefined ? kept[field] : raw[field])) continue;
    problems.add(
      [field],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    );
  }
}

/** The flags of a message afterwards. Components V2 can be set by an edit, but never be taken away. */
function checkFlags(raw: JsonObject, before: MessageParts, problems: Problems): number {
  const asked = problems.integer(raw.flags, ['flags'], { min: 0, max: 2 ** 31 - 1 });
  const wasV2 = before.flags & MessageFlags.IsComponentsV2;
  if (wasV2 !== 0 && asked !== undefined && (asked & wasV2) === 0)
    problems.add(
      ['flags'],
      'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
      'The IS_COMPONENTS_V2 flag cannot be removed',
    );
  return ((asked ?? 0) & SETTABLE) | wasV2;
}

/** The files that a message has afterwards: what comes with the body, and what it keeps. */
function filesAfter(
  files: readonly { readonly filename: string }[],
  entries: readonly AttachmentEntry[] | undefined,
  before: MessageParts,
): string[] {
  const kept = before.attachments.filter(
    (file) => entries === undefined || entries.some(({ id }) => id === file.id),
  );
  const added = files.map(({ filename }, index) =>
    safeName(entries?.find(({ id }) => id === String(index))?.filename ?? filename),
  );
  return [...kept.map(({ filename }) => filename), ...added];
}

/**
 * Checks a message body against every documented limit.
 * @param body as it was sent.
 * @param files what comes with it.
 * @param before what the message holds already.
 * @throws ApiError 50035 for what breaks a limit, 50006 when nothing would remain to be shown, 500
 *   beyond the undocumented byte limits.
 */
export function checkMessage(
  body: unknown,
  files: readonly { readonly filename: string }[],
  before: MessageParts,
): CheckedMessage {
  const problems = createProblems();
  const raw: JsonObject = isObject(body) ? body : {};
  const flags = checkFlags(raw, before, problems);
  const v2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  if (v2) checkLegacyFields(raw, before, problems);
  const content = raw.content === null ? '' : raw.content;
  const trimmed = typeof content === 'string' ? content.trim() : content;
  const text = problems.text(trimmed, ['content'], { max: CONTENT_LENGTH });
  checkAllowedMentions(raw.allowed_mentions, problems);
  const attachments = checkAttachments(raw.attachments, problems);
  if (files.length > ATTACHMENTS)
    problems.add(['attachments'], 'BASE_TYPE_MAX_LENGTH', `Must be ${ATTACHMENTS} or fewer.`);

  const named = filesAfter(files, attachments, before);
  const embeds = raw.embeds === undefined ? undefined : checkEmbeds(raw.embeds, problems);
  const components =
    raw.components === undefined ? undefined : checkComponents(raw.components, v2, named, problems);
  problems.throwIfAny();

  // Of a layout nothing shows but its components, files included.
  const legacy = (text ?? before.content).length + (embeds ?? before.embeds).length + named.length;
  const shown = (v2 ? 0 : legacy) + (components ?? before.components).length;
  if (shown === 0) throw failure.emptyMessage();
  return { content: text, embeds, components, attachments, flags };
}
