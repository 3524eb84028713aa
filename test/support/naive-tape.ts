// A recording as a plain list of what happened, with the best levels after each change of a Map book.

import { type PlainLevel, applyMapLevels, clearMapBook, createMapBook, mapTop } from './map-book.js';
import { type Line, type SymbolFacts } from './recordings.js';

export interface PlainTop {
  readonly bids: readonly PlainLevel[];
  readonly asks: readonly PlainLevel[];
}

export type NaiveEvent =
  /** Something that only moves the clock. */
  | { readonly kind: 'other'; readonly at: number }
  /** Signed lots: positive, the taker bought. */
  | { readonly kind: 'trade'; readonly at: number; readonly signed: number }
  /** The book after the snapshot and the deltas that waited for it. */
  | { readonly kind: 'snapshot'; readonly at: number; readonly top: PlainTop }
  | { readonly kind: 'depth'; readonly at: number; readonly top: PlainTop };

interface Message {
  readonly e?: string;
  readonly U: number;
  readonly u: number;
  readonly b: [string, string][];
  readonly a: [string, string][];
  readonly p: string;
  readonly q: string;
  readonly m: boolean;
  readonly X?: string;
}

/** 0.001 → 1000: these texts become whole numbers by one rounded multiplication. */
const perOne = (unit: string): number => Math.round(1 / Number(unit));

/** Futures only, and only recordings without gaps. */
export function naiveTape(lines: readonly Line[], facts: SymbolFacts): NaiveEvent[] {
  const [perTick, perLot] = [perOne(facts.tick), perOne(facts.step)];
  const levels = (side: [string, string][]): PlainLevel[] =>
    side.map(([price, qty]) => [Math.round(Number(price) * perTick), Math.round(Number(qty) * perLot)]);
  const book = createMapBook();
  const top = (): PlainTop => ({ bids: mapTop(book.bids, 'bid', 5), asks: mapTop(book.asks, 'ask', 5) });
  let synced = false;
  let waiting: Message[] = [];
  return lines.map(({ json, recvUs: at, snapshotOf }): NaiveEvent => {
    if (snapshotOf !== null) {
      const body = JSON.parse(json) as { lastUpdateId: number; bids: [string, string][]; asks: [string, string][] };
      clearMapBook(book);
      applyMapLevels(book, levels(body.bids), levels(body.asks));
      for (const { u, b, a } of waiting) if (u >= body.lastUpdateId) applyMapLevels(book, levels(b), levels(a));
      waiting = [];
      synced = true;
      return { kind: 'snapshot', at, top: top() };
    }
    const { data } = JSON.parse(json) as { data: Message };
    if (data.e === 'trade' && (data.X ?? 'MARKET') === 'MARKET' && Number(data.q) > 0) {
      return { kind: 'trade', at, signed: (data.m ? -1 : 1) * Math.round(Number(data.q) * perLot) };
    }
    if (data.e !== 'depthUpdate') return { kind: 'other', at };
    if (!synced) {
      waiting.push(data);
      return { kind: 'other', at };
    }
    applyMapLevels(book, levels(data.b), levels(data.a));
    return { kind: 'depth', at, top: top() };
  });
}
