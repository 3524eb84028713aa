// Counts, continuity, latency and coverage of made-up event series.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FLAG } from '../../../src/core/market/event-batch.js';
import { type QualityReport, type SymbolQuality, qualityReport } from '../../../src/core/quality/quality-report.js';
import { warmQuality } from '../../../src/core/quality/range-start.js';
import { initQuality, stepQuality } from '../../../src/core/quality/stream-quality.js';
import { type Row, batchOf } from './events.js';

const NAMES = ['ETHUSDT', 'BTCUSDT'];

function report(rows: readonly Row[], before: readonly Row[] = []): QualityReport {
  const state = initQuality();
  warmQuality(state, batchOf(before));
  stepQuality(state, batchOf(rows));
  return qualityReport(state, NAMES);
}

const eth = (rows: readonly Row[], before: readonly Row[] = []): SymbolQuality => {
  const found = report(rows, before).symbols.find(({ symbol }) => symbol === 'ETHUSDT');
  if (found === undefined) throw new Error('no ETHUSDT');
  return found;
};

const snapshot = (at: number): Row => ({ kind: 'depthSnapshot', at });
const depth = (at: number, ids: readonly [number, number] = [1, 1]): Row => ({ kind: 'depthDelta', at, ids });

describe('streams', () => {
  test('a tick counts for the stream of its class, as nothing new', () => {
    const { streams } = eth([{ kind: 'tick', at: 0, tickOf: 'depthDelta' }, depth(100), { kind: 'tick', at: 200 }]);
    expect(streams.map(({ stream, count, idle }) => [stream, count, idle])).toEqual([
      ['depth', 2, 1],
      ['other', 1, 1],
    ]);
  });

  test('a delta that waited for its snapshot counts once, on arrival', () => {
    const { streams, continuity } = eth([
      { kind: 'tick', at: 0, tickOf: 'depthDelta', ids: [5, 9] },
      snapshot(50),
      { kind: 'depthDelta', at: 50, ids: [5, 9], flags: FLAG.buffered },
    ]);
    expect(streams[0]).toMatchObject({ stream: 'depth', count: 1 });
    expect(continuity.batchSpan).toMatchObject({ n: 1, mean: 5 });
  });

  test('healed trades were never received', () => {
    const { streams, continuity } = eth([depth(0), { kind: 'trade', at: 1, flags: FLAG.healed, latency: 9e6 }]);
    expect(streams.map(({ stream }) => stream)).toEqual(['depth']);
    expect(continuity.healedTrades).toBe(1);
  });

  test('rates are over the recorded time, messages exclude snapshots', () => {
    const { messages, perSecond } = eth([snapshot(0), depth(500), depth(1_000), depth(2_000)]);
    expect([messages, perSecond]).toEqual([3, 1.5]);
  });

  test('longest silence and steps back of receive time', () => {
    const { streams } = eth([depth(0), depth(900), depth(800), depth(1_000)]);
    expect(streams[0]).toMatchObject({ silenceUs: 900_000, silenceEndUs: 900_000, backSteps: 1 });
  });

  test('one message has no silence', () => {
    expect(eth([depth(0)]).streams[0]).toMatchObject({ silenceUs: null, perSecond: null });
  });

  test('batch span is u − U + 1', () => {
    const { batchSpan } = eth([depth(0, [10, 10]), depth(1, [11, 20]), depth(2, [21, 120])]).continuity;
    expect(batchSpan).toMatchObject({ n: 3, mean: 37, max: 100 });
  });
});

describe('latency', () => {
  test('negative ones stay as they are; the excess is over the smallest so far', () => {
    const { latency } = eth([
      { kind: 'trade', at: 0, latency: -1_270 },
      { kind: 'trade', at: 10, latency: -1_275 },
      { kind: 'bookTicker', at: 20, latency: -1_260 },
    ]);
    expect(latency?.raw).toMatchObject({ n: 3, min: -1_275_000, max: -1_260_000 });
    expect(latency?.excess).toMatchObject({ n: 3, min: 0, max: 15_000 });
  });

  test('one floor for all symbols: one clock stamped them', () => {
    const { latency } = eth([
      { kind: 'trade', at: 0, symbol: 1, latency: 5 },
      { kind: 'trade', at: 1, symbol: 0, latency: 8 },
    ]);
    expect(latency?.excess.max).toBe(3_000);
  });

  test('no E, no latency', () => {
    expect(eth([snapshot(0), depth(1)]).latency).toBeNull();
  });

  test('an E that no clock can explain is counted, not used', () => {
    const { streams, latency } = eth([
      { kind: 'trade', at: 0, latency: 9e12 },
      { kind: 'trade', at: 1, latency: 4 },
    ]);
    expect(streams[0]?.absurdTimes).toBe(1);
    expect(latency?.raw.n).toBe(1);
  });
});

describe('continuity', () => {
  test('gap → resync: recovery time, book not covered in between', () => {
    const { continuity, coverage } = eth([
      snapshot(0),
      { kind: 'gap', at: 4_000, ids: [7, 9] },
      { kind: 'resync', at: 5_000 },
      snapshot(5_000),
      depth(10_000),
    ]);
    expect(continuity).toMatchObject({ depthGaps: 1, resyncs: 1, unhealed: 0, tradeGaps: 0 });
    expect(continuity.recovery).toMatchObject({ n: 1, max: 1_000_000 });
    expect(coverage).toEqual({ coveredUs: 9_000_000, spanUs: 10_000_000, share: 0.9 });
  });

  test('a gap that nothing heals', () => {
    const { continuity, coverage } = eth([snapshot(0), { kind: 'gap', at: 4_000 }, depth(8_000)]);
    expect(continuity).toMatchObject({ resyncs: 0, unhealed: 1, recovery: null });
    expect(coverage.share).toBe(0.5);
  });

  test('a trade gap counts its missing ids and costs no coverage', () => {
    const { continuity, coverage } = eth([
      snapshot(0),
      { kind: 'gap', at: 10, ids: [101, 110], flags: FLAG.tradeStream },
      depth(1_000),
    ]);
    expect(continuity).toMatchObject({ tradeGaps: 1, tradesMissing: 10, depthGaps: 0 });
    expect(coverage.share).toBe(1);
  });

  test('a disconnect of all symbols lasts until each one hears again', () => {
    const { symbols, incidents } = report([
      snapshot(0),
      { kind: 'depthSnapshot', at: 0, symbol: 1 },
      { kind: 'disconnect', at: 1_000, symbol: null },
      depth(2_000),
      { kind: 'depthDelta', at: 3_000, symbol: 1 },
      depth(4_000),
    ]);
    expect(symbols.map(({ symbol, coverage }) => [symbol, coverage.share])).toEqual([
      ['BTCUSDT', 0.5],
      ['ETHUSDT', 0.75],
    ]);
    expect(incidents).toMatchObject([{ kind: 'disconnect', symbol: null, timeUs: 1_000_000 }]);
  });

  test('clock steps and failed requests are counted and stop nothing', () => {
    const { continuity, coverage } = eth([
      snapshot(0),
      { kind: 'clockStep', at: 100, symbol: null },
      { kind: 'restFailure', at: 200, symbol: null },
      depth(1_000),
    ]);
    expect(continuity).toMatchObject({ clockSteps: 1, restFailures: 1 });
    expect(coverage.share).toBe(1);
  });

  test('the first hundred incidents are kept, all are counted', () => {
    const gaps = Array.from({ length: 130 }, (_, k): Row => ({ kind: 'gap', at: k, flags: FLAG.tradeStream }));
    const { incidents, incidentCount } = report(gaps);
    expect([incidents.length, incidentCount]).toEqual([100, 130]);
  });
});

describe('sessions', () => {
  const rows: readonly Row[] = [
    { kind: 'session', at: 0, symbol: null },
    snapshot(0),
    { kind: 'depthDelta', at: 1_000, latency: -500 },
    { kind: 'session', at: 9_000, symbol: null },
    snapshot(9_000),
    { kind: 'depthDelta', at: 10_000, latency: 40 },
  ];

  test('the pause between two sessions is not recorded, and not covered', () => {
    const whole = report(rows);
    expect(whole).toMatchObject({ sessions: 2, spanUs: 10_000_000, recordedUs: 2_000_000 });
    expect(whole.symbols[0]?.coverage.coveredUs).toBe(2_000_000);
    expect(whole.symbols[0]?.perSecond).toBe(1);
  });

  test('it is no silence, and the clock of the next session has its own floor', () => {
    const { streams, latency } = eth(rows);
    expect(streams[0]?.silenceUs).toBeNull();
    expect(latency?.excess.max).toBe(0);
  });

  test('more than a day without any message is not covered', () => {
    const day = 86_400_000;
    const { coverage } = eth([snapshot(0), depth(1_000), depth(1_000 + 2 * day), depth(2_000 + 2 * day)]);
    expect(coverage.coveredUs).toBe(2_000_000);
  });
});

describe('before the range', () => {
  test('a book that was synced before is covered from the first event on', () => {
    const { coverage, messages } = eth([depth(5_000), depth(6_000)], [snapshot(0), depth(100)]);
    expect(coverage.share).toBe(1);
    expect(messages).toBe(2);
  });

  test('a book that was lost before is not', () => {
    const before: Row[] = [snapshot(0), { kind: 'gap', at: 100 }];
    expect(eth([depth(5_000), depth(6_000)], before).coverage.share).toBe(0);
    const stopped: Row[] = [snapshot(0), { kind: 'disconnect', at: 100, symbol: null }];
    expect(
      eth([{ kind: 'gap', at: 5_000, flags: FLAG.tradeStream }, depth(6_000), depth(7_000)], stopped).coverage,
    ).toMatchObject({ coveredUs: 1_000_000, spanUs: 2_000_000 });
  });
});

const KINDS = ['depthDelta', 'trade', 'bookTicker', 'depthSnapshot', 'gap', 'resync', 'disconnect', 'session', 'tick'];
const anyRow = fc.record({
  kind: fc.constantFrom(...(KINDS as Row['kind'][])),
  step: fc.integer({ min: -5, max: 5_000 }),
  symbol: fc.constantFrom(0, 1),
  latency: fc.option(fc.integer({ min: -2_000, max: 2_000 }), { nil: undefined }),
});

function rowsOf(
  list: readonly { kind: Row['kind']; step: number; symbol: number; latency: number | undefined }[],
): Row[] {
  let at = 1_000_000;
  return list.map(({ kind, step, symbol, latency }) => {
    at += step;
    const row: Row = { kind, at, symbol: kind === 'session' || kind === 'disconnect' ? null : symbol };
    return latency === undefined || ['gap', 'resync', 'session', 'disconnect'].includes(kind)
      ? row
      : { ...row, latency };
  });
}

test('checkpoint in the middle equals the uninterrupted run, however batches are cut', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { minLength: 1, maxLength: 200 }), fc.nat(), (list, cut) => {
      const rows = rowsOf(list);
      const middle = cut % rows.length;
      const whole = initQuality();
      stepQuality(whole, batchOf(rows));
      const first = initQuality();
      stepQuality(first, batchOf(rows.slice(0, middle)));
      const second = structuredClone(first);
      stepQuality(second, batchOf(rows.slice(middle)));
      expect(qualityReport(second, NAMES)).toEqual(qualityReport(whole, NAMES));
    }),
  );
});

test('covered time never exceeds the span, and streams add up to the messages', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { minLength: 1, maxLength: 200 }), (list) => {
      const rows = rowsOf(list.map((row) => ({ ...row, step: Math.abs(row.step) })));
      for (const { coverage, streams, messages } of report(rows).symbols) {
        expect(coverage.coveredUs).toBeGreaterThanOrEqual(0);
        expect(coverage.coveredUs).toBeLessThanOrEqual(coverage.spanUs);
        const read = streams.filter(({ stream }) => stream !== 'snapshot' && stream !== 'other');
        expect(read.reduce((sum, { count }) => sum + count, 0)).toBe(messages);
      }
    }),
  );
});
