// Stylised facts as the rows of a table: the measured market beside the recordings.

import type { Correlation, StylisedFacts } from '../core/sim/facts-report.js';
import { RECORDED_FACTS } from '../core/sim/recorded-facts.js';
import { countText, spanText } from './number-text.js';

export interface FactRow {
  readonly name: string;
  readonly measured: string;
  /** The same figure of a recording of the named symbol; empty where there is none. */
  readonly recorded: string;
}

type Known = Omit<StylisedFacts, 'nextCorrelation'>;
type Cell = (facts: Known) => string;

const NONE = 'too little data';
const fixed = (digits: number) => (value: number | null) => (value === null ? NONE : value.toFixed(digits));
const percent = (value: number | null): string => (value === null ? NONE : `${(value * 100).toFixed(1)} %`);
const lots = (value: number): string => {
  const short = Number(value.toPrecision(3));
  return short >= 1_000 ? countText(short) : String(short);
};

const ROWS: readonly (readonly [name: string, cell: Cell])[] = [
  ['span', (f) => spanText(f.seconds * 1_000_000)],
  ['depth messages per s', (f) => fixed(1)(f.depthPerSecond)],
  ['levels per depth message, median', (f) => fixed(0)(f.levelsPerDepth)],
  ['bookTicker per s', (f) => fixed(1)(f.bookTickerPerSecond)],
  ['aggTrade per s', (f) => fixed(1)(f.aggTradePerSecond)],
  ['taker orders per s', (f) => fixed(1)(f.takerPerSecond)],
  ['spread of one tick, share of time', (f) => percent(f.oneTickTime)],
  ['spread of one tick, share of bookTickers', (f) => percent(f.oneTickTickers)],
  ['mid moves per s', (f) => fixed(1)(f.midMovesPerSecond)],
  ['deviation of the 1-s mid change, ticks', (f) => fixed(1)(f.midDeviation)],
  ['seconds without a mid change', (f) => percent(f.stillSeconds)],
  ['R² of OFI and mid change, same second', (f) => `${fixed(3)(f.ofiR2)} (n ${countText(f.ofiBins)})`],
  ['trade size p50 / p90 / p99, lots', (f) => sizes(f.tradeLots)],
  ['tail exponent of trade sizes (Hill, 5 %)', (f) => fixed(2)(f.tradeTail)],
  ['autocorrelation of taker signs, lag 1 / 10', (f) => `${fixed(2)(f.signLag1)} / ${fixed(2)(f.signLag10)}`],
];

function sizes(size: StylisedFacts['tradeLots']): string {
  return size === null ? NONE : `${lots(size.p50)} / ${lots(size.p90)} / ${lots(size.p99)}`;
}

function correlationText(value: Correlation | null): string {
  if (value === null) return NONE;
  return `${fixed(3)(value.value)} [${fixed(3)(value.low)}, ${fixed(3)(value.high)}] (n ${countText(value.n)})`;
}

/** `horizon` as text, e.g. 1s. The recording shown is that of the symbol, or of ETHUSDT for others. */
export function stylisedFactRows(symbol: string, facts: StylisedFacts, horizon: string): FactRow[] {
  const known: Known = symbol === 'BTCUSDT' ? RECORDED_FACTS.BTCUSDT : RECORDED_FACTS.ETHUSDT;
  const rows = ROWS.map(([name, cell]) => ({ name, measured: cell(facts), recorded: cell(known) }));
  const next = {
    name: `correlation of OFI over ${horizon} with the next ${horizon}`,
    measured: correlationText(facts.nextCorrelation),
    recorded: '0.00 to 0.10',
  };
  const profile = facts.profile.map(({ ticks, lots: mean, occupied }, i) => {
    const other = known.profile[i];
    return {
      name: `level ${ticks} ticks behind the best: lots, occupied`,
      measured: `${lots(mean)}, ${percent(occupied)}`,
      recorded: other === undefined ? '' : `${lots(other.lots)}, ${percent(other.occupied)}`,
    };
  });
  return [...rows, next, ...profile];
}

/** Which recording the third column shows. */
export const recordedName = (symbol: string): string =>
  `recorded ${symbol === 'BTCUSDT' ? 'BTCUSDT' : 'ETHUSDT'} 2024-08-08, depth@0ms`;
