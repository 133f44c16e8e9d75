/** The limits that Discord sets to a message that is laid out, as a test expects them kept. */
import { ComponentType } from 'discord.js';
import { expect } from 'vitest';
import {
  CUSTOM_ID_MAX,
  LAYOUT_COMPONENTS_MAX,
  LAYOUT_TEXT_MAX,
  MENU_DESCRIPTION_MAX,
  MENU_LABEL_MAX,
  MENU_OPTIONS_MAX,
  MESSAGE_BYTES_MAX,
  ROW_BUTTONS_MAX,
} from '../../src/discord/limits.ts';
import type { LayoutBody } from '../../src/discord/message.ts';
import { buttonsIn, menusIn, partsOf, textsOf } from './shown.ts';

/** Every limit of a layout at once. */
export function expectLayoutWithinLimits(body: LayoutBody): void {
  const parts = partsOf(body);
  expect(parts.length).toBeLessThanOrEqual(LAYOUT_COMPONENTS_MAX);
  const texts = textsOf(body);
  expect(texts.join('').length).toBeLessThanOrEqual(LAYOUT_TEXT_MAX);
  expect(Buffer.byteLength(JSON.stringify(body.layout))).toBeLessThanOrEqual(MESSAGE_BYTES_MAX);
  for (const { type, components, content } of parts) {
    if (type === ComponentType.TextDisplay) expect(content).not.toBe('');
    if (type === ComponentType.ActionRow) {
      const { length } = components as readonly unknown[];
      expect(length).toBeGreaterThan(0);
      expect(length).toBeLessThanOrEqual(ROW_BUTTONS_MAX);
    }
  }
  const menus = menusIn(body);
  const ids = [...buttonsIn(body), ...menus].map(({ id }) => id).filter(Boolean);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id.length).toBeLessThanOrEqual(CUSTOM_ID_MAX);
  for (const { options } of menus) {
    expect(options.length).toBeLessThanOrEqual(MENU_OPTIONS_MAX);
    expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
    for (const { label, description = '' } of options) {
      expect(label.length).toBeGreaterThan(0);
      expect(label.length).toBeLessThanOrEqual(MENU_LABEL_MAX);
      expect(description.length).toBeLessThanOrEqual(MENU_DESCRIPTION_MAX);
    }
  }
}
