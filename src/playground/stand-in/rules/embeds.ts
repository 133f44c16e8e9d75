/** Checks embeds as Discord does and gives them the shape in which Discord returns them. */
import type { APIEmbed } from 'discord.js';
import { failure } from '../api-error.ts';
import { timestamp } from '../timestamp.ts';
import { EMBED, EMBED_BYTES, EMBED_TEXT_SUM, EMBEDS, LAST_COLOUR, SCHEMES } from './limits.ts';
import { codePoints, isObject, type JsonObject, type Path, type Problems } from './problems.ts';

/** Discord strips white space around every text of an embed before it counts. */
const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() : value);

function checkMedia(value: unknown, path: Path, problems: Problems): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const url = problems.url(value.url, [...path, 'url'], {
    max: EMBED.url,
    schemes: SCHEMES.webOrFile,
  });
  return url === undefined ? undefined : { url };
}

function checkEmbed(value: unknown, path: Path, problems: Problems): JsonObject {
  const raw = problems.object(value, path);
  const text = (field: keyof JsonObject & string, max: number) =>
    problems.text(trimmed(raw[field]), [...path, field], { max }) || undefined;
  const embed: JsonObject = { type: 'rich' };

  embed.title = text('title', EMBED.title);
  embed.description = text('description', EMBED.description);
  embed.url = problems.url(raw.url, [...path, 'url'], { max: EMBED.url, schemes: SCHEMES.web });
  embed.color = problems.integer(raw.color, [...path, 'color'], { min: 0, max: LAST_COLOUR });
  if (typeof raw.timestamp === 'string') {
    const time = Date.parse(raw.timestamp);
    if (Number.isNaN(time))
      problems.add([...path, 'timestamp'], 'DATE_TIME_TYPE_PARSE', 'Could not parse timestamp.');
    else embed.timestamp = timestamp(time);
  }
  if (isObject(raw.footer)) {
    const at = [...path, 'footer', 'text'];
    const footer = problems.text(trimmed(raw.footer.text), at, {
      max: EMBED.footer,
      required: true,
    });
    embed.footer = { text: footer, icon_url: raw.footer.icon_url };
  }
  if (isObject(raw.author)) {
    const at = [...path, 'author'];
    const name = problems.text(trimmed(raw.author.name), [...at, 'name'], {
      max: EMBED.author,
      required: true,
    });
    const rule = { max: EMBED.url, schemes: SCHEMES.web };
    embed.author = {
      name,
      url: problems.url(raw.author.url, [...at, 'url'], rule),
      icon_url: raw.author.icon_url,
    };
  }
  embed.image = checkMedia(raw.image, [...path, 'image'], problems);
  embed.thumbnail = checkMedia(raw.thumbnail, [...path, 'thumbnail'], problems);
  const fields = problems.list(raw.fields, [...path, 'fields'], { max: EMBED.fields });
  if (fields.length > 0) {
    embed.fields = fields.map((item, index) => {
      const at = [...path, 'fields', index];
      const field = problems.object(item, at);
      const rule = (max: number) => ({ max, required: true });
      return {
        name: problems.text(trimmed(field.name), [...at, 'name'], rule(EMBED.fieldName)),
        value: problems.text(trimmed(field.value), [...at, 'value'], rule(EMBED.fieldValue)),
        inline: field.inline === true,
      };
    });
  }
  const shows = ['title', 'description', 'footer', 'author', 'image', 'thumbnail', 'fields'];
  if (shows.every((field) => embed[field] === undefined))
    problems.required([...path, 'description']);
  for (const key of Object.keys(embed)) if (embed[key] === undefined) delete embed[key];
  return embed;
}

/** Every text of an embed that counts towards the sums. */
function textsOf(embed: APIEmbed): string[] {
  const fields = (embed.fields ?? []).flatMap((field) => [field.name, field.value]);
  return [embed.title, embed.description, embed.footer?.text, embed.author?.name, ...fields].filter(
    (text) => text !== undefined,
  );
}

/**
 * Checks a message's embeds.
 * @returns them as Discord returns them: texts trimmed, `type: 'rich'`.
 * @throws ApiError 500 beyond the undocumented byte limit; other complaints go to `problems`.
 */
export function checkEmbeds(value: unknown, problems: Problems): APIEmbed[] {
  const embeds = problems
    .list(value, ['embeds'], { max: EMBEDS })
    .map((embed, index) => checkEmbed(embed, ['embeds', index], problems) as unknown as APIEmbed);
  const texts = embeds.flatMap(textsOf);
  if (texts.reduce((sum, text) => sum + codePoints(text), 0) > EMBED_TEXT_SUM)
    problems.add(
      ['embeds'],
      'MAX_EMBED_SIZE_EXCEEDED',
      `Embed size exceeds maximum size of ${EMBED_TEXT_SUM}`,
    );
  problems.throwIfAny();
  if (texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) > EMBED_BYTES)
    throw failure.internal();
  return embeds;
}
