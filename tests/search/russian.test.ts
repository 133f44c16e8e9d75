import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/search/terms.ts';
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
  ])('finds the forms of a word under one term: %s', (forms, terms) => {
    expect(new Set(tokenize(forms).map(({ term }) => term)).size).toBe(terms);
  });

  it('answers and abstains in Russian with the bundled machinery', async () => {
    const folders = { articles: temporaryFolder(), data: temporaryFolder() };
    writeFiles(folders.articles, { 'river.md': RIVER });
    const { library } = openTestLibrary(folders);
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
