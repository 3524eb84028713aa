// The nearest of some known words to a mistyped one.

/**
 * Optimal string alignment distance (Damerau 1964, Levenshtein 1966): insertions, deletions, substitutions and
 * swaps of neighbours cost 1; no part is edited twice.
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      // Indices stay inside the rows built so far.
      let best = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}

/** Case, and dashes against underscores, are no mistakes worth counting. */
const plain = (word: string) => word.toLowerCase().replaceAll(/[-_. ]/g, '');

/**
 * The known word most like `typed`, or null when none is near: at most a third of its length in edits,
 * else the shortest one that contains it (`PEPEUSDT` → `1000PEPEUSDT`).
 */
export function didYouMean(typed: string, known: readonly string[]): string | null {
  const wanted = plain(typed);
  if (wanted.length === 0) return null;
  let best: string | null = null;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const word of known) {
    const distance = editDistance(wanted, plain(word));
    if (distance < least) {
      least = distance;
      best = word;
    }
  }
  if (wanted.length < 3 || least <= 1) return best;
  const containing = known.filter((word) => plain(word).includes(wanted)).sort((a, b) => a.length - b.length);
  return containing[0] ?? best;
}
