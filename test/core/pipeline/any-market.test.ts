// What must hold of the chain on any market: mirrored signs, checkpoints in the middle, batches of any size.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FLAG, KIND } from '../../../src/core/market/event-batch.js';
import { type ChainConfig, DEFAULT_CHAIN, ORIGINAL_CHAIN, type OfiMode } from '../../../src/core/pipeline/config.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { anySteps, marketOf } from '../../support/any-market.js';
import { batchesOf } from '../../support/frames.js';
import { cloneMarket, normalizeAll, openMarket, runMarket, stepMarket } from '../../support/market-run.js';
import { BTC_2024, framesIn, instrumentsOf, pathsOf } from '../../support/recordings.js';
import { type ScriptLevel, ScriptedMarket, UNIT_MARKET, shortChain } from '../../support/scripted-market.js';

const CHAIN = shortChain(4);
const EVENT: ChainConfig = { ...ORIGINAL_CHAIN, cvd: { ...ORIGINAL_CHAIN.cvd, z: CHAIN.cvd.z } };

const MODES: readonly OfiMode[] = ['cks5', 'cks1', 'pricekey', 'index'];
const modeChain = (mode: OfiMode): ChainConfig =>
  shortChain(4, (config) => ({ ...config, ofi: { ...config.ofi, mode } }));

const opposite = (value: number | null): number | null => (value === null ? null : 0 - value);

test.each(MODES)('%s: a mirrored market gives mirrored signals, and the same reasons', (mode) => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      const rows = marketOf(steps, 1).rows(modeChain(mode));
      const mirrored = marketOf(steps, -1).rows(modeChain(mode));
      const turn = (row: SignalRow) => [
        row.ofi,
        row.ofiZ,
        row.cvd,
        row.cvdDelta,
        row.cvdZ,
        row.fusion,
        row.queueImbalance,
      ];
      const keep = (row: SignalRow) => [
        row.timeUs,
        row.segment,
        row.spreadTicks,
        row.consistency,
        row.ofiReason,
        row.cvdReason,
      ];
      expect(mirrored.map(keep)).toEqual(rows.map(keep));
      expect(mirrored.map((row) => turn(row).map((v) => (v === null ? null : v + 0)))).toEqual(
        rows.map((row) => turn(row).map(opposite)),
      );
    }),
    { numRuns: 40 },
  );
});

/** OFI of a delta that brings one new bid better than all others, into a book with a wide spread. */
function flowOfBetterBid(mode: OfiMode, sizes: readonly number[], better: readonly [number, number]): number {
  const bids = sizes.slice(0, 6).map((lots, k): ScriptLevel => [990 - k, lots]);
  const asks = sizes.slice(6).map((lots, k): ScriptLevel => [1001 + k, lots]);
  const market = new ScriptedMarket()
    .at(0)
    .snapshot({ bids, asks })
    .at(150)
    .depth({ bids: [better] });
  return market.at(200).tick().rows(modeChain(mode))[1]!.ofi!;
}

test('a better bid alone never lowers any flow but index', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 12, maxLength: 12 });
  const better = fc.tuple(fc.integer({ min: 991, max: 1000 }), fc.integer({ min: 1, max: 50 }));
  fc.assert(
    fc.property(sizes, better, (all, bid) => {
      for (const mode of MODES.slice(0, 3)) expect(flowOfBetterBid(mode, all, bid)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 40 },
  );
  expect(flowOfBetterBid('index', [8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8], [991, 1])).toBeLessThan(0);
});

const ALL_CHAINS: readonly [string, ChainConfig][] = [
  ['default', CHAIN],
  ['original', EVENT],
  ['bookTicker', shortChain(4, (config) => ({ ...config, ofi: { ...config.ofi, source: 'bookTicker' } }))],
];

describe.each(ALL_CHAINS)('%s', (_, config) => {
  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(anySteps, fc.nat(200), (steps, cut) => {
        const { frames } = marketOf(steps, 1);
        const whole = runMarket(openMarket(config, { instruments: [UNIT_MARKET] }), frames);
        const first = openMarket(config, { instruments: [UNIT_MARKET] });
        const rows = runMarket(first, frames.slice(0, cut % frames.length));
        const second = cloneMarket(first);
        rows.push(...runMarket(second, frames.slice(cut % frames.length)));
        expect(rows).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  test('batches of any size give the same rows', () => {
    fc.assert(
      fc.property(
        anySteps,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 4, max: 12 }),
        (steps, size, capacity) => {
          const { frames } = marketOf(steps, 1);
          const whole = runMarket(openMarket(config, { instruments: [UNIT_MARKET] }), frames);
          const other = openMarket(config, { instruments: [UNIT_MARKET], capacity });
          expect(runMarket(other, frames, size)).toEqual(whole);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('a recording', () => {
  const paths = pathsOf(BTC_2024);
  const instruments = instrumentsOf(BTC_2024);
  const framesOf = (count: number) => framesIn(BTC_2024, paths!).slice(0, count);

  test.skipIf(paths === null)('cloned every few thousand frames, in batches of odd sizes: the same rows', () => {
    const frames = framesOf(24_000);
    for (const config of [DEFAULT_CHAIN, ORIGINAL_CHAIN]) {
      const whole = runMarket(openMarket(config, { instruments }), frames);
      let market = openMarket(config, { instruments, capacity: 37 });
      const rows: SignalRow[] = [];
      batchesOf(frames, 997).forEach((batch, k) => {
        if (k % 5 === 4) market = cloneMarket(market);
        stepMarket(market, batch, rows);
      });
      expect(rows.length).toBeGreaterThan(600);
      expect(rows.map((row) => JSON.stringify(row))).toEqual(whole.map((row) => JSON.stringify(row)));
    }
  });

  test.skipIf(paths === null)('event grid: as many rows as deltas applied after the snapshot', () => {
    const frames = framesOf(6_000);
    const market = openMarket(ORIGINAL_CHAIN, { instruments });
    let deltas = 0;
    for (const batch of batchesOf(frames, 512)) {
      normalizeAll(market.normalizer, batch, ({ count, kind, flags }) => {
        for (let i = 0; i < count; i++) if (kind[i] === KIND.depthDelta && !(flags[i]! & FLAG.buffered)) deltas++;
      });
    }
    expect(runMarket(openMarket(ORIGINAL_CHAIN, { instruments }), frames)).toHaveLength(deltas);
    expect(deltas).toBeGreaterThan(200);
  });
});
