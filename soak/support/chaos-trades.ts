// Trade ids of one symbol over the lines of a recording: which are missing, and which of them came over REST.

import type { PlainGap } from './chaos-book.js';
import type { FileLine } from './chaos-lines.js';

export interface TradeFindings {
  readonly gaps: PlainGap[];
  /** Ids of the gaps. */
  readonly missing: ReadonlySet<number>;
  /** Ids fetched over REST, as often as they stand there, with the element's text. */
  readonly healed: readonly { readonly id: number; readonly text: string }[];
}

/** The element as the exchange wrote it: what stands behind `"data":`. */
const elementOf = ({ text }: FileLine): string => text.slice(text.indexOf(',"data":') + 8, -1);

export function walkTrades(symbol: string, lines: readonly FileLine[]): TradeFindings {
  const stream = symbol.toLowerCase();
  const gaps: PlainGap[] = [];
  const missing = new Set<number>();
  const healed: { id: number; text: string }[] = [];
  let last: number | null = null;
  for (const line of lines) {
    const { data, ts_recv: atMs } = line;
    if (data === undefined) continue;
    if (line.stream === `${stream}@healedTrade`) {
      const id = Number(data['a']);
      healed.push({ id, text: elementOf(line) });
      const gap = gaps.find(({ fromId, toId }) => fromId <= id && id <= toId);
      // A later one overwrites it: the hole is closed when its last id has come.
      if (gap !== undefined) gap.closedMs = atMs;
    }
    if (line.stream !== `${stream}@aggTrade`) continue;
    const id = Number(data['a']);
    if (last !== null && id > last + 1) {
      gaps.push({ symbol, stream: 'trade', fromId: last + 1, toId: id - 1, atMs, closedMs: null });
      for (let gone = last + 1; gone < id; gone++) missing.add(gone);
    }
    last = Math.max(last ?? id, id);
  }
  return { gaps, missing, healed };
}
