// Feeds the measure of contemporaneous impact: from the book tickers where there are any, else from the best levels of depth.

import {
  type ImpactState,
  breakImpact,
  finishImpact,
  initImpact,
  pushImpactQuote,
  pushImpactTrade,
} from '../../core/analysis/impact/impact.js';
import type { ImpactResult } from '../../core/analysis/result-power.js';
import { ALL_SYMBOLS, type EventBatch, FLAG, KIND } from '../../core/market/event-batch.js';
import { powerOfTen } from '../../core/market/decimal.js';
import type { Instrument } from '../../core/market/instrument.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import { type BoundFeature, bindFeature } from '../../core/pipeline/feature.js';

export interface ImpactWatch {
  /** Sees the quotes of the chain; a feature without columns. */
  readonly feature: BoundFeature;
  /** The symbol that is entered next is the studied one, under this code; null: another one. */
  enter(code: number | null): void;
  /** Takes book tickers, trades and breaks of the studied symbol. Gives the number of its book tickers. */
  events(batch: EventBatch): number;
  readonly ticker: { readonly state: ImpactState; seen: number; hasMatchTimes: boolean; aggregated: boolean };
  readonly depth: { readonly state: ImpactState };
}

const BREAKS: ReadonlySet<number> = new Set([KIND.disconnect, KIND.silence, KIND.session, KIND.clockStep]);

export function impactWatch(source: ChainConfig['ofi']['source']): ImpactWatch {
  const ticker = { state: initImpact(), seen: 0, hasMatchTimes: false, aggregated: false };
  const depth = { state: initImpact() };
  const place: { code: number | null; isStudied: boolean; updates: number } = {
    code: null,
    isStudied: false,
    updates: 0,
  };
  const feature = bindFeature<{ readonly isStudied: boolean }>({
    columns: [],
    levels: 0,
    init: () => ({ isStudied: place.isStudied }),
    onMid: ({ isStudied }, moment) => {
      // Quotes of the book ticker are taken on the exchange's clock instead.
      if (!isStudied || moment.mid2 === null || source === 'bookTicker' || ticker.seen > 0) return;
      const { timeUs, bidTicks, bidLots, askTicks, askLots } = moment;
      pushImpactQuote(depth.state, { updateId: place.updates++, timeUs, bidTicks, bidLots, askTicks, askLots });
    },
    onRow: () => undefined,
    onBreak: ({ isStudied }) => (isStudied ? breakImpact(depth.state) : undefined),
  });
  return {
    feature,
    ticker,
    depth,
    enter(code) {
      place.isStudied = code !== null;
      place.code = code ?? place.code;
    },
    events: (batch) => takeEvents(batch, place.code, { ticker, depth }),
  };
}

function takeEvents(
  batch: EventBatch,
  code: number | null,
  { ticker, depth }: Pick<ImpactWatch, 'ticker' | 'depth'>,
): number {
  const { kind, symbol, flags, recvUs, matchUs, qty } = batch;
  let tickers = 0;
  for (let i = 0; i < batch.count; i++) {
    const what = kind[i] as number;
    const isOurs = symbol[i] === code;
    if (BREAKS.has(what) && (isOurs || symbol[i] === ALL_SYMBOLS)) breakImpact(ticker.state);
    if (!isOurs) continue;
    const bits = flags[i] as number;
    // Spot sends no match time with quotes: then the clock of the bins is that of receipt.
    const timeUs = bits & FLAG.hasMatchTime && ticker.hasMatchTimes ? (matchUs[i] as number) : (recvUs[i] as number);
    if (what === KIND.bookTicker) {
      if (ticker.seen === 0) ticker.hasMatchTimes = (bits & FLAG.hasMatchTime) !== 0;
      tickers++;
      ticker.seen++;
      takeTicker(batch, i, ticker);
    } else if (isCounted(what, bits, ticker)) {
      const lots = bits & FLAG.buyerIsMaker ? -(qty[i] as number) : (qty[i] as number);
      pushImpactTrade(ticker.state, timeUs, lots);
      pushImpactTrade(depth.state, recvUs[i] as number, lots);
    }
  }
  return tickers;
}

/** Fills once: where both trade streams are recorded, the aggregates count. */
function isCounted(kind: number, bits: number, ticker: ImpactWatch['ticker']): boolean {
  if (kind === KIND.aggTrade) ticker.aggregated = true;
  else if (kind !== KIND.trade || ticker.aggregated) return false;
  return (bits & FLAG.healed) === 0;
}

function takeTicker(batch: EventBatch, i: number, { state, hasMatchTimes }: ImpactWatch['ticker']): void {
  pushImpactQuote(state, {
    updateId: batch.id1[i] as number,
    timeUs: (hasMatchTimes ? batch.matchUs[i] : batch.recvUs[i]) as number,
    bidTicks: batch.price[i] as number,
    bidLots: batch.qty[i] as number,
    askTicks: batch.price2[i] as number,
    askLots: batch.qty2[i] as number,
  });
}

/** Null where prices or flow never moved. */
export function finishWatch({ ticker, depth }: ImpactWatch, { step }: Instrument): ImpactResult | null {
  const base = step.mantissa / powerOfTen(step.decimals);
  if (ticker.seen === 0) return finishImpact(depth.state, { step: base, clock: 'receive', source: 'depth' });
  const clock = ticker.hasMatchTimes ? 'exchange' : 'receive';
  return finishImpact(ticker.state, { step: base, clock, source: 'bookTicker' });
}
