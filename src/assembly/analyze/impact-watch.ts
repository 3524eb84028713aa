// Feeds the measure of contemporaneous impact: mids and best flow from the book tickers where there are any, else from depth.

import {
  type ImpactState,
  breakImpact,
  finishImpact,
  initImpact,
  levelFlows,
  pushImpactLevels,
  pushImpactQuote,
  pushImpactTrade,
} from '../../core/analysis/impact/impact.js';
import { IMPACT_LEVELS } from '../../core/analysis/impact/flow-bins.js';
import type { ImpactQuote } from '../../core/analysis/impact/quote-order.js';
import type { ImpactResult } from '../../core/analysis/result-power.js';
import { ALL_SYMBOLS, type EventBatch, FLAG, KIND } from '../../core/market/event-batch.js';
import { powerOfTen } from '../../core/market/decimal.js';
import type { Instrument } from '../../core/market/instrument.js';
import { DEFAULT_CHAIN, type ChainConfig } from '../../core/pipeline/config.js';
import { type BookMoment, type BoundFeature, bindFeature } from '../../core/pipeline/feature.js';

/** What a batch holds of the studied symbol; `recvUs` is when it was received. */
type Seen =
  | { readonly kind: 'quote'; readonly recvUs: number; readonly quote: ImpactQuote }
  | { readonly kind: 'trade'; readonly recvUs: number; readonly timeUs: number; readonly lots: number }
  | { readonly kind: 'break'; readonly recvUs: number };

/** What the chain made of the same batch. */
type Made =
  | { readonly kind: 'quote'; readonly recvUs: number; readonly quote: ImpactQuote }
  | {
      readonly kind: 'levels';
      readonly recvUs: number;
      readonly matchUs: number | null;
      readonly flows: readonly number[];
    }
  | { readonly kind: 'break'; readonly recvUs: number };

export interface ImpactWatch {
  /** Sees books and quotes of the chain; a feature without columns. */
  readonly feature: BoundFeature;
  /** The symbol that is entered next is the studied one, under this code; null: another one. */
  enter(code: number | null): void;
  /** Takes book tickers, trades and breaks of the studied symbol. Gives the number of its book tickers. */
  events(batch: EventBatch): number;
  /** To be called when the chain has seen the same batch: both are taken in the order of receipt. */
  settle(): void;
  readonly ticker: Ticker;
  readonly depth: { readonly state: ImpactState };
}

interface Ticker {
  readonly state: ImpactState;
  seen: number;
  hasMatchTimes: boolean;
  aggregated: boolean;
}

interface Watching {
  readonly ticker: Ticker;
  readonly depth: { readonly state: ImpactState };
  readonly seen: Seen[];
  readonly made: Made[];
  updates: number;
}

const BREAKS: ReadonlySet<number> = new Set([KIND.disconnect, KIND.silence, KIND.session, KIND.clockStep]);
/** Of the level index: those of the original, whatever the chain's own are. */
const WEIGHTS = Float64Array.from(DEFAULT_CHAIN.ofi.weights);

export function impactWatch(source: ChainConfig['ofi']['source']): ImpactWatch {
  const watching: Watching = {
    ticker: { state: initImpact(), seen: 0, hasMatchTimes: false, aggregated: false },
    depth: { state: initImpact() },
    seen: [],
    made: [],
    updates: 0,
  };
  const place: { code: number | null; isStudied: boolean } = { code: null, isStudied: false };
  return {
    feature: featureOf(watching, place, source),
    ticker: watching.ticker,
    depth: watching.depth,
    enter(code) {
      place.isStudied = code !== null;
      place.code = code ?? place.code;
    },
    events: (batch) => takeEvents(batch, place.code, watching),
    settle: () => settle(watching),
  };
}

function featureOf(
  watching: Watching,
  place: { readonly isStudied: boolean },
  source: ChainConfig['ofi']['source'],
): BoundFeature {
  const { made, ticker } = watching;
  return bindFeature<{ readonly isStudied: boolean }>({
    columns: [],
    levels: IMPACT_LEVELS,
    init: () => ({ isStudied: place.isStudied }),
    onMid: ({ isStudied }, moment) => {
      // Quotes of the book ticker are taken on the exchange's clock instead.
      if (!isStudied || moment.mid2 === null || source === 'bookTicker' || ticker.seen > 0) return;
      const { timeUs, bidTicks, bidLots, askTicks, askLots } = moment;
      const quote = { updateId: watching.updates++, timeUs, bidTicks, bidLots, askTicks, askLots };
      made.push({ kind: 'quote', recvUs: timeUs, quote });
    },
    onBook: ({ isStudied }, moment) => (isStudied ? takeBook(made, moment) : undefined),
    onRow: () => undefined,
    onBreak: ({ isStudied }, recvUs) => (isStudied ? made.push({ kind: 'break', recvUs }) : undefined),
  });
}

function takeBook(made: Made[], { timeUs, matchUs, prev, next }: BookMoment): void {
  if (prev === null) return;
  made.push({ kind: 'levels', recvUs: timeUs, matchUs, flows: levelFlows(prev, next, WEIGHTS) });
}

function takeEvents(batch: EventBatch, code: number | null, { ticker, seen }: Watching): number {
  const { kind, symbol, flags, matchUs, qty } = batch;
  let tickers = 0;
  for (let i = 0; i < batch.count; i++) {
    const what = kind[i] as number;
    const isOurs = symbol[i] === code;
    const recvUs = batch.recvUs[i] as number;
    if (BREAKS.has(what) && (isOurs || symbol[i] === ALL_SYMBOLS)) seen.push({ kind: 'break', recvUs });
    if (!isOurs) continue;
    const bits = flags[i] as number;
    // Spot sends no match time with quotes: then the clock of the bins is that of receipt.
    const timeUs = bits & FLAG.hasMatchTime && ticker.hasMatchTimes ? (matchUs[i] as number) : recvUs;
    if (what === KIND.bookTicker) {
      if (ticker.seen === 0) ticker.hasMatchTimes = (bits & FLAG.hasMatchTime) !== 0;
      tickers++;
      ticker.seen++;
      seen.push({ kind: 'quote', recvUs, quote: tickerAt(batch, i, ticker) });
    } else if (isCounted(what, bits, ticker)) {
      const lots = bits & FLAG.buyerIsMaker ? -(qty[i] as number) : (qty[i] as number);
      seen.push({ kind: 'trade', recvUs, timeUs, lots });
    }
  }
  return tickers;
}

/** Fills once: where both trade streams are recorded, the aggregates count. */
function isCounted(kind: number, bits: number, ticker: Ticker): boolean {
  if (kind === KIND.aggTrade) ticker.aggregated = true;
  else if (kind !== KIND.trade || ticker.aggregated) return false;
  return (bits & FLAG.healed) === 0;
}

const tickerAt = (batch: EventBatch, i: number, { hasMatchTimes }: Ticker): ImpactQuote => ({
  updateId: batch.id1[i] as number,
  timeUs: (hasMatchTimes ? batch.matchUs[i] : batch.recvUs[i]) as number,
  bidTicks: batch.price[i] as number,
  bidLots: batch.qty[i] as number,
  askTicks: batch.price2[i] as number,
  askLots: batch.qty2[i] as number,
});

function settle(watching: Watching): void {
  const { seen, made } = watching;
  let m = 0;
  for (const one of seen) {
    for (; m < made.length && (made[m] as Made).recvUs < one.recvUs; m++) apply(watching, made[m] as Made);
    takeSeen(watching, one);
  }
  for (; m < made.length; m++) apply(watching, made[m] as Made);
  seen.length = 0;
  made.length = 0;
}

function takeSeen({ ticker, depth }: Watching, one: Seen): void {
  if (one.kind === 'break') breakImpact(ticker.state);
  else if (one.kind === 'quote') pushImpactQuote(ticker.state, one.quote);
  else {
    pushImpactTrade(ticker.state, one.timeUs, one.lots);
    pushImpactTrade(depth.state, one.recvUs, one.lots);
  }
}

function apply({ ticker, depth }: Watching, one: Made): void {
  if (one.kind === 'break') breakImpact(depth.state);
  else if (one.kind === 'quote') pushImpactQuote(depth.state, one.quote);
  else if (ticker.seen === 0) pushImpactLevels(depth.state, one.recvUs, one.flows);
  else if (!ticker.hasMatchTimes) pushImpactLevels(ticker.state, one.recvUs, one.flows);
  else if (one.matchUs !== null) pushImpactLevels(ticker.state, one.matchUs, one.flows);
}

/** Null where prices or flow never moved. */
export function finishWatch(watch: ImpactWatch, { step }: Instrument): ImpactResult | null {
  watch.settle();
  const { ticker, depth } = watch;
  const base = step.mantissa / powerOfTen(step.decimals);
  if (ticker.seen === 0) return finishImpact(depth.state, { step: base, clock: 'receive', source: 'depth' });
  const clock = ticker.hasMatchTimes ? 'exchange' : 'receive';
  return finishImpact(ticker.state, { step: base, clock, source: 'bookTicker' });
}
