/** What cards look like: their sizes, in CSS pixels, and their colours. */
import type { CardTheme } from './card.ts';

/** How wide a card is. */
export const CARD_WIDTH = 600;
/** A picture of it has so many pixels in the place of one, in each direction. */
export const PIXEL_RATIO = 2;
/** Taller pictures are shown so small that nobody reads them. */
export const CARD_HEIGHT_MAX = 1_000;
/** Around all that is on it. */
export const PADDING = 44;
/** The bar beside the quote. */
export const BAR = 4;
/** Between the two. */
export const BAR_GAP = 22;
/** What that leaves for the quote. */
export const QUOTE_WIDTH = CARD_WIDTH - 2 * PADDING - BAR - BAR_GAP;

/** Sizes of the quote, the largest first. */
export const SIZES = [34, 30, 26.5, 23.5, 21, 19, 17.5] as const;
/** Where a word, a cell or a line of code is too wide for any of them. */
export const TIGHT_SIZES = [15.5, 14] as const;
/** A quote of a size stays within so many pixels, or the next one is taken. */
export const HEIGHT_WANTED = 250;

/** Small print, of where a quote stands at least. */
export const SMALL = 14.5;

/** 24-bit RGB, as CSS has it. */
export interface Colours {
  readonly ground: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly inset: string;
}

/** By theme. */
export const COLOURS: Readonly<Record<CardTheme, Colours>> = {
  light: {
    ground: '#fdfcf9',
    text: '#1d1c1a',
    quiet: '#65625c',
    line: '#e4e0d8',
    inset: '#f3f0ea',
  },
  dark: {
    ground: '#1c1d21',
    text: '#eceae6',
    quiet: '#a3a2a6',
    line: '#35363c',
    inset: '#26272c',
  },
};
