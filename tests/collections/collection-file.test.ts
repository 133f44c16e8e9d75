/** What `collection.yaml` says: all of it that can be understood, each error by its line. */
import { describe, expect, it } from 'vitest';
import { MOST_COLLECTION_BYTES, parseCollection } from '../../src/collections/collection-file.ts';
import { readQuotas, USUAL_QUOTAS } from '../../src/collections/quota-fields.ts';
import { inEnglish } from '../support/refusals.ts';

const A = '123456789012345678';
const B = '234567890123456789';

function parsed(text: string) {
  const { settings, problems } = parseCollection(text, 'chess/collection.yaml');
  return { settings, problems: problems.map(inEnglish) };
}

describe('collection.yaml', () => {
  it('says title, servers, managers, quotas, and whether the default one is seen', () => {
    const text = [
      'title: Chess club',
      `servers: [${A}, "${B}"]`,
      `managers: ${B} # a single one need be no list`,
      'default: false',
      'page: Articles',
      'quotas:',
      '  articles: 12',
      '  megabytes: 5',
      '  sources: none',
      '  questions: 0',
    ];
    expect(parsed(text.join('\n'))).toEqual({
      settings: {
        title: 'Chess club',
        // Not rounded, as numbers of YAML are elsewhere.
        servers: [A, B],
        managers: [B],
        seesDefault: false,
        page: 'articles',
        quotas: { articles: 12, bytes: 5 * 1024 * 1024, sources: null, questionsPerMinute: 0 },
      },
      problems: [],
    });
  });

  it('may be empty', () => {
    const said = { title: null, servers: [], managers: [], seesDefault: true };
    const usual = { ...said, page: null, quotas: {} };
    for (const text of ['', '# nothing\n', 'title:\nservers:\nquotas:\n']) {
      expect(parsed(text)).toEqual({ settings: usual, problems: [] });
    }
  });

  it('is understood but for what is wrong, which is told by its line', () => {
    const text = [
      `title: ${'x'.repeat(101)}`,
      'colour: red',
      'servers:',
      `  - ${A}`,
      '  - my server',
      '  - [1, 2]',
      'default: perhaps',
      'quotas:',
      '  articles: many',
      '  pages: 3',
      '  waiting: 7',
    ];
    const { settings, problems } = parsed(text.join('\n'));
    expect(settings).toMatchObject({ title: null, servers: [A], seesDefault: true });
    expect(settings?.quotas).toEqual({ waiting: 7 });
    expect(problems).toEqual([
      `chess/collection.yaml, line 1: title “${'x'.repeat(60)}” is not a text of at most 100 characters.`,
      'chess/collection.yaml, line 2: colour is not a setting here.',
      'chess/collection.yaml, line 5: servers “my server” is not the id of a server.',
      'chess/collection.yaml, line 6: servers “” is not the id of a server.',
      'chess/collection.yaml, line 7: default “perhaps” is not true or false.',
      'chess/collection.yaml, line 9: quotas.articles “many” is not a whole number up to 1000000000, or none.',
      'chess/collection.yaml, line 10: quotas.pages is not a setting here.',
    ]);
  });

  it('is of no use as a whole where it is no YAML, no settings, or endless', () => {
    const bomb = `a: &a [x]\nb: &b [*a, *a]\nservers: [*b, *b]\ntitle: *a\n`;
    // Nothing is put in for an alias.
    expect(parsed(bomb).settings).toMatchObject({ title: null, servers: [] });
    const useless: readonly (readonly [string, RegExp])[] = [
      ['title: "Chess\nservers: [', /line \d: a quotation mark/],
      ['- a\n- b\n', /line 1: there are no settings/],
      ['[', /line 1:/],
      ...['[', '- ', '? ', '{a: ', '[\n'].map((open) => [open.repeat(8_000), /line 1:/] as const),
      ['title: a\ntitle: b\n', /line 2: a key stands there twice/],
      ['x'.repeat(MOST_COLLECTION_BYTES + 1), /line 1: a text of at most/],
    ];
    for (const [text, problem] of useless) {
      const { settings, problems } = parsed(text);
      expect(settings).toBeNull();
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(problem);
    }
  });
});

describe('COLLECTION_QUOTAS', () => {
  it('names some, and the others are as usual', () => {
    expect(readQuotas('articles=3, megabytes=2,sources=none')).toEqual({
      ...USUAL_QUOTAS,
      ...{ articles: 3, bytes: 2 * 1024 * 1024, sources: null },
    });
    expect(readQuotas('')).toEqual(USUAL_QUOTAS);
    for (const text of ['articles', 'articles=', 'pages=3', 'articles=-1', 'articles=1.5']) {
      expect(readQuotas(text)).toBeNull();
    }
  });
});
