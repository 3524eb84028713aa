// Times of a symbol that recordings hold, by which rows of the lake that are the same once more are known.

/** Receive times of the first and the last message of one file, µs. */
export interface TimeSpan {
  readonly firstUs: number;
  readonly lastUs: number;
}

/** Spans of a symbol; overlapping ones are put together, those that only follow each other stay apart. */
export type SpansOf = ReadonlyMap<string, readonly TimeSpan[]>;

/** In order of time. */
export function joinSpans(spans: readonly TimeSpan[]): TimeSpan[] {
  const joined: TimeSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.firstUs - b.firstUs)) {
    const before = joined.at(-1);
    if (before === undefined || span.firstUs >= before.lastUs) joined.push(span);
    else joined[joined.length - 1] = { firstUs: before.firstUs, lastUs: Math.max(before.lastUs, span.lastUs) };
  }
  return joined;
}

/** Whether all of a span lies in one of them. */
export const holdsAll = (spans: readonly TimeSpan[], { firstUs, lastUs }: TimeSpan): boolean =>
  spans.some((span) => span.firstUs <= firstUs && lastUs <= span.lastUs);

/** Where a time lies among spans: at a span's edge a message may be of either side, which its ids tell. */
export type Place = 'outside' | 'first' | 'inside' | 'last';

/** Goes through the spans with times that rise; a time that steps back is judged by the spans still ahead. */
export function spanFinder(spans: readonly TimeSpan[]): (timeUs: number) => Place {
  let next = 0;
  return (timeUs) => {
    while (next < spans.length && (spans[next] as TimeSpan).lastUs < timeUs) next++;
    const span = spans[next];
    if (span === undefined || timeUs < span.firstUs) return 'outside';
    if (timeUs === span.firstUs) return 'first';
    return timeUs === span.lastUs ? 'last' : 'inside';
  };
}
