// Every recording through readers, normaliser and book: counts, continuity, best quotes against the bookTicker stream.

import { describe, expect, test } from 'vitest';
import { applyDelta, applySnapshot, bookProblem, createBook, readTopLevels } from '../../../src/core/book/book.js';
import { createTopLevels } from '../../../src/core/book/top-levels.js';
import { formatUnits, parseDecimal } from '../../../src/core/market/decimal.js';
import { type EventBatch, FLAG, KIND } from '../../../src/core/market/event-batch.js';
import { kindName } from '../../../src/core/market/event-at.js';
import type { Normalizer } from '../../../src/exchange/binance/normalizer.js';
import { openFrameFeed } from '../../../src/store/importers/open.js';
import { listInputs } from '../../../src/store/inputs.js';
import {
  type MapBook,
  type PlainLevel,
  applyMapLevels,
  clearMapBook,
  createMapBook,
  mapBest,
} from '../../support/map-book.js';
import { normalizeAll, normalizerFor } from '../../support/market-run.js';
import {
  RECORDINGS,
  type Recording,
  type SymbolFacts,
  instrumentOf,
  pathsOf,
  unitOf,
} from '../../support/recordings.js';

/** u, bid price, bid quantity, ask price, ask quantity. */
type Quote = readonly number[];

interface Followed {
  readonly book: ReturnType<typeof createBook>;
  readonly plain: MapBook;
  readonly afterDiffs: Quote[];
  readonly tickers: Quote[];
  signedLots: number;
  unreadable: number;
  /** Diffs that waited for the snapshot; they come first. */
  buffered: number;
  /** Diffs after which the plain book's best quotes differ. */
  differing: number;
}

const follow = (): Followed => ({
  book: createBook(),
  plain: createMapBook(),
  afterDiffs: [],
  tickers: [],
  signedLots: 0,
  unreadable: 0,
  buffered: 0,
  differing: 0,
});

const top = createTopLevels(1);

function applyPlain(plain: MapBook, batch: EventBatch, i: number): void {
  const level = (k: number): PlainLevel => [batch.levelTicks[k]!, batch.levelLots[k]!];
  const start = batch.levelStart[i]!;
  const bids = Array.from({ length: batch.bidCount[i]! }, (_, k) => level(start + k));
  const asks = Array.from({ length: batch.askCount[i]! }, (_, k) => level(start + bids.length + k));
  applyMapLevels(plain, bids, asks);
}

function followDepth(state: Followed, batch: EventBatch, i: number): void {
  applyPlain(state.plain, batch, i);
  applyDelta(state.book, batch, i);
  if (!readTopLevels(state.book, top)) {
    state.unreadable++;
    return;
  }
  const quote = [batch.id2[i]!, top.bidTicks[0]!, top.bidLots[0]!, top.askTicks[0]!, top.askLots[0]!];
  if (batch.flags[i]! & FLAG.buffered) state.buffered++;
  state.afterDiffs.push(quote);
  // The plain book looks at every level: often enough is every 16th time.
  if (state.afterDiffs.length % 16 !== 0) return;
  const { bid, ask } = mapBest(state.plain);
  if (String([...bid!, ...ask!]) !== String(quote.slice(1))) state.differing++;
}

function followEvent(state: Followed, batch: EventBatch, i: number): void {
  const kind = batch.kind[i];
  if (kind === KIND.depthDelta) followDepth(state, batch, i);
  else if (kind === KIND.depthSnapshot) {
    clearMapBook(state.plain);
    applyPlain(state.plain, batch, i);
    applySnapshot(state.book, batch, i);
    expect(bookProblem(state.book)).toBeNull();
  } else if (kind === KIND.bookTicker) {
    state.tickers.push([batch.id1[i]!, batch.price[i]!, batch.qty[i]!, batch.price2[i]!, batch.qty2[i]!]);
  } else if (kind === KIND.trade || kind === KIND.aggTrade) {
    state.signedLots += (batch.flags[i]! & FLAG.buyerIsMaker ? -1 : 1) * batch.qty[i]!;
  }
}

interface Followings {
  readonly bySymbol: Map<string, Followed>;
  readonly kinds: Record<string, number>;
  readonly normalizer: Normalizer;
}

async function followRecording(recording: Recording, units: 'stated' | 'inferred'): Promise<Followings> {
  const opened = await openFrameFeed(listInputs(pathsOf(recording)!));
  const instruments = recording.symbols.map((facts) => instrumentOf(facts, recording.venue));
  const { normalizer } = normalizerFor({ venue: recording.venue, instruments: units === 'stated' ? instruments : [] });
  const bySymbol = new Map<string, Followed>(recording.symbols.map(({ symbol }) => [symbol, follow()]));
  const kinds: Record<string, number> = {};
  for (let frames = await opened.feed.next(); frames !== null; frames = await opened.feed.next()) {
    normalizeAll(normalizer, frames, (batch) => {
      for (let i = 0; i < batch.count; i++) {
        const name = kindName(batch.kind[i]!);
        kinds[name] = (kinds[name] ?? 0) + 1;
        const symbol = normalizer.sequences[batch.symbol[i]!]!.instrument.symbol;
        followEvent(bySymbol.get(symbol)!, batch, i);
      }
    });
  }
  await opened.feed.close();
  return { bySymbol, kinds, normalizer };
}

/** Latest ticker with u ≤ the diff's. */
function tickerAt(tickers: readonly Quote[], u: number): Quote | undefined {
  let low = 0;
  let high = tickers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tickers[middle]![0]! <= u) low = middle + 1;
    else high = middle;
  }
  return tickers[low - 1];
}

function checkBook(facts: SymbolFacts, state: Followed): void {
  state.tickers.sort((a, b) => a[0]! - b[0]!);
  let compared = 0;
  let equal = 0;
  let earlierUnequal = 0;
  state.afterDiffs.forEach((quote, n) => {
    const ticker = tickerAt(state.tickers, quote[0]!);
    if (ticker === undefined) return;
    const same = ticker.slice(1).every((value, k) => value === quote[k + 1]);
    // The published counts begin with the diffs that came after their snapshot; the ones before must agree as well.
    if (n < state.buffered) earlierUnequal += same ? 0 : 1;
    else {
      compared++;
      equal += same ? 1 : 0;
    }
  });
  const { unreadable, differing } = state;
  const volume = formatUnits(state.signedLots, unitOf(facts.step));
  const applied = state.afterDiffs.length;
  expect({ applied, compared, equal, earlierUnequal, unreadable, differing, volume }).toEqual({
    applied: facts.applied,
    compared: facts.compared,
    equal: facts.compared,
    earlierUnequal: 0,
    unreadable: 0,
    differing: 0,
    volume: facts.volume,
  });
}

describe.each(RECORDINGS)('$name', (recording) => {
  const absent = pathsOf(recording) === null;

  test.skipIf(absent)('messages, continuity, best quotes, volume', async () => {
    const { bySymbol, kinds, normalizer } = await followRecording(recording, 'stated');
    const { messages, others } = recording;
    const sum = (key: keyof (typeof normalizer.sequences)[0]['counts']) =>
      normalizer.sequences.reduce((total, sequence) => total + sequence.counts[key], 0);
    expect(sum('depthMessages')).toBe(messages.depth);
    expect(sum('depthApplied')).toBe(recording.symbols.reduce((total, { applied }) => total + applied, 0));
    expect(sum('depthStale') + sum('depthApplied')).toBe(messages.depth);
    const zero = ['depthGaps', 'depthDropped', 'resyncs', 'tradeGaps', 'tradesMissing', 'tradeRepeats'] as const;
    for (const key of zero) expect([key, sum(key)]).toEqual([key, 0]);
    expect((kinds['trade'] ?? 0) + sum('tradesNotMarket')).toBe(messages.trade);
    expect((kinds['book_ticker'] ?? 0) + sum('tickerStale')).toBe(messages.bookTicker);
    expect(kinds['agg_trade'] ?? 0).toBe(others.aggTrade);
    expect(kinds['mark_price'] ?? 0).toBe(others.markPrice);
    expect(kinds['depth_snapshot']).toBe(others.snapshot);
    expect(kinds['gap'] ?? kinds['resync']).toBeUndefined();
    const { counts } = normalizer;
    expect({ fallback: counts.fallback, refused: counts.refused, other: counts.other }).toEqual({
      fallback: 0,
      refused: 0,
      other: 0,
    });
    for (const facts of recording.symbols) checkBook(facts, bySymbol.get(facts.symbol)!);
  });
});

test.skipIf(pathsOf(RECORDINGS[3]!) === null)('five symbols 2021: the same with inferred units', async () => {
  const recording = RECORDINGS[3]!;
  const { bySymbol, normalizer } = await followRecording(recording, 'inferred');
  expect(normalizer.counts.refused).toBe(0);
  for (const facts of recording.symbols) {
    const state = bySymbol.get(facts.symbol)!;
    const { tick, step } = normalizer.config.instruments.get(facts.symbol)!;
    expect([tick, step]).toEqual([unitOf(facts.tick), unitOf(facts.step)]);
    expect(parseDecimal(facts.tick)).toEqual(tick);
    checkBook(facts, state);
  }
});
