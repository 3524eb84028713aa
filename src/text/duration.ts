// Durations as people write them: 100ms, 1h30m, 2d.

const UNITS: readonly (readonly [name: string, us: number])[] = [
  ['d', 86_400_000_000],
  ['h', 3_600_000_000],
  ['m', 60_000_000],
  ['s', 1_000_000],
  ['ms', 1_000],
  ['us', 1],
];

/** Integer µs → the shortest exact text, largest unit first: 5_400_000_000 → `1h30m`, 0 → `0s`. */
export function formatDuration(durationUs: number): string {
  if (durationUs === 0) return '0s';
  let rest = Math.abs(durationUs);
  let text = durationUs < 0 ? '-' : '';
  for (const [name, us] of UNITS) {
    const count = Math.floor(rest / us);
    if (count === 0) continue;
    text += `${count}${name}`;
    rest -= count * us;
  }
  return text;
}
