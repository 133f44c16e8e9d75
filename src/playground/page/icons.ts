/** Small drawings, each one path in a box of 24 by 24. */

const PATHS = {
  hash: 'M10.6 3.1 10 7H6.2l-.3 2h3.8l-.9 6H5l-.3 2h3.8l-.6 3.9 2 .3.6-4.2h5l-.6 3.9 2 .3.6-4.2h3.8l.3-2h-3.8l.9-6H22.8l.3-2H19.3l.6-3.9-2-.3L17.3 7h-5l.6-3.6-2.3-.3ZM12 9h5l-.9 6h-5L12 9Z',
  at: 'M12 2a10 10 0 1 0 5.5 18.4l-1.1-1.7A8 8 0 1 1 20 12v1.2c0 1-.6 1.8-1.4 1.8s-1.4-.8-1.4-1.8V7.6h-2v.6a5 5 0 1 0 .5 7c.6.9 1.7 1.8 2.9 1.8 1.9 0 3.4-1.7 3.4-3.8V12A10 10 0 0 0 12 2Zm0 13a3 3 0 1 1 0-6 3 3 0 0 1 0 6Z',
  people:
    'M9 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm7.5-.5a3.2 3.2 0 1 0-1.7-6 6 6 0 0 1-.6 5.6c.6.3 1.4.4 2.3.4ZM9 13.5c-4 0-7 2.2-7 5V20h14v-1.5c0-2.8-3-5-7-5Zm7.5 0c-.4 0-.9 0-1.3.1 1.8 1.2 2.8 2.9 2.8 4.9v1.5h4v-1.6c0-2.7-2.4-4.9-5.5-4.9Z',
  lock: 'M17 9V7A5 5 0 0 0 7 7v2H5v12h14V9h-2ZM9 7a3 3 0 0 1 6 0v2H9V7Z',
  panel: 'M3 4h18v16H3V4Zm2 2v12h8V6H5Zm10 0v12h4V6h-4Z',
  menu: 'M3 6h18v2H3V6Zm0 5h18v2H3v-2Zm0 5h18v2H3v-2Z',
  close: 'm6 4.6 6 6 6-6L19.4 6l-6 6 6 6-1.4 1.4-6-6-6 6L4.6 18l6-6-6-6L6 4.6Z',
  plus: 'M11 4h2v7h7v2h-7v7h-2v-7H4v-2h7V4Z',
  more: 'M5 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4Zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4Zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  send: 'M3 3.5 22 12 3 20.5 5.5 13 14 12l-8.5-1L3 3.5Z',
  eye: 'M12 5c5 0 8.6 4.2 10 7-1.4 2.8-5 7-10 7S3.4 14.800 2 12c1.400-2.800 5-7 10-7Zm0 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0 2a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z',
  sun: 'M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10ZM11 1h2v4h-2V1Zm0 18h2v4h-2v-4ZM1 11h4v2H1v-2Zm18 0h4v2h-4v-2ZM4.900 3.500 7.800 6.300 6.300 7.800 3.500 4.900l1.400-1.400Zm12.800 12.700 2.800 2.900-1.400 1.400-2.900-2.800 1.500-1.500ZM19.100 3.500l1.400 1.400-2.800 2.900-1.500-1.500 2.900-2.800ZM6.300 16.200l1.500 1.500-2.900 2.800-1.400-1.400 2.800-2.900Z',
  moon: 'M20.500 14.600A8.500 8.500 0 0 1 9.400 3.500a9 9 0 1 0 11.100 11.100Z',
  file: 'M6 2h8l5 5v15H6V2Zm7 2v4h4l-4-4Z',
  reply: 'M10 5v4c6 .6 10 4 11 10-2.800-3.200-6-4.600-11-4.700V19l-7-7 7-7Z',
  copy: 'M8 2h13v15h-4v-2h2V4h-9v2H8V2ZM3 7h12v15H3V7Z',
  bin: 'M9 2h6v2h5v2H4V4h5V2ZM5.500 8h13l-1 14h-11l-1-14Z',
  apps: 'M4 4h7v7H4V4Zm9 0h7v7h-7V4ZM4 13h7v7H4v-7Zm9 0h7v7h-7v-7Z',
  question:
    'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1 14h2v2h-2v-2Zm1-10c2.200 0 4 1.500 4 3.600 0 2.400-3 2.900-3 4.900h-2c0-3 3-3.400 3-4.900 0-1-.9-1.600-2-1.600s-2 .700-2 1.900H8C8 7.700 9.800 6 12 6Z',
  external:
    'M14 3h7v7h-2V6.400l-8.300 8.300-1.400-1.400L17.600 5H14V3ZM4 5h6v2H6v11h11v-4h2v6H4V5Z',
  chevron: 'm6 8.600 6 6 6-6 1.400 1.400L12 17.400 4.600 10 6 8.600Z',
  check: 'M9.500 17.900 3.600 12 5 10.600l4.500 4.500L19 5.600 20.400 7 9.500 17.900Z',
  slash: 'M15.500 3h2.200L8.500 21H6.300L15.500 3Z',
  warning: 'M12 3 23 21H1L12 3Zm-1 7v5h2v-5h-2Zm0 6.500v2h2v-2h-2Z',
} as const;

/** A drawing's name. */
type IconName = keyof typeof PATHS;

const SVG = 'http://www.w3.org/2000/svg';

/** A drawing in the colour of the text around it; what it means is said beside it. */
export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}
