// Contemporaneous impact of order flow on the mid, by bin width: a check of the data against the literature, no forecast.

import {
  type BestFlowState,
  type QuoteColumns,
  clearBestFlow,
  initBestFlow,
  stepBestFlow,
} from '../../flow/best-flow.js';
import { inUnits } from '../../market/units.js';
import type { ImpactResult, ImpactRow } from '../result-power.js';
import { correlationOf, lineOn, planeOn } from './co-moments.js';
import { type FlowBins, addBinTrade, addQuoteStep, endRun, initFlowBins } from './flow-bins.js';
import { type ImpactQuote, type QuoteOrder, initQuoteOrder, orderQuote, readyQuote, takeQuote } from './quote-order.js';

/** Widths of the table, µs. */
export const IMPACT_WIDTHS_US: readonly number[] = [100_000, 500_000, 1_000_000, 5_000_000, 10_000_000];
/** Width that the depth check is made at. */
const CHECK_US = 1_000_000;

/** Plain data. */
export interface ImpactState {
  readonly order: QuoteOrder;
  readonly bins: readonly FlowBins[];
  readonly flow: BestFlowState;
  /** The quote being stepped, as one row. */
  readonly row: QuoteColumns;
  quotes: number;
  /** Σ e_n and Σ (bid + ask size)/2 over the quotes, lots. */
  flowLots: number;
  depthLots: number;
}

export const initImpact = (): ImpactState => ({
  order: initQuoteOrder(),
  bins: IMPACT_WIDTHS_US.map(initFlowBins),
  flow: initBestFlow(),
  row: {
    price: new Float64Array(1),
    qty: new Float64Array(1),
    price2: new Float64Array(1),
    qty2: new Float64Array(1),
  },
  quotes: 0,
  flowLots: 0,
  depthLots: 0,
});

/** Quotes may come a little out of order of their ids; those of depth updates bring rising ones. */
export function pushImpactQuote(state: ImpactState, quote: ImpactQuote): void {
  orderQuote(state.order, quote);
  for (let ready = readyQuote(state.order); ready !== null; ready = readyQuote(state.order)) stepQuote(state, ready);
}

/** A trade against the book; `lots` positive where the taker bought. */
export function pushImpactTrade({ bins }: ImpactState, timeUs: number, lots: number): void {
  for (const one of bins) addBinTrade(one, timeUs, lots);
}

function stepQuote(state: ImpactState, quote: ImpactQuote): void {
  const { row } = state;
  const { timeUs, bidTicks, askTicks, bidLots, askLots } = quote;
  row.price[0] = bidTicks;
  row.qty[0] = bidLots;
  row.price2[0] = askTicks;
  row.qty2[0] = askLots;
  const flow = stepBestFlow(state.flow, row, 0);
  for (const bins of state.bins) addQuoteStep(bins, { timeUs, flow, mid2: bidTicks + askTicks });
  state.quotes++;
  state.flowLots += flow ?? 0;
  state.depthLots += (bidLots + askLots) / 2;
}

/** A break: no bin and no flow spans it. */
export function breakImpact(state: ImpactState): void {
  for (let quote = takeQuote(state.order); quote !== null; quote = takeQuote(state.order)) stepQuote(state, quote);
  state.order.lastId = -Infinity;
  state.order.newestUs = -Infinity;
  clearBestFlow(state.flow);
  state.bins.forEach(endRun);
}

export interface ImpactScale {
  /** One lot in base units. */
  readonly step: number;
  readonly clock: ImpactResult['clock'];
  readonly source: ImpactResult['source'];
}

const FLOWS = [
  ['ofi', ({ same }: FlowBins) => lineOn(same, 1)],
  ['ti', ({ same }: FlowBins) => lineOn(same, 2)],
  ['ofi+ti', ({ same }: FlowBins) => planeOn(same)],
] as const;

/** β in ticks a base unit; of `ofi+ti` that of OFI. Null where no bin has both a flow and a price change. */
export function finishImpact(state: ImpactState, { step, clock, source }: ImpactScale): ImpactResult | null {
  breakImpact(state);
  const rows = state.bins.flatMap((bins) =>
    FLOWS.flatMap(([flow, fit]): ImpactRow[] => {
      const line = fit(bins);
      if (line === null) return [];
      const { alpha, beta, r2 } = line;
      const nextCorrelation = flow === 'ofi' ? correlationOf(bins.next) : null;
      return [{ flow, binUs: bins.widthUs, n: bins.same.n, alpha, beta: beta / step, r2, nextCorrelation }];
    }),
  );
  if (rows.length === 0) return null;
  const checked = rows.find(({ flow, binUs }) => flow === 'ofi' && binUs === CHECK_US);
  const depth = inUnits(state.depthLots / state.quotes, step);
  return { clock, source, rows, betaDepth: checked === undefined ? null : checked.beta * 2 * depth };
}
