import { describe, expect, it } from 'vitest';
import { modelOrigin, modelProfile, modelWindow } from '../../embeddings/models.ts';
import { refusedWords } from '../support/refusals.ts';

describe('what is known of a model by its name', () => {
  it.each([
    ['footnote-static-v1', '', '', 'cls'],
    ['Xenova/all-MiniLM-L6-v2', '', '', 'mean'],
    ['Xenova/all-mpnet-base-v2', '', '', 'mean'],
    ['Xenova/e5-small-v2', 'query: ', 'passage: ', 'mean'],
    ['Xenova/multilingual-e5-base', 'query: ', 'passage: ', 'mean'],
    ['Xenova/bge-small-en-v1.5', expect.stringMatching(/^Represent this sentence/), '', 'cls'],
    ['Xenova/bge-m3', '', '', 'cls'],
    ['Supabase/gte-small', '', '', 'mean'],
    ['Alibaba-NLP/gte-base-en-v1.5', '', '', 'cls'],
    ['nomic-ai/nomic-embed-text-v1', 'search_query: ', 'search_document: ', 'mean'],
    ['Snowflake/snowflake-arctic-embed-s', expect.stringMatching(/^Represent/), '', 'cls'],
    ['Snowflake/snowflake-arctic-embed-m-v2.0', 'query: ', '', 'cls'],
    ['someone/somewhere5-model', '', '', 'mean'],
  ])('%s', (model, queryPrefix, passagePrefix, pooling) => {
    expect(modelProfile(model)).toMatchObject({ queryPrefix, passagePrefix, pooling });
  });

  it('gives way to configured prefixes, empty ones included', () => {
    expect(modelProfile('Xenova/e5-small-v2', { queryPrefix: '', passagePrefix: 'p ' })).toEqual({
      queryPrefix: '',
      passagePrefix: 'p ',
      pooling: 'mean',
    });
  });
});

describe('the window of a model', () => {
  const usual = modelProfile('someone/model');
  it.each([
    [{ modelMaxLength: 512, maxPositions: 512, modelType: 'bert' }, 512],
    [{ modelMaxLength: 1e30, maxPositions: 512, modelType: 'bert' }, 512],
    [{ modelMaxLength: 1e30, maxPositions: 258, modelType: 'xlm-roberta' }, 256],
    [{ modelMaxLength: 128, maxPositions: 514, modelType: 'mpnet' }, 128],
    [{ modelMaxLength: 8192, maxPositions: 8192, modelType: 'nomic_bert' }, 512],
    [{ modelMaxLength: undefined, maxPositions: undefined, modelType: undefined }, 512],
    [{ modelMaxLength: null, maxPositions: '300', modelType: 3 }, 512],
    [{ modelMaxLength: -1, maxPositions: Number.NaN, modelType: 'bert' }, 512],
  ])('%j is %i', (files, window) => {
    expect(modelWindow(usual, files)).toBe(window);
  });

  it('is the shorter one where the authors say so', () => {
    const files = { modelMaxLength: 512, maxPositions: 512, modelType: 'bert' };
    expect(modelWindow(modelProfile('Xenova/all-MiniLM-L6-v2'), files)).toBe(256);
  });
});

it('a name with an organisation is one of the hub', async () => {
  expect(modelOrigin('Xenova/all-MiniLM-L6-v2')).toBe('hub');
  expect(modelOrigin('footnote-static-v1')).toBe('bundled');
  for (const name of ['a--b/c', `a/${'b'.repeat(97)}`, 'a/b\n', 'a/', '/b', 'a/.b']) {
    expect(await refusedWords(() => modelOrigin(name))).toMatch(/EMBEDDING_MODEL/);
  }
});
