// The order book on screen: levels, sums, bars, what has changed, and what is said when the book is lost.

import { describe, expect, test } from 'vitest';
import type { LadderView } from '../../../src/core/watch/detail.js';
import { ladderPanel } from '../../../src/ui/panels/ladder.js';
import { cellsWith, expectGoldens, panelInput, textOf, VIEW } from '../../support/panel-frames.js';
import { ETH_UNITS, NOON_US, symbolDetail, symbolSummary, watchSnapshot } from '../../support/watch-sample.js';

const BOOK: LadderView = symbolDetail().ladder;
const withLadder = (change: Partial<LadderView>) =>
  watchSnapshot({ detail: symbolDetail({ ladder: { ...BOOK, ...change } }) });

const BEFORE = withLadder({
  bidTicks: [251_240, 251_237, 251_236, 251_230],
  bidLots: [9000, 800, 30_000, 5],
  askTicks: [251_240, 251_241, 251_242, 251_243],
  askLots: [10, 5000, 9250, 16_000],
});
const input = panelInput({ before: BEFORE });

test('frames', () => {
  expectGoldens('ladder', ladderPanel, { input, sizes: [[76, 8], [36, 11], [20, 5]] }); // prettier-ignore
});

describe('what it says', () => {
  const wide = textOf(ladderPanel({ ...input, width: 76, height: 8 }));
  const narrow = ladderPanel({ ...input, width: 36, height: 11 });

  test('mid (251240 + 251241) / 2 ticks of 0.01, one tick of spread', () => {
    expect(wide).toContain('mid 2512.405');
    expect(wide).toContain('spread 1 tick');
  });
  test('the word for the spread gives way before its value is cut', () => {
    const rows = textOf(ladderPanel({ ...input, width: 26, height: 11 })).split('\n');
    expect(rows.find((row) => row.startsWith('mid'))).toMatch(/^mid 2512\.405 +▲? *1 tick$/);
  });
  test('sums run away from the spread: 12, 15.5, 16.3, 40.3', () => {
    for (const sum of ['15.5', '16.3', '40.3']) expect(wide).toContain(sum);
  });
  test('quote units: 12 × 2512.40 = 30.1k', () => {
    const view = { ...VIEW, quantity: 'quote' } as const;
    expect(textOf(ladderPanel({ ...input, view, width: 76, height: 8 }))).toContain('30.1k');
  });
  test('a high narrow panel names its columns, and the unit of the sizes', () => {
    const titlesOf = (view: typeof VIEW): string =>
      textOf(ladderPanel({ ...input, view, width: 36, height: 12 })).split('\n')[0] ?? '';
    expect(titlesOf(VIEW)).toMatch(/^ +price +ETH +sum/);
    expect(titlesOf({ ...VIEW, quantity: 'quote' })).toMatch(/^ +price +USDT +sum/);
    expect(textOf(narrow)).not.toContain('price');
  });
  test('asks stand above bids in a narrow panel, the best next to the spread', () => {
    const rows = textOf(narrow).split('\n');
    const at = rows.findIndex((row) => row.includes('spread'));
    expect(rows[at - 1]).toContain('2512.41');
    expect(rows[at + 1]).toContain('2512.40');
    expect(rows[at - 2]).toContain('2512.42');
  });
  test('grown, new, unchanged, shrunk, beyond sight', () => {
    const row = (price: string) => textOf(narrow).split('\n').find((line) => line.includes(price)) ?? ''; // prettier-ignore
    expect(row('2512.40')).toContain('▲');
    expect(row('2512.39')).toContain('●');
    expect(row('2512.37')).not.toMatch(/[▲▼●]/);
    expect(row('2512.36')).toContain('▼');
    expect(row('2512.46')).not.toMatch(/[▲▼●]/);
  });
  test('the mid went up by half a tick', () => {
    expect(cellsWith(narrow, '▲').some(({ tone }) => tone === 'up')).toBe(true);
  });
  test('no marks without a frame before, or after another symbol', () => {
    const other = watchSnapshot({ detail: symbolDetail({ symbol: 'BTCUSDT' }) });
    for (const before of [null, other]) expect(textOf(ladderPanel({ ...input, before }))).not.toMatch(/[▲▼●]/);
  });
});

describe('a lost book says why, and its age', () => {
  test('nothing to show', () => {
    const ladder = { reason: 'unsynced', lastUs: NOON_US - 3_200_000, bidTicks: [], bidLots: [], askTicks: [], askLots: [] }; // prettier-ignore
    const snapshot = withLadder(ladder as LadderView);
    expect(textOf(ladderPanel({ ...input, snapshot })).trim()).toBe('! book waits for a snapshot  3.2 s old');
  });
  test('stale levels stay, under the warning', () => {
    const symbols = [symbolSummary({ sync: 'stale', units: ETH_UNITS })];
    const text = textOf(ladderPanel({ ...input, snapshot: { ...withLadder({}), symbols } }));
    expect(text).toMatch(/^! stale {2}40\.0 ms old\n/);
    expect(text).toContain('2512.41');
  });
  test('one side empty', () => {
    expect(textOf(ladderPanel({ ...input, snapshot: withLadder({ askTicks: [], askLots: [] }) }))).toContain(
      'one side',
    );
  });
});
