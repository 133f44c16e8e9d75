/** Checks what shows a picture or a file in a layout: an address on the web, or a file of the message. */
import { EMBED, GALLERY_ITEMS, MEDIA_DESCRIPTION, SCHEMES } from './limits.ts';
import type { JsonObject, Path, Problems } from './problems.ts';

/** Names a file of the same message. */
export const ATTACHMENT = 'attachment://';

/** The names of files that `attachment://` may stand for. */
interface Files {
  readonly files: ReadonlySet<string>;
}

/** @param schemes which addresses are taken. */
function checkMedia(
  value: unknown,
  path: Path,
  problems: Problems,
  { files }: Files,
  schemes: readonly string[],
): void {
  const media = problems.object(value, path);
  const at = [...path, 'url'];
  const url = problems.url(media.url, at, { max: EMBED.url, schemes, required: true });
  if (url === undefined || !url.startsWith(ATTACHMENT)) return;
  const name = url.slice(ATTACHMENT.length);
  if (files.has(name)) return;
  const code = 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND';
  problems.add(at, code, `The referenced attachment "${name}" was not found.`);
}

/** Checks a thumbnail, or an item of a gallery: its address and its alternative text. */
export function checkPicture(raw: JsonObject, path: Path, problems: Problems, files: Files): void {
  checkMedia(raw.media, [...path, 'media'], problems, files, SCHEMES.webOrFile);
  const rule = { min: 1, max: MEDIA_DESCRIPTION };
  problems.text(raw.description, [...path, 'description'], rule);
  problems.boolean(raw.spoiler, [...path, 'spoiler']);
}

/** Checks the items of a gallery. */
export function checkGallery(raw: JsonObject, path: Path, problems: Problems, files: Files): void {
  const at = [...path, 'items'];
  const items = problems.list(raw.items, at, { min: 1, max: GALLERY_ITEMS });
  for (const [index, item] of items.entries())
    checkPicture(problems.object(item, [...at, index]), [...at, index], problems, files);
}

/** Checks a file, which only ever shows one of the message's own. */
export function checkFile(raw: JsonObject, path: Path, problems: Problems, files: Files): void {
  checkMedia(raw.file, [...path, 'file'], problems, files, SCHEMES.file);
  problems.boolean(raw.spoiler, [...path, 'spoiler']);
}
