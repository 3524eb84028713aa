// Features that show the book as of the row: levels, depth imbalance, weighted mid, micro-price.

import { describe, expect, test } from 'vitest';
import { bindFeature } from '../../../../src/core/pipeline/feature.js';
import { bookView } from '../../../../src/core/pipeline/features/book-view.js';
import { depthImbalance } from '../../../../src/core/pipeline/features/depth-imbalance.js';
import { levels } from '../../../../src/core/pipeline/features/levels.js';
import { microprice } from '../../../../src/core/pipeline/features/microprice.js';
import { buildFeature } from '../../../../src/core/pipeline/features/settings.js';
import { weightedMid } from '../../../../src/core/pipeline/features/weighted-mid.js';
import { SAMPLE_SETTINGS, featureRows } from '../../../support/feature-kinds.js';
import { ScriptedMarket, shortChain } from '../../../support/scripted-market.js';

const BOOK = { bids: [[1000, 6], [999, 7]], asks: [[1001, 2], [1002, 8]] } as const; // prettier-ignore

/** Rows at 100 ms (the book), 200 ms (crossed) and 300 ms (a bid and an ask less, three ticks apart). */
const market = () =>
  new ScriptedMarket()
    .at(0).snapshot(BOOK).at(110).depth({ bids: [[1001, 1]] }) // prettier-ignore
    .at(210).depth({ bids: [[1001, 0], [1000, 0]], asks: [[1001, 0]] }) // prettier-ignore
    .at(300).tick(); // prettier-ignore

test('levels: prices and sizes, null where there is none and while the book cannot be read', () => {
  const [whole, crossed, thin] = featureRows(market(), levels, { levels: 2 });
  const second = { bid_price_2: 99.9, bid_qty_2: 0.007, ask_price_2: 100.2, ask_qty_2: 0.008 };
  expect(whole).toEqual({ bid_price_1: 100, bid_qty_1: 0.006, ask_price_1: 100.1, ask_qty_1: 0.002, ...second });
  expect(Object.values(crossed!)).toEqual(Array(8).fill(null));
  expect(Object.values(thin!)).toEqual([99.9, 0.007, 100.2, 0.008, null, null, null, null]);
  expect(buildFeature(levels, {}).columns).toHaveLength(20);
});

test('depth imbalance: the levels are part of the name', () => {
  const rows = featureRows(market(), depthImbalance, { levels: 2 });
  expect(rows.map(({ depth_imbalance_2: value }) => value)).toEqual([3 / 23, null, -1 / 15]);
  expect(featureRows(market(), depthImbalance, { levels: 1 })[0]).toEqual({ depth_imbalance_1: 0.5 });
});

test('weighted mid minus mid, ticks', () => {
  const rows = featureRows(market(), weightedMid);
  expect(rows.map(({ weighted_mid_diff: value }) => value)).toEqual([0.25, null, expect.closeTo(-0.1, 12)]);
});

describe('micro-price', () => {
  const settings = SAMPLE_SETTINGS['microprice']!;

  test('the mid plus the adjustment of the state', () => {
    const rows = featureRows(market(), microprice, settings);
    // Many bids, one tick apart; then balance, wider than the classes go.
    expect(rows.map(({ microprice_diff: value }) => value)).toEqual([0.2, null, 0]);
    expect(rows.map(({ microprice: value }) => value)).toEqual([expect.closeTo(100.07, 9), null, 100.05]);
  });

  test('weights say nothing of a symbol that they were not fitted on', () => {
    const weights = { ...(settings['weights'] as object), symbols: ['ETHUSDT'] };
    expect(featureRows(market(), microprice, { weights })[0]).toEqual({ microprice: null, microprice_diff: null });
  });
});

test('a view is shown the book and the row', () => {
  const view = bindFeature(
    bookView({
      columns: [{ name: 'spread', unit: 'ticks', about: 'x.' }],
      levels: 1,
      show: ({ top, scale }, { row }) => [
        row.bidTicks === top.bidTicks[0] ? top.askTicks[0]! - top.bidTicks[0] : scale.tick,
      ],
    }),
  );
  expect(
    market()
      .rows(shortChain(4), { features: [view] })
      .map(({ features }) => features),
  ).toEqual([[1], [null], [3]]);
});
