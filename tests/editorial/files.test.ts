/** `answers.yaml` and `synonyms.yaml`: what is understood, what is told by its line, and what writing keeps. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseAnswers, questionKey } from '../../src/editorial/answers-file.ts';
import { openEditorial } from '../../src/editorial/editorial.ts';
import { editorialInFolder, editorialInState } from '../../src/editorial/editorial-place.ts';
import { MOST_MEMBERS, MOST_PINS } from '../../src/editorial/limits.ts';
import { sentenceOfWords } from '../../src/editorial/pinned-words.ts';
import { parseSynonyms } from '../../src/editorial/synonyms-file.ts';
import { withoutPin, withPin } from '../../src/editorial/write-answers.ts';
import type { Notice } from '../../src/refusals.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';
import { inEnglish, refusalOf } from '../support/refusals.ts';

const ID = 'k3m9ta-x7q2vd';
const told = (problems: readonly Notice[]) => problems.map(inEnglish);

const FILE = `# Ours, please keep.
- question: How high is the dam? # asked every week
  citation: ${ID}
  words: >-
    The dam is 304 metres high.

# The next one is Ada's.
- { question: 'Who built it?', citation: "${ID}", words: Ada built it. }
`;

describe('answers.yaml', () => {
  it('says which passage is for which question', () => {
    const { pins, problems } = parseAnswers(FILE);
    expect(problems).toEqual([]);
    expect(pins).toEqual([
      {
        question: 'How high is the dam?',
        citation: ID,
        words: 'The dam is 304 metres high.',
        line: 2,
      },
      { question: 'Who built it?', citation: ID, words: 'Ada built it.', line: 8 },
    ]);
    expect(parseAnswers('')).toEqual({ pins: [], problems: [], isBroken: false });
    expect(parseAnswers('# nothing yet\n').isBroken).toBe(false);
  });

  it('names each mistake by its line, and keeps the other entries', () => {
    const { pins, problems, isBroken } = parseAnswers(`- just words
- question: A good one?
  citation: ${ID}
  words: Good words.
  colour: red
- question: No id?
  citation: somewhere
  words: Some words.
- citation: ${ID}
  words: Some words.
- question: a GOOD  one
  citation: ${ID}
  words: Others.
`);
    expect(isBroken).toBe(false);
    expect(pins.map(({ question }) => question)).toEqual(['A good one?']);
    expect(told(problems)).toEqual([
      'answers.yaml, line 1: this is not an entry with “question:”, “citation:” and “words:”.',
      'answers.yaml, line 5: colour does not belong in an entry.',
      'answers.yaml, line 6: somewhere is not a citation id.',
      'answers.yaml, line 9: “question:” is missing.',
      'answers.yaml, line 11: line 2 has this question already.',
    ]);
    expect(told(parseAnswers('question: none').problems)).toEqual([
      'answers.yaml, line 1: it is not a list.',
    ]);
    expect(parseAnswers('- [').isBroken).toBe(true);
  });

  it('is bounded', () => {
    const many = Array.from(
      { length: MOST_PINS + 1 },
      (_, i) => `- { question: "Is it ${i}?", citation: ${ID}, words: It is. }\n`,
    ).join('');
    const { pins, problems } = parseAnswers(many);
    expect(pins).toHaveLength(MOST_PINS);
    expect(told(problems)).toEqual([
      `answers.yaml, line ${MOST_PINS + 1}: there are more than ${MOST_PINS} entries.`,
    ]);
    expect(parseAnswers('x'.repeat(2 ** 20 + 1)).isBroken).toBe(true);
  });

  it('keeps comments and how it is written when an answer is pinned or taken away', () => {
    const pinned = withPin(FILE, { question: 'Where is it?', citation: ID, words: 'a\n  b: "c"' });
    expect(pinned.startsWith(FILE)).toBe(true);
    expect(parseAnswers(pinned).pins.at(-1)).toMatchObject({
      question: 'Where is it?',
      words: 'a\n  b: "c"',
    });
    const replaced = withPin(FILE, {
      question: 'how high is the dam',
      citation: 'aaaaaa-bbbbbb',
      words: 'New.',
    });
    expect(replaced).toContain('# asked every week');
    expect(parseAnswers(replaced).pins).toMatchObject([
      { question: 'How high is the dam?', citation: 'aaaaaa-bbbbbb', words: 'New.' },
      { question: 'Who built it?' },
    ]);
    const without = withoutPin(FILE, 'who built it');
    expect(without).toContain('# Ours, please keep.');
    expect(parseAnswers(without).pins).toHaveLength(1);
    expect(
      parseAnswers(withPin(null, { question: 'Q?', citation: ID, words: 'W.' })).pins,
    ).toHaveLength(1);
    expect(questionKey(' How  HIGH is it ?')).toBe('how high is it');
  });
});

describe('an entry for several questions', () => {
  const SEVERAL = `- question: How high is the dam?
  also:
    - How tall is it? # as most say
    - what is its height
  citation: ${ID}
  words: The dam is 304 metres high.
`;

  it('is a pin for each of them', () => {
    const { pins, problems } = parseAnswers(SEVERAL);
    expect(problems).toEqual([]);
    expect(pins.map(({ question, line }) => [question, line])).toEqual([
      ['How high is the dam?', 1],
      ['How tall is it?', 3],
      ['what is its height', 4],
    ]);
    expect(new Set(pins.map(({ words }) => words)).size).toBe(1);
  });

  it('tells what is wrong by its line', () => {
    const { pins, problems } = parseAnswers(`${SEVERAL}- question: Who?
  also: Whoever
  citation: ${ID}
  words: Ada.
- question: Why?
  also:
    - how TALL is it
    - [no]
    - ${'x'.repeat(601)}
    - For what reason?
  citation: ${ID}
  words: So.
`);
    expect(pins.slice(3).map(({ question }) => question)).toEqual([
      'Who?',
      'Why?',
      'For what reason?',
    ]);
    expect(told(problems)).toEqual([
      'answers.yaml, line 8: it is not a list.',
      'answers.yaml, line 13: line 3 has this question already.',
      'answers.yaml, line 14: “question:” is missing.',
      'answers.yaml, line 15: “also:” is longer than 600 characters.',
    ]);
  });

  it('is bounded, questions counted', () => {
    const also = Array.from({ length: MOST_PINS + 1 }, (_, i) => `    - Is it ${i}?\n`).join('');
    const { pins, problems } = parseAnswers(
      `- question: Is it?\n  citation: ${ID}\n  words: It is.\n  also:\n${also}`,
    );
    expect(pins).toHaveLength(MOST_PINS);
    expect(told(problems)).toEqual([
      `answers.yaml, line ${MOST_PINS + 4}: there are more than ${MOST_PINS} entries.`,
    ]);
  });

  it('takes what is pinned to the same words, and lets each go by itself', () => {
    const pin = { citation: ID, words: 'The dam is 304 metres high.' };
    const questions = (text: string) => parseAnswers(text).pins.map(({ question }) => question);
    const more = withPin(FILE, { question: 'How tall is it?', ...pin });
    expect(more).toContain('# asked every week\n');
    expect(questions(more)).toEqual(['How high is the dam?', 'How tall is it?', 'Who built it?']);
    expect(more.match(/304 metres/g)).toHaveLength(1);
    expect(withPin(more, { question: 'how tall is it', ...pin }).match(/tall/g)).toHaveLength(1);
    const back = withoutPin(more, 'how tall is it');
    expect(parseAnswers(back)).toEqual(parseAnswers(FILE));
    expect(back).not.toContain('also');
    const first = withoutPin(SEVERAL, 'How high is the dam');
    expect(questions(first)).toEqual(['How tall is it?', 'what is its height']);
    expect(questions(withoutPin(first, 'How tall is it?'))).toEqual(['what is its height']);
    const moved = withPin(SEVERAL, { ...pin, question: 'How tall is it?', words: 'Others.' });
    expect(parseAnswers(moved).pins).toMatchObject([
      { question: 'How high is the dam?', words: pin.words },
      { question: 'what is its height', words: pin.words },
      { question: 'How tall is it?', words: 'Others.' },
    ]);
  });
});

describe('synonyms.yaml', () => {
  it('is a list of lists, each mistake named by its line', () => {
    const long = Array.from({ length: MOST_MEMBERS + 1 }, (_, i) => `w${i}`).join(', ');
    const { groups, problems, isBroken } = parseSynonyms(`# ours
- [nato, north atlantic treaty organization, alliance]
- nato
- [alone]
-
  - dam
  - [barrage]
  - barrier
- [${long}]
`);
    expect(isBroken).toBe(false);
    expect(groups.slice(0, 2)).toEqual([
      ['nato', 'north atlantic treaty organization', 'alliance'],
      ['dam', 'barrier'],
    ]);
    expect(groups[2]).toHaveLength(MOST_MEMBERS);
    expect(told(problems)).toEqual([
      'synonyms.yaml, line 3: this is not a list of words such as “- [nato, alliance]”.',
      'synonyms.yaml, line 4: a list needs two or more words or phrases.',
      'synonyms.yaml, line 7: this is not a word or phrase of at most 80 characters.',
      `synonyms.yaml, line 9: a list may have ${MOST_MEMBERS} words or phrases at most; the others are left out.`,
    ]);
  });
});

describe('the words beside an id', () => {
  const text = 'One is here. Two is there. Three is gone.';
  const passage = {
    ...{ text, start: 100 },
    sentences: [
      { start: 100, end: 112 },
      { start: 113, end: 126 },
      { start: 127, end: 141 },
    ],
  };

  it.each([
    [text, 0],
    ['Two is there.', 1],
    ['Two is\nthere. Three  is gone.', 1],
    ['Two is', null],
    ['One is here. Three is gone.', null],
    ['Two is somewhere.', null],
  ])('%s', (words, sentence) => {
    expect(sentenceOfWords(passage, words)).toBe(sentence);
  });
});

describe('what editors say of a folder', () => {
  async function open(files: Readonly<Record<string, string>>) {
    const [articles, state] = [temporaryFolder(), temporaryFolder()];
    writeFiles(articles, files);
    const notices: string[] = [];
    const editorial = await openEditorial({
      ...{ place: editorialInFolder(articles), state: diskState(state), lookMs: null },
      notice: (notice) => notices.push(inEnglish(notice)),
      onFault: (error) => {
        throw error;
      },
    });
    onTestFinished(() => editorial.close());
    return { editorial, notices, file: join(articles, 'answers.yaml'), articles };
  }

  it('is heeded when it is edited by hand, and as before while the file is broken', async () => {
    const { editorial, notices, file } = await open({ 'answers.yaml': FILE });
    expect(editorial.pins()).toHaveLength(2);
    writeFileSync(file, withoutPin(FILE, 'Who built it?'));
    await editorial.look();
    expect(editorial.pins()).toHaveLength(1);
    writeFileSync(file, `${FILE}\n- [`);
    await editorial.look();
    expect(editorial.pins()).toHaveLength(1);
    expect(notices).toEqual([expect.stringMatching(/^answers\.yaml, line \d+: /)]);
    expect(editorial.list().problems).toHaveLength(1);
    const pin = { question: 'New one?', citation: ID, words: 'Words.' };
    expect(await refusalOf(editorial.pin(pin))).toMatchObject({ key: 'answersBroken' });
    expect(readFileSync(file, 'utf8')).toBe(`${FILE}\n- [`);
    await editorial.look();
    expect(notices).toHaveLength(1);
  });

  it('is written as a person would, made where there is nothing, and never without a word to know it by', async () => {
    const { editorial, file } = await open({});
    await editorial.pin({ question: 'Who built the dam?', citation: ID, words: 'Ada did.' });
    expect(readFileSync(file, 'utf8')).toContain('docs/EDITORS.md');
    expect(editorial.pins()).toMatchObject([{ question: 'Who built the dam?', words: 'Ada did.' }]);
    const nothing = editorial.pin({ question: 'What is it?', citation: ID, words: 'Ada did.' });
    expect(await refusalOf(nothing)).toMatchObject({ key: 'pinSaysNothing' });
    expect((await editorial.unpin('who built the dam')).question).toBe('Who built the dam?');
    expect(editorial.pins()).toEqual([]);
    expect(await refusalOf(editorial.unpin('who built the dam'))).toMatchObject({
      key: 'noSuchPin',
    });
  });

  it('is kept in the state of a collection without a folder, beside a copy of its folder’s', async () => {
    const state = diskState(temporaryFolder());
    await state.write('folder-answers.yaml', Buffer.from(FILE));
    await state.write('folder-synonyms.yaml', Buffer.from('- [nato, alliance]'));
    const editorial = await openEditorial({
      ...{ place: editorialInState(state), state, lookMs: null },
      ...{ notice: () => {}, onFault: () => {} },
    });
    onTestFinished(() => editorial.close());
    expect(editorial.synonyms()).toEqual([['nato', 'alliance']]);
    await editorial.pin({ question: 'Who built it', citation: ID, words: 'Bob did.' });
    await editorial.pin({ question: 'Where is the dam?', citation: ID, words: 'Here.' });
    expect(editorial.pins().map(({ words }) => words)).toEqual([
      'Bob did.',
      'Here.',
      'The dam is 304 metres high.',
    ]);
    expect(await refusalOf(editorial.unpin('How high is the dam?'))).toMatchObject({
      key: 'pinInFolder',
    });
    await editorial.unpin('Where is the dam?');
    expect(editorial.pins()).toHaveLength(2);
    const id = await editorial.draft({ question: 'Why?', citation: ID, words: 'So.' });
    expect(await editorial.drafted(id)).toEqual({ question: 'Why?', citation: ID, words: 'So.' });
    await editorial.discard(id);
    expect(await refusalOf(editorial.drafted(id))).toMatchObject({ key: 'pinDraftGone' });
    expect(await refusalOf(editorial.drafted('../secret'))).toMatchObject({ key: 'pinDraftGone' });
  });
});
