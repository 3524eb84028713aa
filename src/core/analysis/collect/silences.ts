// Times in which the connection was silent for so long that the last known state is stale.

/** [from, to) pairs in order of time: what was last seen is stale at times after `from` and before `to`. */
export interface Silences {
  readonly staleUs: number;
  readonly keepUs: number;
  fromUs: number[];
  toUs: number[];
  count: number;
  totalUs: number;
}

/** @param keepUs how far back questions reach */
export const initSilences = (staleUs: number, keepUs: number): Silences => ({
  staleUs,
  keepUs,
  fromUs: [],
  toUs: [],
  count: 0,
  totalUs: 0,
});

/** The connection was silent between two frames. True where that was long enough to make the state stale. */
export function addSilence(silences: Silences, fromUs: number, toUs: number): boolean {
  const staleFrom = fromUs + silences.staleUs;
  if (toUs <= staleFrom) return false;
  const kept = silences.toUs.findIndex((end) => end >= fromUs - silences.keepUs);
  const dropped = kept < 0 ? silences.toUs.length : kept;
  silences.fromUs.splice(0, dropped);
  silences.toUs.splice(0, dropped);
  silences.fromUs.push(staleFrom);
  silences.toUs.push(toUs);
  silences.count++;
  silences.totalUs += toUs - staleFrom;
  return true;
}

/** Whether the state was stale at any time of [fromUs, toUs]. */
export function isStale({ fromUs: from, toUs: to }: Silences, fromUs: number, toUs: number): boolean {
  for (let k = from.length - 1; k >= 0; k--) {
    if ((to[k] as number) <= fromUs) return false;
    if ((from[k] as number) < toUs) return true;
  }
  return false;
}
