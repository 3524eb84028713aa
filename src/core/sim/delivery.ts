// From the venue to the receiver: latency and order of arrival over separate pipes, each of them first in, first out.

import { type RngState, initRng, nextNormal } from '../stats/rng.js';

/**
 * `public` carries books, `market` trades (two sockets on the real exchange, so they overtake each other), `rest`
 * answers to requests; `control` is what the receiver notes itself, once everything sent before has arrived.
 */
export type Pipe = 'public' | 'market' | 'rest' | 'control';

export interface Sending<Item> {
  readonly sentUs: number;
  readonly pipe: Pipe;
  readonly item: Item;
}

export interface Arrival<Item> {
  recvUs: number;
  readonly item: Item;
}

/** No message takes less than this; what has been sent is final so much later. */
export const LEAST_LATENCY_US = 15_000;
const MEDIAN_LATENCY_US = 35_000;
const SIGMA = 0.3;
/** The network's mood (log latency) forgets itself within this. */
const MEMORY_US = 300_000;

export interface DeliveryState<Item> {
  readonly rng: RngState;
  readonly sent: Sending<Item>[];
  readonly underway: Arrival<Item>[];
  /** Log latency in deviations, and when it was drawn. */
  mood: number;
  moodUs: number;
  readonly lastUs: Record<Pipe, number>;
  /** Receive time of the last arrival given out: the next is later. */
  arrivedUs: number;
}

export function initDelivery<Item>(seed: number, startUs: number): DeliveryState<Item> {
  return {
    rng: initRng(seed ^ 0x1a7e),
    sent: [],
    underway: [],
    mood: 0,
    moodUs: startUs,
    lastUs: { public: startUs, market: startUs, rest: startUs, control: startUs },
    arrivedUs: startUs,
  };
}

/** Keeps a list in order; most items go to its end. */
function insert<Item>(list: Item[], item: Item, key: (item: Item) => number): void {
  let at = list.length;
  while (at > 0 && key(list[at - 1] as Item) > key(item)) at--;
  list.splice(at, 0, item);
}

export const send = <Item>(state: DeliveryState<Item>, sending: Sending<Item>): void =>
  insert(state.sent, sending, (other) => other.sentUs);

function latencyUs(state: DeliveryState<unknown>, sentUs: number): number {
  const keeps = Math.exp(-Math.max(0, sentUs - state.moodUs) / MEMORY_US);
  state.mood = state.mood * keeps + Math.sqrt(1 - keeps * keeps) * nextNormal(state.rng);
  state.moodUs = Math.max(sentUs, state.moodUs);
  return Math.max(LEAST_LATENCY_US, Math.round(MEDIAN_LATENCY_US * Math.exp(SIGMA * state.mood)));
}

function arrivalUs(state: DeliveryState<unknown>, { sentUs, pipe }: Sending<unknown>): number {
  const { lastUs } = state;
  if (pipe === 'control') return Math.max(sentUs + LEAST_LATENCY_US, lastUs.public, lastUs.market, lastUs.rest);
  lastUs[pipe] = Math.max(lastUs[pipe], sentUs + latencyUs(state, sentUs));
  return lastUs[pipe];
}

/**
 * Everything that has surely arrived when the venue's time is `nowUs` and nothing sent before it will be added:
 * in order of arrival, receive times strictly increasing. `Infinity` empties the pipes.
 */
export function arrivals<Item>(state: DeliveryState<Item>, nowUs: number): Arrival<Item>[] {
  let count = 0;
  for (const sending of state.sent) {
    if (sending.sentUs > nowUs) break;
    insert(state.underway, { recvUs: arrivalUs(state, sending), item: sending.item }, (other) => other.recvUs);
    count++;
  }
  state.sent.splice(0, count);
  let due = 0;
  while (due < state.underway.length && (state.underway[due] as Arrival<Item>).recvUs <= nowUs + LEAST_LATENCY_US)
    due++;
  const arrived = state.underway.splice(0, due);
  for (const arrival of arrived) {
    arrival.recvUs = Math.max(arrival.recvUs, state.arrivedUs + 1);
    state.arrivedUs = arrival.recvUs;
  }
  return arrived;
}
