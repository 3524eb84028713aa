// What the observer puts down.

import { expect, test } from 'vitest';
import { type ObserverState, createObserver } from '../../../../src/core/analysis/collect/observe.js';
import { MOMENT } from '../../../../src/core/analysis/collect/tape.js';
import { DEFAULT_CHAIN } from '../../../../src/core/pipeline/config.js';
import { openMarket, runMarket } from '../../../support/market-run.js';
import { NOON_US, ScriptedMarket, UNIT_MARKET } from '../../../support/scripted-market.js';

const NAMES = Object.fromEntries(Object.entries(MOMENT).map(([name, kind]) => [kind, name]));
const BOOK = { bids: [[1000, 5]], asks: [[1001, 6]] } as const;

function moments(script: ScriptedMarket, source: 'depth' | 'bookTicker' = 'depth'): string[] {
  const config = { ...DEFAULT_CHAIN, ofi: { ...DEFAULT_CHAIN.ofi, source } };
  const market = openMarket(config, { instruments: [UNIT_MARKET], features: [createObserver()] });
  const rows = runMarket(market, script.frames);
  expect(rows.every(({ features }) => features?.length === 0)).toBe(true);
  const { tape } = market.chain.symbols.find((state) => state !== undefined)!.features!.states[0] as ObserverState;
  return Array.from({ length: tape.count }, (_, i) => {
    const cells =
      tape.kinds[i] === MOMENT.quote || tape.kinds[i] === MOMENT.trade ? tape.cells.slice(4 * i, 4 * i + 4) : [];
    return [(tape.timesUs[i]! - NOON_US) / 1000, NAMES[tape.kinds[i]!], ...cells].join(' ');
  });
}

test('quotes of the book with their sizes at their own time, trades and rows in order', () => {
  const script = new ScriptedMarket().at(0).snapshot(BOOK).at(20).depth({ bids: [[1000, 9]] }).at(30).trade(-4).at(130).depth({ asks: [[1001, 1]] }); // prettier-ignore
  expect(moments(script)).toEqual([
    '20 quote 1000 1001 9 6',
    '30 trade 1000 4 -1 0',
    '100 row',
    '130 quote 1000 1001 9 1',
  ]);
});

test('quotes of tickers, where they are the source', () => {
  const script = new ScriptedMarket().at(0).snapshot(BOOK).at(20).ticker([1004, 2], [1006, 3]);
  expect(moments(script.at(100).tick(), 'bookTicker')).toEqual(['20 quote 1004 1006 2 3', '100 row']);
});

test('after a snapshot the next row says what the quotes are', () => {
  expect(moments(new ScriptedMarket().at(0).snapshot(BOOK).at(100).tick())).toEqual([
    '100 quote 1000 1001 5 6',
    '100 row',
  ]);
});

test('a crossed book is unreadable; a lost one breaks, at its own time', () => {
  const script = new ScriptedMarket()
    .at(0)
    .snapshot(BOOK)
    .at(20)
    .depth({})
    .at(40)
    .depth({ bids: [[1001, 1]] });
  expect(moments(script)).toEqual(['20 quote 1000 1001 5 6', '40 unreadable']);
  const lost = new ScriptedMarket().at(0).snapshot(BOOK).at(20).depth({}).at(40).loseDepth().depth({}).at(100).tick();
  expect(moments(lost)).toEqual(['20 quote 1000 1001 5 6', '40 broken', '100 row']);
});
