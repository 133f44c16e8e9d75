/** Whether the accent of a card is told apart from its ground. */
import type { CardTheme } from './card.ts';
import { COLOURS } from './card-style.ts';

/** WCAG 2.2, 1.4.11 "Non-text Contrast": what a part of a picture has to have to what is beside it. */
const CONTRAST_MIN = 3;

/** Luminance of a channel below which sRGB is linear, and the rest of its curve (WCAG 2.2, "relative luminance"). */
function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function luminance(rgb: number): number {
  const [red, green, blue] = [rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff].map(linear) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG's contrast of two colours, 24-bit RGB: from 1 to 21, whichever is the lighter one. */
export function contrast(one: number, other: number): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** The first theme on whose ground an accent cannot be told apart; null where it can on all. */
export function fadesOn(accent: number, themes: readonly CardTheme[]): CardTheme | null {
  const groundOf = (theme: CardTheme) => Number.parseInt(COLOURS[theme].ground.slice(1), 16);
  return themes.find((theme) => contrast(accent, groundOf(theme)) < CONTRAST_MIN) ?? null;
}
