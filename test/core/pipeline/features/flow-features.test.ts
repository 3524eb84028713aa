// Features that sum a flow of the book from row to row: level flows, the integrated and the generalised flow, the parts.

import { describe, expect, test } from 'vitest';
import { createTopLevels } from '../../../../src/core/book/top-levels.js';
import { bindFeature } from '../../../../src/core/pipeline/feature.js';
import { type BookFlow, flowOperator, zOver } from '../../../../src/core/pipeline/features/flow-operator.js';
import { gofi, loggofi } from '../../../../src/core/pipeline/features/gofi.js';
import { integrated } from '../../../../src/core/pipeline/features/integrated.js';
import { breakLevelFlows, initLevelFlows, seeLevelFlows } from '../../../../src/core/pipeline/features/level-flows.js';
import { mlofi } from '../../../../src/core/pipeline/features/mlofi.js';
import { ofiParts } from '../../../../src/core/pipeline/features/ofi-parts.js';
import { SAMPLE_SETTINGS, featureRows } from '../../../support/feature-kinds.js';
import { ScriptedMarket, shortChain } from '../../../support/scripted-market.js';

const BOOK = { bids: [[1000, 6], [998, 7]], asks: [[1001, 2], [1003, 8]] } as const; // prettier-ignore

/** First row partial; in the second two updates, in the third none, in the fourth a break. */
const market = () =>
  new ScriptedMarket()
    .at(0).snapshot(BOOK).at(110).depth({ bids: [[1000, 9]] }).trade(5).at(120).depth({ asks: [[1001, 0]] }) // prettier-ignore
    .at(310).depth({}).trade(2).loseTrades(1).trade(1).at(400).tick(); // prettier-ignore

test('level flows, raw, normalised, and their depth', () => {
  const [partial, moved, still, broken] = featureRows(market(), mlofi, { levels: 2 });
  expect(Object.values(partial!)).toEqual([null, null, null, null, null]);
  // e_1: 3 bids more, then the best ask (2) gone; e_2: the ask behind it (8) is first now, and none is second.
  const depth = (9 + 7 + 2 + 8 + 9 + 7 + 8) / 2 / 2 / 2;
  expect(moved).toEqual({
    mlofi_1: 0.005,
    mlofi_2: 0.008,
    mlofi_norm_1: 5 / depth,
    mlofi_norm_2: 8 / depth,
    mlofi_depth: depth / 1000,
  });
  expect(still).toEqual({ mlofi_1: 0, mlofi_2: 0, mlofi_norm_1: 0, mlofi_norm_2: 0, mlofi_depth: null });
  expect(Object.values(broken!)).toEqual([null, null, null, null, null]);
});

describe('the integrated flow', () => {
  const weights = { ...(SAMPLE_SETTINGS['integrated']!['weights'] as object), levels: 2, weights: [0.75, 0.25] };

  test('is the weighted sum of the normalised flows', () => {
    const rows = featureRows(market(), integrated, { weights, window: 2 });
    expect(rows.map(({ integrated_ofi: value }) => value)).toEqual([
      null,
      expect.closeTo((3.75 + 2) / 6.25, 12),
      0,
      null,
    ]);
  });

  test('of a symbol that the weights were not fitted on is absent', () => {
    const rows = featureRows(market(), integrated, { weights: { ...weights, symbols: ['ETHUSDT'] }, window: 2 });
    expect(rows.every(({ integrated_ofi: value }) => value === null)).toBe(true);
  });
});

test('the generalised flow, in lots and in logarithms', () => {
  expect(featureRows(market(), gofi, {}).map((row) => row['gofi'])).toEqual([null, 0.005, 0, null]);
  const logs = featureRows(market(), loggofi, {}).map((row) => row['loggofi']);
  expect(logs).toEqual([null, expect.closeTo(Math.log(10 / 7) + Math.log(3), 12), 0, null]);
});

test('the part of trades and the rest', () => {
  const rows = featureRows(market(), ofiParts);
  // The first trade of the session comes in the second row: what was traded before it is not known.
  expect(rows).toEqual([
    { ofi_trade: null, ofi_quote: null },
    { ofi_trade: null, ofi_quote: null },
    { ofi_trade: 0, ofi_quote: 0 },
    { ofi_trade: null, ofi_quote: null },
  ]);
  const more = market().at(410).depth({ asks: [[1003, 3]] }).trade(4).at(500).tick(); // prettier-ignore
  expect(featureRows(more, ofiParts).at(-1)).toEqual({ ofi_trade: 0.004, ofi_quote: 0.001 });
});

describe('the pieces', () => {
  const flow: BookFlow = { name: 'bids', about: 'Bids.', unit: 'log', of: (_, next) => next.bidCount };

  test('a flow that is no size is written as it is, and its z looks back over the window', () => {
    const feature = bindFeature(flowOperator([flow], { levels: 3, window: 2 }));
    expect(feature.columns.map(({ name, unit }) => [name, unit])).toEqual([['bids', 'log'], ['bids_z', 'z']]); // prettier-ignore
    const script = new ScriptedMarket().at(0).snapshot(BOOK);
    for (const ms of [110, 210, 220, 310, 320, 330]) script.at(ms).depth({});
    const rows = script
      .at(400)
      .tick()
      .rows(shortChain(4), { features: [feature] });
    expect(rows.map(({ features }) => features)).toEqual([[null, null], [2, null], [4, null], [6, 3]]); // prettier-ignore
    expect(zOver(7)).toMatchObject({ window: 7, warmup: 7, baseline: 'exclude', ddof: 0 });
  });

  test('level flows begin anew after a break', () => {
    const flows = initLevelFlows(1);
    const top = createTopLevels(1);
    seeLevelFlows(flows, { timeUs: 0, matchUs: null, prev: top, next: top });
    expect(flows.mlofi.updates).toBe(1);
    seeLevelFlows(flows, { timeUs: 0, matchUs: null, prev: null, next: top });
    breakLevelFlows(flows);
    expect(flows).toEqual(initLevelFlows(1));
  });
});
