/** How well probabilities tell questions with an answer from those without. */

/**
 * The chance that a question with an answer has the higher probability than one without: 0.5 is a
 * coin. Equal ones count half (Mann and Whitney 1947).
 */
export function areaUnderCurve(yes: readonly number[], no: readonly number[]): number {
  const all = [...yes.map((p) => ({ p, isYes: true })), ...no.map((p) => ({ p, isYes: false }))];
  all.sort((a, b) => a.p - b.p);
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.p === all[from]?.p) to++;
    const rank = (from + to + 1) / 2;
    for (let i = from; i < to; i++) if (all[i]?.isYes) ranks += rank;
    from = to;
  }
  return (ranks - (yes.length * (yes.length + 1)) / 2) / (yes.length * no.length);
}

/** The share of `yes` above the threshold that refuses this share of `no`. */
export function keptAtRefused(
  yes: readonly number[],
  no: readonly number[],
  refused: number,
): number {
  const sorted = [...no].sort((a, b) => a - b);
  const limit = sorted[Math.ceil(refused * sorted.length) - 1] ?? 0;
  return yes.filter((p) => p > limit).length / yes.length;
}
