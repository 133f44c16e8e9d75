/** Every command, subcommand, option and choice has its words in every language, as Discord takes them. */
import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { communityCommands as commands } from '../../commands/index.ts';
import { commandMention } from '../../src/discord/command-mention.ts';
import { wordsAt } from '../../src/discord/command-words.ts';
import { ADDABLE_ENDINGS } from '../../src/intake/content-kind.ts';
import type { Language } from '../../src/languages/language.ts';
import { LANGUAGES } from '../../src/languages/languages.ts';

interface Node {
  readonly name: string;
  readonly description?: string;
  readonly options?: readonly Node[];
  /** Of an option: each is named by its value in the table. */
  readonly choices?: readonly (Node & { readonly value: string })[];
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
}
const asNode = (data: RESTPostAPIApplicationCommandsJSONBody) => data as unknown as Node;

function walk(node: Node, path = node.name): { path: string; node: Node }[] {
  const below = (node.options ?? []).flatMap((option) => walk(option, `${path} ${option.name}`));
  const choices = (node.choices ?? []).map((choice) => ({
    path: `${path} ${choice.value}`,
    node: choice,
  }));
  return [{ path, node }, ...below, ...choices];
}

const nodes = commands.flatMap(({ data }) => walk(asNode(data)));
const SLASH_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

// The definitions themselves are English.
const OTHERS = Object.entries<Language>(LANGUAGES)
  .filter(([code]) => code !== 'en')
  .flatMap(([, { locales, commandWords }]) => locales.map((locale) => ({ locale, commandWords })));

describe.each(OTHERS)('in $locale', ({ locale, commandWords: table }) => {
  it('nothing is left in English', () => {
    const missing = nodes
      .filter(({ node }) => !node.name_localizations?.[locale])
      .concat(
        nodes.filter(({ node }) => node.description && !node.description_localizations?.[locale]),
      );
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  it('names and descriptions keep the rules of Discord', () => {
    for (const { path, node } of nodes) {
      const name = node.name_localizations?.[locale] ?? '';
      if (node.description) {
        expect(name, path).toMatch(SLASH_NAME);
        expect(name, path).toBe(name.toLowerCase());
      }
      expect(name.length, path).toBeLessThanOrEqual(32);
      const description = node.description_localizations?.[locale] ?? '';
      expect(description.length, path).toBeLessThanOrEqual(100);
      const siblings = (node.options ?? []).map((one) => one.name_localizations?.[locale]);
      expect(new Set(siblings).size, path).toBe(siblings.length);
    }
    const names = commands.map(({ data }) => asNode(data).name_localizations?.[locale]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('lists are written out, such as that of the files that can be added', () => {
    for (const { path, node } of nodes) {
      const description = node.description_localizations?.[locale] ?? '';
      for (const text of [description, node.description ?? '']) {
        expect(text, path).not.toMatch(/[{}]/);
        if (path !== 'articles add file') continue;
        for (const ending of ADDABLE_ENDINGS) expect(text).toContain(ending);
      }
    }
  });

  it('there are no words for what there is not', () => {
    const used = new Set(nodes.map(({ path }) => wordsAt(table, path)));
    const unused = Object.keys(table).filter((path) => !used.has(table[path] ?? null));
    expect(unused).toEqual([]);
  });
});

describe('a command that a message names', () => {
  it('can be tapped where its id is known, and is told as it is typed where it is not', () => {
    const ids = new Map([['articles', '1300000000000000321']]);
    const commandIdOf = (name: string) => ids.get(name) ?? null;
    expect(commandMention({ commandIdOf }, 'articles add', 'ru')).toBe(
      '</articles add:1300000000000000321>',
    );
    expect(commandMention({ commandIdOf }, 'sources list', 'en-US')).toBe('`/sources list`');
    expect(commandMention({ commandIdOf: () => null }, 'articles add', 'ru')).toMatch(
      /^`\/статьи \p{L}+`$/u,
    );
  });
});
