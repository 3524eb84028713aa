// One order event of the synthetic market: what arrives, at what rate, and what it does to the book.
//
// A queue-reactive, zero-intelligence flow (after Smith, Farmer, Gillemot & Krishnamurthy 2003 and Huang, Lehalle &
// Rosenbaum 2015): best queues grow and shrink towards a typical size, takers come in clusters and on one side for a
// while, a spread wider than a tick is closed at once, and levels behind the best are drawn anew from a resting law.

import { nextExponential, nextNormal, nextUniform } from '../stats/rng.js';
import { signalOf } from './flow-memory.js';
import type { MarketConfig } from './market-config.js';
import type { SymbolState } from './market-state.js';
import {
  farDistance,
  fillCount,
  nearDistance,
  pioneerLots,
  queueEventLots,
  restingLots,
  takerLots,
} from './size-law.js';
import { type Side, bestLots, bestTicks, improveBest, setBehind, takeBest } from './synthetic-book.js';

/** Events per second at activity 1, chosen so that the measured facts come near those of ETHUSDT (see `--stats`). */
export const RATES = {
  /** Additions to and cancellations from both best queues. */
  queue: 150,
  taker: 5,
  /** Orders inside a spread of more than one tick. */
  inside: 600,
  near: 120,
  far: 750,
} as const;

/** Each taker raises the rate of takers by this, decaying within EXCITED_US: they come in clusters. */
const EXCITEMENT = 12;
const EXCITED_US = 50_000;
/** Even under full pressure a tenth of the flow goes the other way. */
const MOST_TILT = 0.9;
/** Episodes of pressure: mean length on the market's own clock, and scale of the tilt. */
const EPISODE_US = 120_000;
const PRESSURE = 0.6;
/** Share of orders inside the spread that close it to one tick; the others improve by any part of it. */
const CLOSES = 0.9;
/** A sweep takes at most this many levels. */
const MOST_LEVELS = 150;
/** Probability that a parent order's side changes after one of its takers. */
const PARENT_ENDS = 1 / 14;
const PARENT_PULL = 0.5;
const IMBALANCE_PULL = 0.45;
/** How often the side behind a move follows it rather than the other side coming back. */
const FOLLOW = 0.1;
/** Tilt per unit of alpha and of s(t) at a horizon of one second: calibrated so that `alpha` is what is measured. */
const TILT = 0.95;

export interface Fill {
  readonly priceTicks: number;
  readonly qtyLots: number;
  readonly fills: number;
  readonly taker: 'buy' | 'sell';
}

const NO_FILLS: readonly Fill[] = [];
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Tilt of all flow: pressure, and the planted signal where there is one. */
function tiltOf(state: SymbolState, market: MarketConfig): number {
  if (market.alpha === 0) return clamp(state.pressure, -MOST_TILT, MOST_TILT);
  const seconds = (market.alphaHorizonUs / 1e6) * market.activity;
  const planted = (TILT * market.alpha * signalOf(state.memory)) / Math.sqrt(seconds);
  return clamp(state.pressure + planted, -MOST_TILT, MOST_TILT);
}

/** Ends an episode of pressure now and then: the autocorrelation of pressure is exp(−t/EPISODE_US). */
function renewPressure(state: SymbolState, elapsedUs: number): void {
  if (nextUniform(state.rng) * EPISODE_US >= elapsedUs) return;
  // z·|z| has heavy tails: most episodes are quiet, a few are storms.
  const z = nextNormal(state.rng);
  state.pressure = PRESSURE * z * Math.abs(z);
}

export interface Intensity {
  readonly taker: number;
  readonly inside: number;
  readonly total: number;
}

/** Rates per second of the market's own clock, as the book stands. */
export function intensityOf(state: SymbolState): Intensity {
  const taker = RATES.taker + state.excitement;
  const inside = state.book.ask - state.book.bid > 1 ? RATES.inside : 0;
  return { taker, inside, total: taker + inside + RATES.queue + RATES.near + RATES.far };
}

/** Lets the excitement of takers fade until `nowUs`; `speed` is activity times mood. */
export function passTime(state: SymbolState, nowUs: number, speed: number): void {
  const elapsedUs = (nowUs - state.excitedUs) * speed;
  state.excitement *= Math.exp(-elapsedUs / EXCITED_US);
  renewPressure(state, elapsedUs);
  state.excitedUs = nowUs;
}

/** Draws the kind of the event by the rates and applies it; gives the fills of a taker. */
export function orderEvent(state: SymbolState, market: MarketConfig): readonly Fill[] {
  const rate = intensityOf(state);
  let draw = nextUniform(state.rng) * rate.total;
  if ((draw -= RATES.far) < 0) return redraw(state, farDistance(state.rng, state.config));
  if ((draw -= RATES.queue) < 0) return queueEvent(state, tiltOf(state, market));
  if ((draw -= RATES.near) < 0) return redraw(state, nearDistance(state.rng));
  if (draw < rate.taker) return takerEvent(state, tiltOf(state, market));
  return insideEvent(state, tiltOf(state, market));
}

function redraw(state: SymbolState, distance: number): readonly Fill[] {
  const side: Side = nextUniform(state.rng) < 0.5 ? 'bid' : 'ask';
  setBehind(state.book, side, { distance, qtyLots: restingLots(state.rng, distance, state.config) });
  return NO_FILLS;
}

/** A best queue of x typical sizes grows with probability 1/(1 + x), so that it is drawn to x = 1. */
function queueEvent(state: SymbolState, tilt: number): readonly Fill[] {
  const side: Side = nextUniform(state.rng) < 0.5 ? 'bid' : 'ask';
  const lean = tilt * (side === 'bid' ? 1 : -1);
  const held = bestLots(state.book, side);
  const grows = clamp(((1 + lean) * state.config.queueLots) / (state.config.queueLots + held), 0.02, 0.98);
  const qtyLots = queueEventLots(state.rng, state.config);
  if (nextUniform(state.rng) < grows) setBehind(state.book, side, { distance: 0, qtyLots: held + qtyLots });
  else withdraw(state, side, qtyLots);
  return NO_FILLS;
}

function withdraw(state: SymbolState, side: Side, qtyLots: number): void {
  const width = state.book.ask - state.book.bid;
  takeBest(state.book, side, qtyLots);
  if (state.book.ask - state.book.bid > width) state.opened = side === 'ask' ? 1 : -1;
}

function insideEvent(state: SymbolState, tilt: number): readonly Fill[] {
  const gap = state.book.ask - state.book.bid - 1;
  const bidProbability = clamp(0.5 + 0.5 * (FOLLOW * state.opened + tilt), 0.02, 0.98);
  const side: Side = nextUniform(state.rng) < bidProbability ? 'bid' : 'ask';
  const u = nextUniform(state.rng);
  const improve = u < CLOSES ? gap : 1 + Math.floor(((u - CLOSES) / (1 - CLOSES)) * gap);
  improveBest(state.book, side, { improve, qtyLots: pioneerLots(state.rng, state.config) });
  return NO_FILLS;
}

function takerEvent(state: SymbolState, tilt: number): readonly Fill[] {
  const { rng, book, config } = state;
  if (nextUniform(rng) < PARENT_ENDS) state.parent = -state.parent;
  const bid = bestLots(book, 'bid');
  const ask = bestLots(book, 'ask');
  const pull = PARENT_PULL * state.parent + (IMBALANCE_PULL * (bid - ask)) / (bid + ask) + tilt;
  const taker = nextUniform(rng) < clamp(0.5 + 0.5 * pull, 0.02, 0.98) ? 'buy' : 'sell';
  state.excitement += EXCITEMENT;
  return sweep(state, taker, takerLots(rng, config));
}

function sweep(state: SymbolState, taker: 'buy' | 'sell', wantedLots: number): readonly Fill[] {
  const side: Side = taker === 'buy' ? 'ask' : 'bid';
  const fills: Fill[] = [];
  let left = wantedLots;
  while (left > 0 && fills.length < MOST_LEVELS) {
    const priceTicks = bestTicks(state.book, side);
    const qtyLots = takeBest(state.book, side, left);
    if (qtyLots === 0) break;
    fills.push({ priceTicks, qtyLots, fills: fillCount(state.rng, qtyLots, state.config), taker });
    if (bestTicks(state.book, side) === priceTicks) break;
    state.opened = taker === 'buy' ? 1 : -1;
    left -= qtyLots;
  }
  return fills;
}

/** Time to the next event, µs of exchange time. */
export function waitUs(state: SymbolState, speed: number): number {
  return Math.max(1, Math.round((nextExponential(state.rng) * 1e6) / (intensityOf(state).total * speed)));
}
