/** The files that a layout shows: `attachment://name` becomes the file, and the message gives it back as a part of itself. */
import {
  type APIAttachment,
  type APIMessage,
  type APIMessageTopLevelComponent,
  ComponentType,
} from 'discord.js';
import { attachmentOf } from './files.ts';
import { allComponents } from './forms.ts';
import { SELECTS } from './rules/interactive.ts';
import { ATTACHMENT } from './rules/media.ts';
import { isObject, type JsonObject } from './rules/problems.ts';
import type { World } from './world.ts';

/** The media that a component shows itself, not what lies in it. */
function mediaOf({ type, media, file, items }: JsonObject): JsonObject[] {
  const listed = type === ComponentType.MediaGallery && Array.isArray(items) ? items : [];
  return [media, file, ...listed.map((item) => isObject(item) && item.media)].filter(isObject);
}

/** Ids of the files that components show. */
function shownFiles(components: unknown): Set<string> {
  const ids = allComponents(components).flatMap((one) => mediaOf(one).map((m) => m.attachment_id));
  return new Set(ids.filter((id) => typeof id === 'string'));
}

/** All files of a message: those that it lists, and those that its components show. */
export function filesOf(
  world: Pick<World, 'origin' | 'files'>,
  { attachments, components }: Pick<APIMessage, 'attachments' | 'components'>,
): APIAttachment[] {
  const shown = [...shownFiles(components)]
    .filter((id) => attachments.every((file) => file.id !== id))
    .map((id) => world.files.get(id))
    .filter((file) => file !== undefined);
  return [...attachments, ...shown.map((file) => attachmentOf(world, file))];
}

/** Fills in what Discord says of a component where the bot said nothing. */
function complete(component: JsonObject): void {
  const { type } = component;
  const defaults = (values: JsonObject) => {
    for (const [name, value] of Object.entries(values)) component[name] ??= value;
  };
  if (type === ComponentType.Container) defaults({ accent_color: null, spoiler: false });
  else if (type === ComponentType.Separator) defaults({ divider: true, spacing: 1 });
  else if (type === ComponentType.Thumbnail) defaults({ description: null, spoiler: false });
  else if (type === ComponentType.File) defaults({ spoiler: false });
  else if (type === ComponentType.MediaGallery)
    for (const item of component.items as JsonObject[]) {
      item.description ??= null;
      item.spoiler ??= false;
    }
  else if (SELECTS.includes(Number(type))) defaults({ min_values: 1, max_values: 1 });
}

/**
 * A message's components as Discord returns them.
 * @param components as they were checked.
 * @param files what the message has.
 */
export function resolveLayout(
  world: Pick<World, 'nextId'>,
  components: readonly APIMessageTopLevelComponent[],
  files: readonly APIAttachment[],
): APIMessageTopLevelComponent[] {
  const resolved = structuredClone(components) as APIMessageTopLevelComponent[];
  for (const component of allComponents(resolved)) {
    complete(component);
    for (const media of mediaOf(component)) {
      const url = String(media.url);
      const name = url.startsWith(ATTACHMENT) ? url.slice(ATTACHMENT.length) : null;
      const file = files.find(({ filename }) => filename === name);
      if (file === undefined) Object.assign(media, { id: world.nextId(), proxy_url: url });
      else {
        const { id, url, proxy_url, content_type } = file;
        Object.assign(media, {
          id: world.nextId(),
          url,
          proxy_url,
          content_type,
          attachment_id: id,
        });
        if (component.type === ComponentType.File)
          Object.assign(component, { name: file.filename, size: file.size });
      }
    }
  }
  return resolved;
}

/** The files that a message lists: those that no component of it shows. */
export function listedFiles(components: unknown, files: readonly APIAttachment[]): APIAttachment[] {
  const shown = shownFiles(components);
  return files.filter(({ id }) => !shown.has(id));
}
