/**
 * The message that a pressed button is on, cut down to what is used of it before discord.js makes a
 * `Message` of the packet: its other parts come in shapes at which that throws.
 */
import { ComponentType } from 'discord.js';
import { z } from 'zod';
import { DEPTH_MAX, isRaw } from './raw-message.ts';

/** Digits enough for 64 bits. */
export const SNOWFLAKE = z.string().regex(/^\d{1,20}$/);

/** Of nobody and nothing. */
const NO_ID = '0';

const MESSAGE = z
  .object({
    id: SNOWFLAKE.catch(NO_ID),
    channel_id: SNOWFLAKE.catch(NO_ID),
    type: z.int().catch(0),
    flags: z.int().nonnegative().catch(0),
    content: z.string().catch(''),
    author: z.object({ id: SNOWFLAKE }).catch({ id: NO_ID }),
    components: z.array(z.unknown()).catch([]),
  })
  .catch({
    id: NO_ID,
    channel_id: NO_ID,
    type: 0,
    flags: 0,
    content: '',
    author: { id: NO_ID },
    components: [],
  });

/** Its id, channel, author, flags, content and well-formed components, in whatever shape it is. Never throws. */
export function readPressedMessage(raw: unknown): object {
  const message = MESSAGE.parse(raw);
  return { ...message, components: message.components.filter((one) => isWellFormed(one, 0)) };
}

/** Whether discord.js can make a component of it: what each kind must hold is there. */
function isWellFormed(raw: unknown, depth: number): boolean {
  if (depth > DEPTH_MAX || !isRaw(raw)) return false;
  const areParts = (parts: unknown): boolean =>
    Array.isArray(parts) && parts.every((part) => isWellFormed(part, depth + 1));
  switch (raw.type) {
    case ComponentType.ActionRow:
    case ComponentType.Container:
      return areParts(raw.components);
    case ComponentType.Section:
      return areParts(raw.components) && isWellFormed(raw.accessory, depth + 1);
    case ComponentType.Label:
      return isWellFormed(raw.component, depth + 1);
    case ComponentType.MediaGallery:
      return Array.isArray(raw.items) && raw.items.every(isRaw);
    default:
      return typeof raw.type === 'number';
  }
}
