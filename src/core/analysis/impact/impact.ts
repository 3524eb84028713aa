// Contemporaneous impact of order flow on the mid, by bin width: a check of the data against the literature, no forecast.

import {
  type BestFlowState,
  type QuoteColumns,
  clearBestFlow,
  initBestFlow,
  stepBestFlow,
} from '../../flow/best-flow.js';
import { inUnits } from '../../market/units.js';
import { cksLevelFlow } from '../../flow/ofi-cks.js';
import { indexFlow } from '../../flow/ofi-index.js';
import type { TopLevels } from '../../book/top-levels.js';
import { mapEstimate } from '../estimate.js';
import type { ImpactResult } from '../result-power.js';
import { FLOW, type FlowBins, IMPACT_LEVELS, addFlow, addQuoteStep, endRun, initFlowBins } from './flow-bins.js';
import { impactLevels, impactRows, impactScatter, stepSlope } from './impact-rows.js';
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
  /** Changes of a best price, and how far they went in all, ticks. */
  moves: number;
  movedTicks: number;
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
  moves: 0,
  movedTicks: 0,
});

/** Quotes may come a little out of order of their ids; those of depth updates bring rising ones. */
export function pushImpactQuote(state: ImpactState, quote: ImpactQuote): void {
  orderQuote(state.order, quote);
  for (let ready = readyQuote(state.order); ready !== null; ready = readyQuote(state.order)) stepQuote(state, ready);
}

/** A trade against the book; `lots` positive where the taker bought. */
export function pushImpactTrade({ bins }: ImpactState, timeUs: number, lots: number): void {
  const step = { timeUs, first: FLOW.trades, values: [lots] };
  for (const one of bins) addFlow(one, step);
}

/** Flows of a depth update by level: by level index, of each level, the mean depth of the levels, and 1 for the update. */
export function levelFlows(prev: TopLevels, next: TopLevels, weights: Float64Array): number[] {
  const values = [indexFlow(prev, next, weights)];
  let depth = 0;
  for (let m = 0; m < IMPACT_LEVELS; m++) {
    values.push(cksLevelFlow(prev, next, m));
    if (m < next.bidCount) depth += next.bidLots[m] as number;
    if (m < next.askCount) depth += next.askLots[m] as number;
  }
  values.push(depth / 2 / IMPACT_LEVELS, 1);
  return values;
}

/** @param values of `levelFlows` */
export function pushImpactLevels({ bins }: ImpactState, timeUs: number, values: readonly number[]): void {
  const step = { timeUs, first: FLOW.index, values };
  for (const one of bins) addFlow(one, step);
}

function stepQuote(state: ImpactState, quote: ImpactQuote): void {
  const { row } = state;
  const { timeUs, bidTicks, askTicks, bidLots, askLots } = quote;
  row.price[0] = bidTicks;
  row.qty[0] = bidLots;
  row.price2[0] = askTicks;
  row.qty2[0] = askLots;
  const steps = countMoves(state, quote);
  const flow = stepBestFlow(state.flow, row, 0);
  for (const bins of state.bins) addQuoteStep(bins, { timeUs, flow, steps, mid2: bidTicks + askTicks });
  state.quotes++;
  state.flowLots += flow ?? 0;
  state.depthLots += (bidLots + askLots) / 2;
}

/** Counts changes of best prices. Gives the mid's move in steps, each change of one side half a step whatever its length. */
function countMoves(state: ImpactState, { bidTicks, askTicks, bidLots, askLots }: ImpactQuote): number {
  const { flow } = state;
  // A side without a price has not moved: it came or went.
  const bid = flow.ready && bidLots > 0 && flow.bidLots > 0 ? bidTicks - flow.bidTicks : 0;
  const ask = flow.ready && askLots > 0 && flow.askLots > 0 ? askTicks - flow.askTicks : 0;
  state.moves += Number(bid !== 0) + Number(ask !== 0);
  state.movedTicks += Math.abs(bid) + Math.abs(ask);
  return (Math.sign(bid) + Math.sign(ask)) / 2;
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

/** β in ticks a base unit; of joint fits that of the best level. Null where no bin has both a flow and a price change. */
export function finishImpact(state: ImpactState, { step, clock, source }: ImpactScale): ImpactResult | null {
  breakImpact(state);
  const rows = state.bins.flatMap((bins) => impactRows(bins, step));
  if (rows.length === 0) return null;
  const checked = rows.find(({ flow, binUs }) => flow === 'ofi' && binUs === CHECK_US);
  const depth = inUnits(state.depthLots / state.quotes, step);
  const shown = state.bins.find(({ widthUs }) => widthUs === CHECK_US) as FlowBins;
  return {
    clock,
    source,
    rows,
    levels: impactLevels(shown, step),
    scatter: impactScatter(shown, step),
    betaDepth: checked === undefined ? null : mapEstimate(checked.betaEstimate, (beta) => beta * 2 * depth),
    stepDepth: mapEstimate(stepSlope(shown), (slope) => (slope * 2 * state.depthLots) / state.quotes),
    ticksPerStep: state.moves === 0 ? null : state.movedTicks / state.moves,
  };
}
