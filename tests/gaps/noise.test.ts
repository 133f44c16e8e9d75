/** What asks nothing of the articles is no gap of theirs; what asks for one thing is. */
import { expect, it } from 'vitest';
import { isNoise } from '../../src/gaps/noise.ts';

it.each([
  ...['why?', 'what is it?', 'Wer?', 'как это?', 'pourquoi ?', '', '???'],
  ...['!play despacito', '/gaps list', '$price btc', '  !help'],
])('is noise: %s', (text) => {
  expect(isNoise(text)).toBe(true);
});

it.each([
  ...['kubernetes', 'NATO?', 'How tall?', 'Кто мэр?', '大坝多高？', 'C++?', 'Who painted it?'],
  ...['.NET 8 support?', '$5 or €5 a day?', '- and then the dam?', '24/7 pumping?'],
])('asks something: %s', (text) => {
  expect(isNoise(text)).toBe(false);
});
