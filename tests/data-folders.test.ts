/** Where collections keep what is theirs: the default one where it always was, all others apart. */
import { describe, expect, it } from 'vitest';
import { dataFolders, idOfSafeName, safeName } from '../src/data-folders.ts';

describe('the folders of a collection', () => {
  it('are those of the data folder for the default one', () => {
    expect(dataFolders('/d', '')).toEqual(dataFolders('/d'));
    expect(dataFolders('/d').gapLog).toBe('/d/state/gaps.jsonl');
    expect(dataFolders('/d').snapshots).toBe('/d/cache/snapshots');
  });

  it('lie beside them for any other one, but for the models, which all share', () => {
    const folders = dataFolders('/d', 'clubs/Chess');
    expect(folders.gapLog).toBe('/d/state/collections/clubs=2f=43hess/gaps.jsonl');
    expect(folders.vectors).toBe('/d/cache/collections/clubs=2f=43hess/vectors');
    expect(folders.models).toBe('/d/cache/models');
  });
});

describe('a safe name', () => {
  it('is one on every system, and leads back to its id', () => {
    const ids = [
      '123456789012345678',
      'clubs/chess',
      'Clubs/chess',
      '..',
      'a=2fb',
      'Ёж',
      'con.',
      ' ',
    ];
    const names = ids.map(safeName);
    for (const name of names) expect(name).toMatch(/^[a-z0-9_=-]+$/);
    expect(new Set(names).size).toBe(ids.length);
    expect(names.map(idOfSafeName)).toEqual(ids);
  });

  it('stays short for a long id, and is another one for another id', () => {
    const long = 'Регламент/'.repeat(40);
    expect(safeName(long).length).toBeLessThanOrEqual(120);
    expect(safeName(long)).not.toBe(safeName(`${long}x`));
    expect(idOfSafeName(safeName(long))).toBeNull();
  });

  it('is not read out of what is none', () => {
    for (const name of ['', 'A', '=2', '=61', '=ff', 'a.b']) expect(idOfSafeName(name)).toBeNull();
  });
});
