// Random details of a symbol for property tests of panels.

import fc, { type Arbitrary } from 'fast-check';
import type {
  FootprintBar,
  HeatColumn,
  HeatView,
  LadderView,
  SequenceFigures,
  SeriesView,
  SymbolDetail,
  TapeTrade,
} from '../../src/core/watch/detail.js';
import {
  NOW_US,
  count,
  maybe,
  name,
  percentiles,
  positive,
  real,
  reason,
  record,
  signal,
  ticks,
  time,
} from './any-values.js';

/** Columns of a record with the same number of entries each. */
const columns = <T extends object>(fields: { readonly [K in keyof T]: Arbitrary<unknown> }, most: number) =>
  fc.nat(most).chain((length) => {
    const entries = Object.entries<Arbitrary<unknown>>(fields);
    const exact = { minLength: length, maxLength: length };
    return fc.record<unknown>(Object.fromEntries(entries.map(([key, one]) => [key, fc.array(one, exact)])));
  }) as unknown as Arbitrary<T>;

const ladder: Arbitrary<LadderView> = fc
  .record({
    reason: maybe(reason),
    lastUs: maybe(time),
    bids: columns<Pick<LadderView, 'bidTicks' | 'bidLots'>>({ bidTicks: ticks, bidLots: ticks }, 40),
    asks: columns<Pick<LadderView, 'askTicks' | 'askLots'>>({ askTicks: ticks, askLots: ticks }, 40),
  })
  .map(({ reason: why, lastUs, bids, asks }) => ({ reason: why, lastUs, ...bids, ...asks }));

const series: Arbitrary<SeriesView> = fc
  .record({
    stepUs: fc.constantFrom(100_000, 1_000_000, 60_000_000),
    values: columns<Omit<SeriesView, 'stepUs' | 'timeUs' | 'marks'>>(
      {
        segment: fc.nat(3),
        mid: maybe(positive),
        ofiZ: maybe(real),
        cvdZ: maybe(real),
        cvd: maybe(real),
        fusion: maybe(real),
      },
      60,
    ),
    marks: fc.array(signal, { maxLength: 5 }),
  })
  .map(({ stepUs, values, marks }) => {
    const from = NOW_US - values.segment.length * stepUs;
    return { stepUs, timeUs: values.segment.map((_, i) => from + i * stepUs), ...values, marks };
  });

const trade: Arbitrary<TapeTrade> = record<TapeTrade>({
  timeUs: time,
  id: count,
  side: fc.constantFrom('buy', 'sell'),
  priceTicks: ticks,
  qtyLots: ticks,
  healed: fc.boolean(),
});

const sequence: Arbitrary<SequenceFigures> = record<SequenceFigures>({
  lastUpdateId: maybe(count),
  lastTradeId: maybe(count),
  puBreaks: count,
  resyncs: count,
  snapshots: count,
  reconnects: count,
  crossings: count,
  batchSpan: fc.record({ avg: maybe(positive), p95: maybe(positive), max: maybe(positive) }),
  tradeGaps: count,
  tradesMissing: count,
  tradesHealed: count,
  tradeHolesOpen: count,
  recoveryMs: maybe(percentiles),
});

const heatColumn: Arbitrary<HeatColumn> = fc
  .record({
    timeUs: time,
    best: maybe(ticks),
    book: columns<Pick<HeatColumn, 'ticks' | 'lots'>>({ ticks, lots: ticks }, 20),
    trades: columns<Pick<HeatColumn, 'tradeTicks' | 'buyLots' | 'sellLots'>>(
      { tradeTicks: ticks, buyLots: fc.nat(5000), sellLots: fc.nat(5000) },
      5,
    ),
  })
  .map(({ timeUs, best, book, trades }) => ({
    timeUs,
    bidTicks: best,
    askTicks: best === null ? null : best + 1,
    ...book,
    ...trades,
  }));

const heat: Arbitrary<HeatView> = record<HeatView>({
  stepUs: fc.constantFrom(100_000, 1_000_000),
  columns: fc.array(heatColumn, { maxLength: 20 }),
});

const footprint: Arbitrary<FootprintBar> = fc
  .record({
    fromUs: time,
    open: maybe(ticks),
    volume: columns<Pick<FootprintBar, 'ticks' | 'buyLots' | 'sellLots'>>(
      { ticks, buyLots: fc.nat(50_000), sellLots: fc.nat(50_000) },
      15,
    ),
  })
  .map(({ fromUs, open, volume }) => ({
    fromUs,
    toUs: fromUs + 60_000_000,
    openTicks: open,
    closeTicks: open,
    ...volume,
    ticks: [...volume.ticks].sort((a, b) => b - a),
  }));

export const anyDetail: Arbitrary<SymbolDetail> = record<SymbolDetail>({
  symbol: name,
  ladder,
  series,
  tape: fc.array(trade, { maxLength: 30 }),
  signals: fc.array(signal, { maxLength: 20 }),
  ownSignals: fc.boolean(),
  sequence,
  groupTicks: maybe(fc.constantFrom(1, 2, 5, 10, 1000)),
  heat: maybe(heat),
  footprint: fc.array(footprint, { maxLength: 8 }),
});
