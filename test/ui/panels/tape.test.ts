// The trade tape: sides, sizes, healed trades, and which are called large.

import { describe, expect, test } from 'vitest';
import { largeFrom, tapePanel } from '../../../src/ui/panels/tape.js';
import { cellsWith, expectGoldens, panelInput, textOf } from '../../support/panel-frames.js';
import { NOON_US, symbolDetail, tapeTrade, watchSnapshot } from '../../support/watch-sample.js';

const SIZES = [120, 1500, 40, 90, 25_000, 300, 75, 60, 110, 80];
const tape = SIZES.map((qtyLots, i) =>
  tapeTrade({
    id: 100 - i,
    timeUs: NOON_US - i * 137_000,
    qtyLots,
    side: i % 3 === 0 ? 'sell' : 'buy',
    priceTicks: i % 3 === 0 ? 251_240 : 251_241,
    healed: i === 3,
  }),
);
const input = panelInput({ snapshot: watchSnapshot({ detail: symbolDetail({ tape }) }), height: 10 });

test('frames', () => {
  expectGoldens('tape', tapePanel, { input, sizes: [[60, 10], [30, 8], [16, 3]] }); // prettier-ignore
});

describe('large', () => {
  test('the nine-in-ten rank of ten sizes is the ninth: 1500', () => {
    expect(largeFrom(tape)).toBe(1500);
  });
  test('none where all are alike, or there are none', () => {
    expect(largeFrom([tapeTrade(), tapeTrade()])).toBeNull();
    expect(largeFrom([])).toBeNull();
  });
  test('is strong and has a mark', () => {
    const frame = tapePanel({ ...input, width: 60 });
    expect(cellsWith(frame, '●')).toHaveLength(2);
    expect(cellsWith(frame, '25').some(({ tone }) => tone === 'strong')).toBe(true);
  });
});

test('the side is told by mark, letter and tone', () => {
  const frame = tapePanel(input);
  expect(cellsWith(frame, '▼S').every(({ tone }) => tone === 'down')).toBe(true);
  expect(cellsWith(frame, '▲B').every(({ tone }) => tone === 'up')).toBe(true);
  expect(cellsWith(frame, '▼S')).toHaveLength(4);
});

test('a healed trade is marked', () => {
  expect(textOf(tapePanel(input)).split('\n')[3]).toContain('healed');
});

test('scrolled by two; beyond the end the last ones', () => {
  expect(textOf(tapePanel({ ...input, height: 3, scroll: 2 })).split('\n')[0]).toContain('0.040');
  expect(textOf(tapePanel({ ...input, height: 3, scroll: 99 })).split('\n')[2]).toContain('0.080');
});

test('no trades', () => {
  const none = watchSnapshot({ detail: symbolDetail({ tape: [] }) });
  expect(textOf(tapePanel({ ...input, snapshot: none }))).toContain('no trades yet');
});
