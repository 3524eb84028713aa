// Onsets entered by limit orders: behind all that stands at the best price, filled only by trades (a risk-averse queue).
// Queue model: RiskAverse of hftbacktest. The front advances by trades at the price and is capped by the level's size.

import { type BlockState, blockAt, blockLengthUs, initBlocks, sumTable } from './block-sums.js';
import { type Columns, closeColumns, initColumns, offerRow } from './columns.js';
import type { MakerList } from './collected.js';
import type { Quote } from './quote-ring.js';
import { type Silences, isStale } from './silences.js';

/** `waiting`: on its way. `entering`: in the queue. `holding`: filled. `leaving`: in the queue of the other side. `done`: not open any more. */
type Stage = 'waiting' | 'entering' | 'holding' | 'leaving' | 'done';

/** One order and what became of it. */
interface MakerOrder {
  readonly slot: number;
  readonly side: 1 | -1;
  readonly timeUs: number;
  readonly postUs: number;
  /** End of the horizon, and of the time to leave by a limit order. */
  readonly endUs: number;
  readonly lastUs: number;
  stage: Stage;
  /** Of the order in the queue: price, and lots still before it. */
  priceTicks: number;
  aheadLots: number;
  /** Filled while in the queue: when, and the mid then (half ticks). */
  fillUs: number;
  fillMid2: number;
  fillTicks: number;
  grossTaker: number;
  paidTaker: number;
}

const EMPTY = {
  timeUs: new Float64Array(0),
  fillUs: new Float64Array(0),
  side: new Int8Array(0),
  grossTaker: new Float64Array(0),
  paidTaker: new Float64Array(0),
  grossMaker: new Float64Array(0),
  paidMaker: new Float64Array(0),
  passiveExit: new Uint8Array(0),
};
const WIDTHS = {
  timeUs: 1,
  fillUs: 1,
  side: 1,
  grossTaker: 1,
  paidTaker: 1,
  grossMaker: 1,
  paidMaker: 1,
  passiveExit: 1,
};

/** Orders and fills. */
const FILL_SUMS = 2;
const FILL_BLOCKS = 1024;

interface MakerSums {
  /** Of orders with a known end, by the block of the decision: how many, and how many were filled. */
  readonly fills: BlockState;
  readonly rows: Columns<typeof EMPTY>;
}

export interface MakerState {
  readonly latencyUs: number;
  readonly horizonUs: number;
  readonly sums: readonly MakerSums[];
  /** In order of time. */
  open: MakerOrder[];
  /** Nothing is due before this time. */
  dueUs: number;
}

/** @param slots signals that orders are made for */
export const initMaker = (
  lane: { readonly latencyUs: number; readonly horizonUs: number },
  slots: number,
  most: number,
): MakerState => ({
  latencyUs: lane.latencyUs,
  horizonUs: lane.horizonUs,
  sums: Array.from({ length: slots }, () => ({
    fills: initBlocks(blockLengthUs(lane.horizonUs), FILL_SUMS, FILL_BLOCKS),
    rows: initColumns(EMPTY, WIDTHS, most),
  })),
  open: [],
  dueUs: Infinity,
});

export function addMakerOrder(
  state: MakerState,
  slot: number,
  { timeUs, side }: { timeUs: number; side: number },
): void {
  const postUs = timeUs + state.latencyUs;
  const endUs = postUs + state.horizonUs;
  state.dueUs = Math.min(state.dueUs, postUs);
  state.open.push({
    slot,
    side: side > 0 ? 1 : -1,
    timeUs,
    postUs,
    endUs,
    lastUs: endUs + state.horizonUs,
    stage: 'waiting',
    priceTicks: 0,
    aheadLots: 0,
    fillUs: 0,
    fillMid2: 0,
    fillTicks: 0,
    grossTaker: 0,
    paidTaker: 0,
  });
}

const bpOf = (side: number, exit: number, entry: number): number => side * Math.log(exit / entry) * 1e4;

/** Puts a limit order of `side` into the queue at the best price of its side. */
function post(order: MakerOrder, side: number, quote: Quote): void {
  order.priceTicks = side > 0 ? quote.bidTicks : quote.askTicks;
  order.aheadLots = side > 0 ? quote.bidLots : quote.askLots;
}

function keep(state: MakerState, order: MakerOrder, exit: { gross: number; paid: number; passive: 0 | 1 | 2 }): void {
  const sums = state.sums[order.slot];
  if (sums === undefined) return;
  const row = offerRow(sums.rows);
  if (row < 0) return;
  const { at } = sums.rows;
  at.timeUs[row] = order.timeUs;
  at.fillUs[row] = order.fillUs;
  at.side[row] = order.side;
  at.grossTaker[row] = order.grossTaker;
  at.paidTaker[row] = order.paidTaker;
  at.grossMaker[row] = exit.gross;
  at.paidMaker[row] = exit.paid;
  at.passiveExit[row] = exit.passive;
}

const mid2Of = (quote: Quote): number => quote.bidTicks + quote.askTicks;
const takerExit = (side: number, quote: Quote): number => (side > 0 ? quote.bidTicks : quote.askTicks);

const unknownExit = (order: MakerOrder) => ({ gross: order.grossTaker, paid: order.paidTaker, passive: 2 }) as const;

/**
 * The quotes that a deadline meets; null where they are unknown or stale. A silence between two deadlines is the market's
 * business, as it is for takers: giving up the orders in it would keep those alone that are filled soon.
 */
const knownAt = ({ quote, silences }: Deadline, timeUs: number): Quote | null =>
  isStale(silences, timeUs, timeUs) ? null : quote;

/** The horizon of an order is over. True when it goes on, to leave by a limit order. */
function endHorizon(state: MakerState, order: MakerOrder, now: Deadline): boolean {
  const sums = state.sums[order.slot];
  const quote = knownAt(now, order.endUs);
  if (sums === undefined || quote === null) return false;
  const isFilled = order.stage === 'holding';
  const at = blockAt(sums.fills, order.timeUs);
  const { cells } = sums.fills;
  cells[at] = (cells[at] as number) + 1;
  if (!isFilled) return false;
  cells[at + 1] = (cells[at + 1] as number) + 1;
  order.grossTaker = bpOf(order.side, mid2Of(quote), order.fillMid2);
  order.paidTaker = bpOf(order.side, takerExit(order.side, quote), order.fillTicks);
  post(order, -order.side, quote);
  order.stage = 'leaving';
  return true;
}

/** Brings one order up to `timeUs`, deadlines at that time included; the quotes stand since the last change. */
function stepDeadlines(state: MakerState, order: MakerOrder, now: Deadline): void {
  const { timeUs } = now;
  if (order.stage === 'waiting') {
    if (order.postUs > timeUs) return;
    const quote = knownAt(now, order.postUs);
    if (quote === null) {
      order.stage = 'done';
      return;
    }
    post(order, order.side, quote);
    order.stage = 'entering';
  }
  if (order.stage !== 'leaving') {
    if (order.endUs > timeUs) return;
    if (!endHorizon(state, order, now)) {
      order.stage = 'done';
      return;
    }
  }
  if (order.lastUs > timeUs) return;
  const quote = knownAt(now, order.lastUs);
  keep(state, order, quote === null ? unknownExit(order) : takerFallback(order, quote));
  order.stage = 'done';
}

const takerFallback = (order: MakerOrder, quote: Quote) => ({
  gross: bpOf(order.side, mid2Of(quote), order.fillMid2),
  paid: bpOf(order.side, takerExit(order.side, quote), order.fillTicks),
  passive: 0 as const,
});

const nextDeadline = (order: MakerOrder): number =>
  order.stage === 'waiting' ? order.postUs : order.stage === 'leaving' ? order.lastUs : order.endUs;

function sweep(state: MakerState): void {
  state.open = state.open.filter((order) => order.stage !== 'done');
  state.dueUs = state.open.reduce((due, order) => Math.min(due, nextDeadline(order)), Infinity);
}

interface Now {
  readonly timeUs: number;
  readonly quote: Quote | null;
}

interface Deadline extends Now {
  readonly silences: Silences;
}

/** Meets all deadlines up to `timeUs`, that time included, with the quotes that stand. To be called before they change. */
export function settleMaker(state: MakerState, now: Deadline): void {
  if (now.timeUs < state.dueUs) return;
  for (const order of state.open) stepDeadlines(state, order, now);
  sweep(state);
}

/** An order in the queue was filled. */
function fill(state: MakerState, order: MakerOrder, { timeUs, quote }: Now): void {
  const mid2 = quote === null ? 2 * order.priceTicks : mid2Of(quote);
  if (order.stage === 'entering') {
    order.stage = 'holding';
    order.fillUs = timeUs;
    order.fillMid2 = mid2;
    order.fillTicks = order.priceTicks;
    return;
  }
  const paid = bpOf(order.side, order.priceTicks, order.fillTicks);
  keep(state, order, { gross: bpOf(order.side, mid2, order.fillMid2), paid, passive: 1 });
  order.stage = 'done';
}

/** Side of the limit order in the queue: +1 buys. 0: none is there. */
const restingSide = (order: MakerOrder): number =>
  order.stage === 'entering' ? order.side : order.stage === 'leaving' ? -order.side : 0;

/** A trade: at the price it shortens the queue, through it fills. `quote`: as known then. */
export function makerTrade(
  state: MakerState,
  trade: { readonly priceTicks: number; readonly lots: number; readonly side: number },
  now: Now,
): void {
  let ended = false;
  for (const order of state.open) {
    const side = restingSide(order);
    if (side === 0 || trade.side === side) continue;
    const beyond = side * (order.priceTicks - trade.priceTicks);
    if (beyond < 0) continue;
    if (beyond === 0) {
      order.aheadLots -= trade.lots;
      if (order.aheadLots >= 0) continue;
    }
    fill(state, order, now);
    ended ||= order.stage === 'done';
  }
  if (ended) sweep(state);
}

/** New best quotes: the queue is no longer than its level, and a quote of the other side at the price fills. */
export function makerQuote(state: MakerState, now: Now): void {
  const { quote } = now;
  if (quote === null) return;
  let ended = false;
  for (const order of state.open) {
    const side = restingSide(order);
    if (side === 0) continue;
    const best = side > 0 ? quote.bidTicks : quote.askTicks;
    const other = side > 0 ? quote.askTicks : quote.bidTicks;
    if (side * (order.priceTicks - other) >= 0) {
      fill(state, order, now);
      ended ||= order.stage === 'done';
    } else if (best === order.priceTicks) {
      order.aheadLots = Math.min(order.aheadLots, side > 0 ? quote.bidLots : quote.askLots);
    } else if (side * (order.priceTicks - best) > 0) order.aheadLots = 0;
  }
  if (ended) sweep(state);
}

/** Gives up every open order: one that was leaving has left as taker when its horizon ended, the others count for nothing. */
export function dropMaker(state: MakerState): void {
  for (const order of state.open) if (order.stage === 'leaving') keep(state, order, unknownExit(order));
  state.open = [];
  state.dueUs = Infinity;
}

export function makerList({ fills, rows }: MakerSums): MakerList {
  const table = sumTable(fills);
  const [orders = 0, filled = 0] = table.columns.map((column) => column.reduce((all, one) => all + one, 0));
  return { orders, filled, fills: table, stride: rows.stride, ...closeColumns(rows) };
}
