import { describe, expect, it } from 'vitest';
import { Shape, shapesOf } from '../../src/search/answer-shapes.ts';
import { parseQuestion } from '../../src/search/question.ts';
import { tokenize } from '../../src/search/terms.ts';
import { bundledEmbedding } from '../support/embedding.ts';
import { openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';

const RIVER = `---
title: Река и мост
language: ru
---

Новый мост через реку Вельта открыли в 2019 году. Его длина составляет 412 метров, проект вёл инженер Пётр Ласкин.

Рыбаки жалуются: с весны уровень воды в реке снизился почти на метр. По словам А. С. Громовой, виновата засуха.

Осенью городские власти обещают построить причал для лодок.
`;

describe('Russian', () => {
  it.each([
    ['мосты моста мосту мостами', 1],
    ['граница границы границей границе', 1],
    ['открыл открыла открыли', 1],
    ['Алжи\u0301р Алжир Алжира Алжи\u0300р', 1],
    ['йод иод', 2],
    ['ёлка елка', 1],
    ['люди человек', 1],
    ['двенадцать 12', 1],
    ['3,5 3.5', 1],
  ])('finds the forms of a word under one term: %s', (forms, terms) => {
    expect(new Set(tokenize(forms, 'ru').map(({ term }) => term)).size).toBe(terms);
  });

  it.each([
    ['Кто возглавил переговоры?', Shape.name],
    ['когда построили мост', Shape.time],
    ['В каком году он родился?', Shape.time],
    ['Где находится база?', Shape.place],
    ['В какой стране течёт эта река?', Shape.place],
    ['Сколько лет шло строительство?', Shape.duration],
    ['Сколько жителей в городе?', Shape.number],
    ['Какова стоимость билета?', Shape.money],
    ['Какой процент жителей уехал?', Shape.percent],
    ['Почему они ушли?', Shape.reason],
  ])('knows what %s expects', (question, shape) => {
    expect(parseQuestion(question).language).toBe('ru');
    expect(parseQuestion(question).expects & shape).toBe(shape);
  });

  it('sees what an answer looks like', () => {
    const text = 'Вчера в мае Анна Орлова три часа жила в Вельте, потому что 20% дорог закрыли';
    const tokens = tokenize(text, 'ru');
    const shapes = shapesOf(text, tokens, Uint32Array.of(tokens.length), 'ru');
    const having = (shape: number) =>
      tokens.filter((_, at) => ((shapes[at] ?? 0) & shape) !== 0).map(({ word }) => word);
    expect(having(Shape.time)).toEqual(['вчера', 'мае']);
    expect(having(Shape.duration)).toEqual(['часа']);
    expect(having(Shape.name)).toEqual(['анна', 'орлова', 'вельте']);
    expect(having(Shape.place)).toEqual(['вельте']);
    expect(having(Shape.percent)).toEqual(['20']);
    expect(having(Shape.reason)).toEqual(['потому']);
  });

  it('answers and abstains in Russian with the bundled machinery', async () => {
    const folders = { articles: temporaryFolder(), data: temporaryFolder() };
    writeFiles(folders.articles, { 'river.md': RIVER });
    const { library } = openTestLibrary(folders, { embedding: bundledEmbedding });
    await library.whenReady();
    const ask = (question: string) => library.ask(question, { count: 1 });
    const length = await ask('Какова длина нового моста?');
    expect(length.answered).toBe(true);
    expect(length.excerpts[0]?.text).toContain('412 метров');
    const blame = await ask('На что жалуются рыбаки?');
    expect(blame.excerpts[0]?.text).toContain('засуха');
    expect(blame.excerpts[0]?.sentences).toHaveLength(2);
    expect((await ask('Кто выиграл чемпионат по хоккею?')).answered).toBe(false);
  });
});
