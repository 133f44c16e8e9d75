/** Below the edges there are keys and facts: no sentence, and no key that nobody states. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LANGUAGES } from '../../src/languages/languages.ts';
import { projectRoot } from '../../src/project-root.ts';

const root = projectRoot();
const sources = ['src', 'embeddings', 'commands']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    ),
  )
  .filter((file) => file.endsWith('.ts') && !/languages|refusals\.ts$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** What stands between the brackets of each call of these functions. */
function* argumentsOf(text: string): Generator<string> {
  for (const match of text.matchAll(/\b(?:statement|new Refusal|notAdded|tell)\(/g)) {
    const start = match.index + match[0].length;
    let depth = 1;
    let end = start;
    for (; depth > 0 && end < text.length; end++) {
      if (text[end] === '(') depth++;
      else if (text[end] === ')') depth--;
    }
    yield text.slice(start, end - 1);
  }
}

it('states no sentence as a fact', () => {
  const stated = sources.flatMap(({ file, text }) =>
    [...argumentsOf(text)].map((given) => ({ file, given })),
  );
  expect(stated.length).toBeGreaterThan(150);
  const sentences = stated.filter(({ given }) => /(['"`])[^'"`]*\p{L} \p{L}[^'"`]*\1/u.test(given));
  expect(sentences).toEqual([]);
});

it('has no words for what nobody states', () => {
  const { refusals, reasons, notices, warnings, drops } = LANGUAGES.en;
  const all = sources.map(({ text }) => text).join('\n');
  const keys = Object.keys({ ...refusals, ...reasons, ...notices, ...warnings, ...drops });
  expect(keys.filter((key) => !all.includes(`'${key}'`))).toEqual([]);
});
