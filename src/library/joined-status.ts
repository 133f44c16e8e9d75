/** How far several libraries are, told as one. */
import type { LibraryStatus } from './library.ts';

/** Articles and passages summed; the phase is that of those that are furthest behind. */
export function joinStatus(parts: readonly LibraryStatus[]): LibraryStatus {
  const phase = PHASES.find((each) => parts.some((part) => part.phase === each)) ?? 'ready';
  const behind = parts.filter((part) => part.phase === phase);
  const sum = (all: readonly LibraryStatus[], of: (part: LibraryStatus) => number) =>
    all.reduce((total, part) => total + of(part), 0);
  const most = (values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  };
  return {
    phase,
    done: sum(behind, ({ done }) => done),
    total: sum(behind, ({ total }) => total),
    remainingMs: most(parts.map(({ remainingMs }) => remainingMs)),
    articles: sum(parts, ({ articles }) => articles),
    passages: sum(parts, ({ passages }) => passages),
    model: parts[0]?.model ?? '',
    changedAt: most(parts.map(({ changedAt }) => changedAt)),
  };
}

/** From the first thing that is done to the last. */
const PHASES: readonly LibraryStatus['phase'][] = ['reading', 'embedding', 'ready'];
