// Features that look at what the row says: robust, winsorised and clipped scores, signal states.

import { describe, expect, test } from 'vitest';
import type { RowMoment } from '../../../../src/core/pipeline/feature.js';
import { bindFeature } from '../../../../src/core/pipeline/feature.js';
import { clipped } from '../../../../src/core/pipeline/features/clipped.js';
import { flowScores } from '../../../../src/core/pipeline/features/flow-scores.js';
import { robustZ } from '../../../../src/core/pipeline/features/robust-z.js';
import {
  addRowVolume,
  breakRowVolume,
  closeRowVolume,
  initRowVolume,
} from '../../../../src/core/pipeline/features/row-volume.js';
import { buildFeature } from '../../../../src/core/pipeline/features/settings.js';
import { states } from '../../../../src/core/pipeline/features/states.js';
import { winsorZ } from '../../../../src/core/pipeline/features/winsor-z.js';
import type { SignalRow } from '../../../../src/core/pipeline/row.js';
import { initMadZ, stepMadZ } from '../../../../src/core/stats/mad-z.js';
import { initWinsorZ, stepWinsorZ } from '../../../../src/core/stats/winsor-z.js';
import { featureRows } from '../../../support/feature-kinds.js';
import { ScriptedMarket, shortChain } from '../../../support/scripted-market.js';
import { fullRow } from '../../../support/signal-rows.js';

const BOOK = { bids: [[1000, 6]], asks: [[1001, 2]] } as const; // prettier-ignore

/** A row each 100 ms with these lots added to the best bid and traded. */
function market(flows: readonly number[]): ScriptedMarket {
  const script = new ScriptedMarket().at(0).snapshot(BOOK).trade(1);
  let lots = 1000;
  flows.forEach((flow, k) => {
    lots += flow;
    script.at(100 * k + 110).depth({ bids: [[1000, lots]] }); // prettier-ignore
    if (flow !== 0) script.trade(flow);
  });
  return script.at(100 * flows.length + 100).tick();
}

const FLOWS = [3, -1, 4, 1, -5, 9, -2, 6, 0, 5, -3, 50, -8, 9];
/** The same but for rounding. */
const near = (values: readonly (number | null)[]): unknown[] =>
  values.map((value): unknown => (value === null ? null : expect.closeTo(value, 9)));

const Z = { window: 4, baseline: 'exclude', ddof: 0, warmup: 4, epsilon: 1e-12 } as const;

test('robust: the MAD z of the flow and of the volume of the row', () => {
  const rows = featureRows(market(FLOWS), robustZ, { window: 4 });
  const state = initMadZ(Z);
  const wanted = FLOWS.map((flow) => stepMadZ(state, flow / 1000));
  expect(rows.slice(1).map((row) => row['cvd_mad_z'])).toEqual(near(wanted)); // prettier-ignore
  // Of the weighted levels only the first moves: the same z, but for the weight.
  expect(rows.slice(1).map((row) => row['ofi_mad_z'] === null)).toEqual(wanted.map((z) => z === null));
});

test('winsorised likewise', () => {
  const rows = featureRows(market(FLOWS), winsorZ, { window: 4, limit: 2 });
  const state = initWinsorZ({ z: Z, limit: 2 });
  const wanted = FLOWS.map((flow) => stepWinsorZ(state, flow / 1000));
  expect(rows.slice(1).map((row) => row['cvd_winsor_z'])).toEqual(near(wanted)); // prettier-ignore
});

test('clipped: the z-scores of the row', () => {
  const feature = buildFeature(clipped, { limit: 0.5 });
  const rows = market(FLOWS).rows(shortChain(4), { features: [feature] });
  expect(rows.some(({ ofiZ }) => ofiZ !== null && Math.abs(ofiZ) > 0.5)).toBe(true);
  for (const { ofiZ, cvdZ, features } of rows) {
    const cut = (z: number | null) => (z === null ? null : Math.max(-0.5, Math.min(0.5, z)));
    expect(features).toEqual([cut(ofiZ), cut(cvdZ)]);
  }
});

describe('states', () => {
  const run = (settings: Record<string, number>, fusions: readonly (number | null)[]) => {
    const feature = buildFeature(states, settings);
    const state = feature.init({ tick: 1, step: 1 });
    return fusions.map((fusion, k) => {
      const out: (number | null)[] = [];
      const row: SignalRow = { ...fullRow(), ofiZ: -3, cvdZ: null, fusion };
      feature.onRow(state, { timeUs: k * 100_000, row, top: null, bookReason: null } satisfies RowMoment, out);
      return out;
    });
  };

  test('one for each of the two flows and for fusion', () => {
    expect(run({}, [2.5, 1.5, 0.5])).toEqual([[-1, null, 1], [-1, null, 1], [-1, null, 0]]); // prettier-ignore
    expect(run({ enter: 4, exit: 0 }, [4.5])).toEqual([[0, null, 1]]);
    expect(run({ min_persist: 200_000 }, [3, 3, 3]).map(([, , side]) => side)).toEqual([0, 0, 1]);
    expect(run({ cool_down: 200_000 }, [3, 0, 3, 3]).map(([, , side]) => side)).toEqual([1, 0, 0, 1]);
  });

  test('after a break none is held', () => {
    const feature = buildFeature(states, {});
    const state = feature.init({ tick: 1, step: 1 });
    const row: SignalRow = { ...fullRow(), ofiZ: 3, cvdZ: 3, fusion: 3 };
    feature.onRow(state, { timeUs: 0, row, top: null, bookReason: null }, []);
    feature.onBreak(state, 0);
    expect(state).toEqual(feature.init({ tick: 1, step: 1 }));
  });

  test('thresholds in the wrong order are refused', () => {
    expect(() => run({ enter: 1, exit: 2 }, [])).toThrow('states: exit must be at most 1');
  });
});

describe('volume of a row', () => {
  const reason = (cvdReason: SignalRow['cvdReason']) => ({ cvdReason }) as SignalRow;
  const TRADE = { timeUs: 0, priceTicks: 1, lots: 3, side: -1, mid2: null } as const;

  test('is not known before the first trade, in its row, while nothing comes, and in the row after that', () => {
    const state = initRowVolume();
    const close = (...reasons: SignalRow['cvdReason'][]) => reasons.map((one) => closeRowVolume(state, reason(one)));
    expect(close('no_trades')).toEqual([null]);
    addRowVolume(state, TRADE);
    expect(close('partial', 'warming')).toEqual([null, 0]);
    addRowVolume(state, TRADE);
    addRowVolume(state, { ...TRADE, side: 1, lots: 5 });
    expect(close(null, 'no_data', null, null)).toEqual([2, null, null, 0]);
    addRowVolume(state, TRADE);
    breakRowVolume(state);
    expect(close(null, null)).toEqual([null, 0]);
  });
});

test('a scorer is given each whole row once, and begins anew after a break', () => {
  const feature = bindFeature(
    flowScores({
      name: 'nth',
      about: 'Count',
      init: () => ({ n: 0 }),
      step: (state) => ++state.n,
      clear: (state) => void (state.n = 0),
    }),
  );
  const script = market([1, 2, 3]);
  const rows = script
    .loseTrades(1)
    .trade(1)
    .at(600)
    .tick()
    .rows(shortChain(4), { features: [feature] });
  expect(feature.columns.map(({ name }) => name)).toEqual(['ofi_nth', 'cvd_nth']);
  expect(rows.map(({ features }) => features)).toEqual([[null, null], [1, 1], [2, 2], [3, 3], [null, null], [1, 1]]); // prettier-ignore
});
