// One book, one mid: what ladder and headline say is the same, and a chart of older rows says that it is older.

import { expect, test } from 'vitest';
import type { PlayerFigures } from '../../src/core/watch/snapshot.js';
import { frameText } from '../../src/ui/draw-text.js';
import { bookMid } from '../../src/ui/book-mid.js';
import { chartsPanel } from '../../src/ui/panels/charts.js';
import { headlinePanel } from '../../src/ui/panels/headline.js';
import { ladderPanel } from '../../src/ui/panels/ladder.js';
import { panelInput } from '../support/panel-frames.js';
import { NOON_US, symbolDetail, symbolSummary, watchRow, watchSnapshot } from '../support/watch-sample.js';

const player: PlayerFigures = {
  state: 'paused',
  ...{ speed: 1, fromUs: NOON_US - 1e9, toUs: NOON_US, positionUs: NOON_US, frames: 1, indexed: 1 },
  ...{ gaps: 0, signals: 0, hits: null, missed: null },
};
const ladder = {
  ...{ reason: null, lastUs: NOON_US },
  ...{ bidTicks: [250_000, 249_999], bidLots: [5, 5], askTicks: [250_004, 250_005], askLots: [5, 5] },
};
const row = watchRow({ timeUs: NOON_US - 60_000, mid: 2512.4, bidTicks: 251_239, askTicks: 251_241, spreadTicks: 2 });
const summary = symbolSummary({ row });
const snapshot = watchSnapshot({
  ...{ source: 'replay', nowUs: NOON_US, player, symbols: [summary] },
  detail: symbolDetail({ symbol: summary.symbol, ladder }),
});
const input = panelInput({ snapshot, width: 60, height: 20 });

test('a paused replay shows one mid for the book, and the age of the row beside its own', () => {
  const headline = frameText(headlinePanel({ ...input, height: 2, selected: summary.symbol }));
  expect(headline).toContain('2500.02');
  expect(headline).not.toContain('2512.4');
  expect(headline).toContain('4 ticks');
  expect(frameText(ladderPanel(input))).toContain('2500.02');
  expect(frameText(chartsPanel(input))).toMatch(/price 2512\.4\d* .*last row, 60\.0 ms ago/);
});

test('while it plays, the next row is too near for words', () => {
  const playing = { ...snapshot, player: { ...player, state: 'playing' as const } };
  expect(frameText(chartsPanel({ ...input, snapshot: playing }))).not.toContain('last row');
});

test.each([
  ['another symbol is in view', { ...snapshot, detail: symbolDetail({ symbol: 'OTHER', ladder }) }],
  ['the book is not known', { ...snapshot, detail: symbolDetail({ ladder: { ...ladder, reason: 'unsynced' } }) }],
  ['a side is empty', { ...snapshot, detail: symbolDetail({ ladder: { ...ladder, askTicks: [], askLots: [] } }) }],
  ['nothing is in view', { ...snapshot, detail: null }],
])('there is none where %s', (_, changed) => {
  expect(bookMid(changed, summary)).toBeNull();
});
