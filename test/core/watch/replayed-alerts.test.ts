// Alerts of a replay: gaps, resyncs and silences of the data are seen once a second of its clock; conditions are limited.

import { describe, expect, test } from 'vitest';
import { DEFAULT_QUALITY } from '../../../src/core/alert/quality-figures.js';
import type { QualityState } from '../../../src/core/quality/stream-quality.js';
import {
  type ReplayedAlerts,
  initReplayedAlerts,
  lookAtQuality,
  stepReplayedAlerts,
} from '../../../src/core/watch/replayed-alerts.js';
import { expressionOf } from '../../support/expressions.js';
import { fullRow } from '../../support/signal-rows.js';

const S = 1_000_000;
const SYMBOLS = [{ symbol: 'BTCUSDT' }, { symbol: 'ETHUSDT' }];
const QUALITY = { expressions: [], quality: DEFAULT_QUALITY, minGapUs: 30 * S };

/** Both symbols heard every tenth of a second since 0, until so. */
const heardUntil = (untilUs: readonly [number, number], change: object = {}): QualityState =>
  ({
    symbols: untilUs.map((lastUs, i) => ({
      streams: [{ count: lastUs / (S / 10), firstUs: 0, lastUs }],
      ...{ depthGaps: 0, tradeGaps: 0, resyncs: 0 },
      ...(i === 0 ? change : {}),
    })),
  }) as unknown as QualityState;

const look = (state: ReplayedAlerts, untilUs: number, quality: QualityState): void =>
  lookAtQuality(state, { quality, symbols: SYMBOLS, untilUs });
const names = ({ shown }: ReplayedAlerts) => shown.map(({ rule, symbol, isActive }) => [rule, symbol, isActive]);

describe('data quality', () => {
  test('a gap and a resync are raised at the next second, and are over ten seconds later', () => {
    const state = initReplayedAlerts(QUALITY);
    look(state, 100 * S, heardUntil([100 * S, 100 * S]));
    const faulty = { depthGaps: 1, resyncs: 1 };
    look(state, 100.9 * S, heardUntil([100.9 * S, 100.9 * S], faulty));
    expect(names(state)).toEqual([]);
    look(state, 101 * S, heardUntil([101 * S, 101 * S], faulty));
    expect(names(state)).toEqual([
      ['resync', 'BTCUSDT', true],
      ['gap', 'BTCUSDT', true],
    ]);
    look(state, 112 * S, heardUntil([112 * S, 112 * S], faulty));
    expect(names(state)).toEqual([
      ['resync', 'BTCUSDT', false],
      ['gap', 'BTCUSDT', false],
    ]);
  });

  test('a silence in which nothing comes is seen in its middle, not at its end', () => {
    const state = initReplayedAlerts(QUALITY);
    look(state, 100 * S, heardUntil([100 * S, 100 * S]));
    // The next frame comes a minute later; what is known is from before it.
    look(state, 160 * S, heardUntil([100 * S, 100 * S]));
    expect(names(state)).toEqual([['stale', null, true]]);
    expect(state.shown[0]?.timeUs).toBe(112 * S);
    look(state, 161 * S, heardUntil([161 * S, 161 * S]));
    expect(state.shown[0]?.isActive).toBe(false);
  });

  test('a hole of a week costs a few hundred looks', () => {
    const state = initReplayedAlerts(QUALITY);
    look(state, 100 * S, heardUntil([100 * S, 100 * S]));
    const from = performance.now();
    look(state, 700_000 * S, heardUntil([100 * S, 100 * S]));
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(names(state)).toEqual([['stale', null, true]]);
    expect(state.nextLookUs).toBeGreaterThan(700_000 * S);
  });

  test('none where none are wanted', () => {
    const state = initReplayedAlerts({ ...QUALITY, quality: null });
    look(state, 100 * S, heardUntil([100 * S, 100 * S], { depthGaps: 9 }));
    look(state, 200 * S, heardUntil([100 * S, 100 * S], { depthGaps: 10 }));
    expect(names(state)).toEqual([]);
  });
});

test('a condition that flickers is raised once in its time, as a capture raises it', () => {
  const state = initReplayedAlerts({ expressions: [expressionOf('ofi_z > 2')], quality: null, minGapUs: 30 * S });
  const row = fullRow();
  for (let second = 0; second < 60; second++) {
    stepReplayedAlerts(state, [{ ...row, timeUs: second * S, ofiZ: second % 2 === 0 ? 3 : 1 }]);
  }
  expect(state.shown.map(({ timeUs, isActive }) => [timeUs / S, isActive])).toEqual([
    [30, false],
    [0, false],
  ]);
  expect(structuredClone(state)).toEqual(state);
});
