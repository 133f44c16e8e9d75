/** What several processes remember of one source at once, put together: what each changed, article by article. */
import type { Memory, Remembered } from './memory.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function byKey({ articles }: Memory): ReadonlyMap<string, Remembered> {
  return new Map(articles.map((article) => [article.key, article]));
}

/**
 * @param base what both began with. @param mine what this process has made of it.
 * @param theirs what is kept by now. Where both changed the same, mine counts.
 */
export function mergeMemory(base: Memory, mine: Memory, theirs: Memory): Memory {
  const [before, own, kept] = [byKey(base), byKey(mine), byKey(theirs)];
  const articles = [...new Set([...kept.keys(), ...own.keys()])].flatMap((key) => {
    const isMine = !same(own.get(key), before.get(key));
    return (isMine ? own : kept).get(key) ?? [];
  });
  const fields = Object.entries(mine).filter(
    ([field, value]) => field !== 'articles' && !same(value, base[field as keyof Memory]),
  );
  return { ...theirs, ...Object.fromEntries(fields), articles };
}

/** Makes `memory` say what `merged` does; who holds one of its articles goes on holding that. */
export function adopt(memory: Memory, merged: Memory): void {
  const own = byKey(memory);
  const articles = merged.articles.map((article) => {
    const held = own.get(article.key);
    return held ? Object.assign(held, article) : article;
  });
  Object.assign(memory, merged, { articles });
}
