// What operators are shown, and when: books with what was before them, trades, rows, and every break before what follows it.

import { describe, expect, test } from 'vitest';
import { type ChainConfig, ORIGINAL_CHAIN } from '../../../src/core/pipeline/config.js';
import {
  featureValues,
  showBook,
  showBuffered,
  showSnapshot,
  showTrade,
} from '../../../src/core/pipeline/feature-stage.js';
import { createFeatureSet } from '../../../src/core/pipeline/feature-states.js';
import { bindFeature } from '../../../src/core/pipeline/feature.js';
import { createSymbolChain } from '../../../src/core/pipeline/symbol-chain.js';
import { fullRow } from '../../support/signal-rows.js';
import { NOON_US, ScriptedMarket, UNIT_MARKET, shortChain } from '../../support/scripted-market.js';

const BOOK = { bids: [[1000, 5], [999, 7]], asks: [[1001, 6], [1002, 8]] } as const; // prettier-ignore
const CHAIN = shortChain(4);
const MIDNIGHT_US = NOON_US + 43_200_000_000;

/** Writes down everything that it is shown; rows carry how much there was so far. */
function recorder(levels = 2) {
  const seen: string[] = [];
  const feature = bindFeature<{ rows: number }>({
    columns: [{ name: 'seen', unit: 'count', about: 'Things shown so far.' }],
    levels,
    init: ({ tick, step }) => {
      seen.push(`init ${tick} ${step}`);
      return { rows: 0 };
    },
    onBook: (_, { prev, next, timeUs }) => {
      const before = prev === null ? 'nothing' : `${prev.bidTicks[0]}×${prev.bidLots[0]}`;
      seen.push(`${(timeUs - NOON_US) / 1000} book ${before} → ${next.bidTicks[0]}×${next.bidLots[0]}`);
    },
    onTrade: (_, { lots, side, mid2, priceTicks }) => void seen.push(`trade ${side * lots}@${priceTicks} mid ${mid2}`),
    onRow: (state, { top, bookReason, timeUs, row }, out) => {
      seen.push(`${(timeUs - NOON_US) / 1000} row ${bookReason ?? `${top?.bidTicks[0]}×${top?.bidLots[0]}`}`);
      expect(row.timeUs).toBe(timeUs);
      out.push(++state.rows);
    },
    onBreak: () => void seen.push('break'),
  });
  return { seen, feature };
}

function shown(market: ScriptedMarket, config: ChainConfig = CHAIN, levels = 2): string[] {
  const { seen, feature } = recorder(levels);
  market.rows(config, { features: [feature] });
  return seen;
}

describe('what is shown', () => {
  test('books, trades and rows in order, with the book before', () => {
    const market = new ScriptedMarket().at(0).snapshot(BOOK).at(10).depth({ bids: [[1000, 9]] }).trade(3).trade(-4); // prettier-ignore
    market.at(120).depth({ bids: [[1000, 2]] }).at(200).tick(); // prettier-ignore
    expect(shown(market)).toEqual([
      'init 0.1 0.001',
      '10 book 1000×5 → 1000×9',
      'trade 3@1000 mid 2001',
      'trade -4@1000 mid 2001',
      '100 row 1000×9',
      '120 book 1000×9 → 1000×2',
      '200 row 1000×2',
    ]);
  });

  test('deltas that waited are not shown, but are what the next one is compared with', () => {
    const market = new ScriptedMarket().at(0).depth({ bids: [[1000, 9]] }).depth({ bids: [[1000, 3]] }); // prettier-ignore
    const waited = [...market.frames];
    const rest = new ScriptedMarket().at(0).depth({}).snapshot(BOOK);
    market.frames.length = 0;
    market.frames.push(...waited, rest.frames[1]!);
    market.at(20).depth({ bids: [[1000, 4]] }).at(100).tick(); // prettier-ignore
    expect(shown(market)).toEqual(['init 0.1 0.001', '20 book 1000×3 → 1000×4', '100 row 1000×4']);
  });

  test('a crossed book is not shown, and nothing is compared with it', () => {
    const market = new ScriptedMarket().at(0).snapshot(BOOK).at(10).depth({ bids: [[1001, 9]] }).trade(1); // prettier-ignore
    market.at(120).depth({ bids: [[1001, 0]] }).at(130).depth({ bids: [[1000, 1]] }).at(200).tick(); // prettier-ignore
    expect(shown(market).slice(1)).toEqual([
      'trade 1@1000 mid null',
      '100 row crossed',
      '120 book nothing → 1000×5',
      '130 book 1000×5 → 1000×1',
      '200 row 1000×1',
    ]);
  });

  test('a feature that looks at no level is shown no book', () => {
    const market = new ScriptedMarket().at(0).snapshot(BOOK).at(10).depth({ bids: [[1000, 9]] }).trade(3).at(100).tick(); // prettier-ignore
    expect(shown(market, CHAIN, 0)).toEqual(['init 0.1 0.001', 'trade 3@1000 mid 2001', '100 row undefined×undefined']);
  });

  test('trades that count in no sum are not shown', () => {
    const config: ChainConfig = { ...CHAIN, cvd: { ...CHAIN.cvd, quantity: 'nq' } };
    const market = new ScriptedMarket().at(0).snapshot(BOOK).aggTrade(10, 7).aggTrade(4, 0).trade(5);
    expect(shown(market, config).slice(1)).toEqual(['trade 7@1000 mid 2001']);
  });

  describe('mids between rows are of the quotes that rows are made of', () => {
    function mids(config: ChainConfig, market: ScriptedMarket): string[] {
      const seen: string[] = [];
      const feature = bindFeature<object>({
        columns: [],
        levels: 0,
        init: () => ({}),
        onMid: (_, { timeUs, mid2 }) => void seen.push(`${(timeUs - NOON_US) / 1000} mid ${mid2}`),
        onRow: () => undefined,
        onBreak: () => undefined,
      });
      market.rows(config, { features: [feature] });
      return seen;
    }

    test('the book: null while it is crossed', () => {
      const market = new ScriptedMarket()
        .at(0)
        .snapshot(BOOK)
        .at(20)
        .depth({ bids: [[1000, 9]] });
      market.at(40).depth({ bids: [[1001, 9]] }).at(100).tick(); // prettier-ignore
      expect(mids(CHAIN, market)).toEqual(['20 mid 2001', '40 mid null']);
    });

    test('book tickers: null while a side is empty; the book has no say', () => {
      const config: ChainConfig = { ...CHAIN, ofi: { ...CHAIN.ofi, source: 'bookTicker' } };
      const market = new ScriptedMarket()
        .at(0)
        .snapshot(BOOK)
        .at(5)
        .depth({ bids: [[1000, 9]] });
      market.at(10).ticker([1004, 1], [1005, 1]).at(30).ticker([1006, 1], [1007, 0]).at(100).tick(); // prettier-ignore
      expect(mids(config, market)).toEqual(['10 mid 2009', '30 mid null']);
    });
  });

  test('on the event grid a row follows its own update', () => {
    const market = new ScriptedMarket().at(0).snapshot(BOOK).at(10).depth({ bids: [[1000, 9]] }); // prettier-ignore
    expect(shown(market, ORIGINAL_CHAIN).slice(1)).toEqual(['10 book 1000×5 → 1000×9', '10 row 1000×9']);
  });
});

describe('breaks', () => {
  test('a lost book', () => {
    const market = new ScriptedMarket().at(0).snapshot(BOOK).at(10).depth({}).loseDepth().at(20).depth({});
    market.at(110).snapshot(BOOK).at(120).depth({ bids: [[1000, 1]] }).at(200).tick(); // prettier-ignore
    expect(shown(market).slice(1)).toEqual([
      '10 book 1000×5 → 1000×5',
      'break',
      '100 row unsynced',
      'break',
      'break',
      '120 book 1000×5 → 1000×1',
      '200 row 1000×1',
    ]);
  });

  test('lost trades, and the first aggTrade after trades', () => {
    const market = new ScriptedMarket().at(0).snapshot(BOOK).trade(1).loseTrades(2).trade(2).aggTrade(3).trade(4);
    const trades = ['trade 1@1000 mid 2001', 'break', 'trade 2@1000 mid 2001', 'break', 'trade 3@1000 mid 2001'];
    expect(shown(market).slice(1)).toEqual(trades);
  });

  test('a disconnect, a session, and too long a silence', () => {
    const market = new ScriptedMarket().at(0).snapshot(BOOK).at(10).depth({}).control('disconnect').at(100).tick();
    expect(shown(market).slice(2)).toEqual(['break', '100 row no_data']);
    const day = new ScriptedMarket()
      .at(0)
      .snapshot(BOOK)
      .at(10)
      .depth({})
      .at(90_000_000)
      .depth({})
      .at(90_000_100)
      .tick();
    expect(shown(day).slice(2, 5)).toEqual(['break', '90000000 book 1000×5 → 1000×5', '90000100 row 1000×5']);
    const other = new ScriptedMarket().session('a').at(0).snapshot(BOOK).at(10).trade(1).session('b').at(20).trade(2);
    expect(shown(other).slice(-2)).toEqual(['break', 'trade 2@1000 mid null']);
  });

  test('midnight, where the windows of sums begin anew', () => {
    const level: ChainConfig = { ...CHAIN, cvd: { ...CHAIN.cvd, mode: 'level' } };
    const market = new ScriptedMarket().at(-50, MIDNIGHT_US).snapshot(BOOK).trade(1).at(10, MIDNIGHT_US).trade(2);
    const noon = (MIDNIGHT_US - NOON_US) / 1000;
    const trades = ['trade 1@1000 mid 2001', `${noon} row 1000×5`, 'trade 2@1000 mid 2001'];
    expect(shown(market).slice(1)).toEqual(trades);
    expect(shown(market, level).slice(1)).toEqual([trades[0], 'break', ...trades.slice(1)]);
  });
});

test('quotes come with their sizes, breaks with their time', () => {
  const seen: string[] = [];
  const feature = bindFeature<object>({
    columns: [],
    levels: 0,
    init: () => ({}),
    onMid: (_, { timeUs, mid2, bidTicks, bidLots, askTicks, askLots }) =>
      void seen.push(`${(timeUs - NOON_US) / 1000} ${mid2} ${bidTicks}×${bidLots} ${askTicks}×${askLots}`),
    onRow: () => undefined,
    onBreak: (_, timeUs) => void seen.push(`${(timeUs - NOON_US) / 1000} break`),
  });
  const market = new ScriptedMarket().at(0).snapshot(BOOK).at(10).depth({ bids: [[1000, 9]] }).at(37).control('disconnect').at(120).depth({ asks: [[1001, 2]] }); // prettier-ignore
  market.rows(CHAIN, { features: [feature] });
  expect(seen).toEqual(['10 2001 1000×9 1001×6', '37 break', '120 2001 1000×9 1001×2']);
});

test('an operator that gives another number of values than columns is refused', () => {
  const odd = bindFeature<object>({
    columns: [{ name: 'odd', unit: 'count', about: 'A figure.' }],
    levels: 0,
    init: () => ({}),
    onRow: (_, __, out) => void out.push(1, 2),
    onBreak: () => undefined,
  });
  const market = new ScriptedMarket().at(0).snapshot(BOOK).at(100).tick();
  expect(() => market.rows(CHAIN, { features: [odd] })).toThrow('odd gives 2 of 1 values');
});

test('rows carry no features where none are asked for', () => {
  expect(new ScriptedMarket().at(0).snapshot(BOOK).at(100).tick().rows(CHAIN)[0]!.features).toBeNull();
});

test('a symbol that was entered without features is shown nothing', () => {
  const { seen, feature } = recorder();
  const set = createFeatureSet([feature])!;
  const state = createSymbolChain(CHAIN, UNIT_MARKET);
  for (const show of [showSnapshot, showBuffered]) show(set, state);
  showBook(set, state, null);
  showTrade(set, state, { priceTicks: 1, signed: 1, quotes: null });
  expect(featureValues(set, state, fullRow())).toEqual([]);
  expect(seen).toEqual([]);
});
