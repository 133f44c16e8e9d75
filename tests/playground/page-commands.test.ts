/** What the page makes of commands: what can be typed, what is asked for, what is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutQuote } from '../../src/citations/quote-layout.ts';
import {
  askingCall,
  callsOf,
  matchCalls,
  typedCall,
} from '../../src/playground/page/composer/calls.ts';
import { checkOption } from '../../src/playground/page/composer/check.ts';
import { readOptions, resolveMentions } from '../../src/playground/page/composer/typed.ts';
import { findHighlight } from '../../src/playground/page/panel/marks.ts';
import type { Command, CommandOption } from '../../src/playground/page/wire.ts';

const option = (name: string, more: Partial<CommandOption> = {}): CommandOption => ({
  type: 3,
  name,
  description: `${name}.`,
  ...more,
});
const COMMANDS: Command[] = [
  {
    id: '1',
    type: 1,
    name: 'articles',
    description: 'Articles.',
    options: [
      option('add', {
        type: 1,
        options: [option('title'), option('file', { type: 11, required: true })],
      }),
      option('other', { type: 2, options: [option('list', { type: 1 })] }),
    ],
  },
  { id: '2', type: 1, name: 'find', options: [option('text', { required: true })] },
  { id: '3', type: 1, name: 'ask', options: [option('question', { required: true })] },
  { id: '4', type: 3, name: 'Quote this' },
];

describe('calls', () => {
  const calls = callsOf(COMMANDS);

  it('are the commands with their subcommands, required options first', () => {
    expect(calls.map(({ name }) => name)).toEqual([
      'articles add',
      'articles other list',
      'find',
      'ask',
    ]);
    expect(calls[0]?.options.map(({ name }) => name)).toEqual(['file', 'title']);
  });

  it('are found by the start of any word, then anywhere', () => {
    const names = (typed: string) => matchCalls(calls, typed).map(({ name }) => name);
    expect(names('a')).toEqual(['articles add', 'articles other list', 'ask']);
    expect(names('LIST')).toEqual(['articles other list']);
    expect(names('sk')).toEqual(['ask']);
    expect(names('nothing')).toEqual([]);
  });

  it('know which one a question is put to', () => {
    expect(askingCall(calls)).toMatchObject({ call: { name: 'find' }, option: { name: 'text' } });
    expect(askingCall(calls.slice(3))).toMatchObject({ call: { name: 'ask' } });
    expect(askingCall(calls.slice(0, 2))).toBeNull();
  });
});

describe('what is typed out', () => {
  const named = (name: string, label = name) => ({ name, label });
  const options = [named('question', 'вопрос'), named('count'), named('article')];
  const read = (typed: string) => {
    const { before, given } = readOptions(options, typed);
    return [before, ...given.map(({ option, value }) => `${option.name}=${value}`)];
  };

  it('is a command by any of its names, the longest first', () => {
    const calls = callsOf(COMMANDS);
    expect(typedCall(calls, 'articles other list x')).toMatchObject({
      call: { name: 'articles other list' },
      rest: 'x',
    });
    expect(typedCall(calls, 'ASK Who?')).toMatchObject({ call: { name: 'ask' }, rest: 'Who?' });
    expect(typedCall(calls, 'ask')).toBeNull();
  });

  it('gives options by name, in the language of the page and in English', () => {
    expect(read('question: How high is it? count: 2')).toEqual([
      '',
      'question=How high is it?',
      'count=2',
    ]);
    expect(read('Вопрос:сколько? COUNT:1')).toEqual(['', 'question=сколько?', 'count=1']);
    expect(read('How high is it? article: Nurek')).toEqual(['How high is it? ', 'article=Nurek']);
  });

  it('is text where nothing is called so, and the second time', () => {
    expect(read('At 12:30, or https://x.org?')).toEqual(['At 12:30, or https://x.org?']);
    expect(read('count: 1 count: 2')).toEqual(['', 'count=1 count: 2']);
    expect(read('re-count: 1')).toEqual(['re-count: 1']);
  });

  it('mentions whom it names', () => {
    const all = [
      { name: 'Foot', mention: '<@1>' },
      { name: 'Footnote', mention: '<@2>' },
      { name: 'Mira and Sam', mention: '<@3>' },
    ];
    const resolve = (text: string) => resolveMentions(text, all);
    expect(resolve('@Footnote how?\n@footnote, @Foot.')).toBe('<@2> how?\n<@2>, <@1>.');
    expect(resolve('hi @mira AND sam!')).toBe('hi <@3>!');
    for (const text of ['a@Footnote.org', '<@2>', '@Footnotes', '@nobody', '@'])
      expect(resolve(text)).toBe(text);
  });
});

describe('an option', () => {
  const check = (more: Partial<CommandOption>, typed: string, closed = false) =>
    checkOption(option('one', more), typed, null, closed);

  it.each([
    [{}, '', { value: null }],
    [{ required: true }, ' ', { complaint: expect.stringContaining('required') }],
    [{ min_length: 3 }, 'ab', { complaint: expect.stringContaining('at least 3') }],
    [{ max_length: 3 }, '🔷🔷🔷', { value: '🔷🔷🔷' }],
    [{ max_length: 3 }, 'abcd', { complaint: expect.stringContaining('at most 3') }],
    [{ type: 4 }, '7', { value: 7 }],
    [{ type: 4 }, '7.5', { complaint: 'Must be a whole number.' }],
    [{ type: 4 }, 'seven', { complaint: 'Must be a whole number.' }],
    [{ type: 4, min_value: 1, max_value: 5 }, '9', { complaint: 'Must be between 1 and 5.' }],
    [{ type: 10, min_value: 1 }, '0,5', { complaint: 'Must be 1 or more.' }],
    [{ type: 10 }, '1.5', { value: 1.5 }],
    [{ type: 10 }, 'Infinity', { complaint: 'Must be a number.' }],
  ])('%o given %s', (more, typed, expected) => {
    expect(check(more, typed)).toEqual(expected);
  });

  it('takes only what is on a closed list', () => {
    expect(check({}, 'maybe', true)).toEqual({ complaint: 'Pick one of the list.' });
    expect(checkOption(option('one'), 'True', true, true)).toEqual({ value: true });
  });
});

describe('a highlight', () => {
  const text = 'One. Two here. Three.\nFour. Two here.';

  it('is found inside its passage only', () => {
    const whole = { start: 0, end: text.length };
    expect(findHighlight(text, whole, 'Two here.')).toEqual({ start: 5, end: 14 });
    expect(findHighlight(text, { start: 22, end: 37 }, 'Two here.')).toEqual({
      start: 28,
      end: 37,
    });
    expect(findHighlight(text, whole, 'Three.\nFour.')).toEqual({ start: 15, end: 27 });
    expect(findHighlight(text, { start: 0, end: 4 }, 'Two here.')).toBeNull();
    expect(findHighlight(text, whole, null)).toBeNull();
    // A heading in bold above what was highlighted.
    expect(findHighlight(text, { start: 5, end: 21 }, 'Four.\nTwo here.')).toEqual({
      start: 5,
      end: 14,
    });
  });

  it('parts a text without losing or doubling anything', () => {
    const offset = fc.nat(text.length);
    fc.assert(
      fc.property(offset, offset, offset, offset, (a, b, c, d) => {
        fc.pre(a !== b);
        const span = { start: Math.min(a, b), end: Math.max(a, b) };
        const mark = { start: Math.min(c, d), end: Math.max(c, d) };
        const shown = { text, start: 0, pieces: [{ kind: 'paragraph' as const, ...span }] };
        const [part] = layOutQuote(shown, { window: span, marked: mark, leftOut: '' });
        if (part?.kind !== 'text') throw new Error('It is a paragraph');
        expect(part.words.text.trim()).toBe(text.slice(span.start, span.end).trim());
        const { start, end } = part.words.marked ?? { start: 0, end: 0 };
        const [from, to] = [Math.max(span.start, mark.start), Math.min(span.end, mark.end)];
        expect(part.words.text.slice(start, end)).toBe(from < to ? text.slice(from, to) : '');
      }),
    );
  });
});
