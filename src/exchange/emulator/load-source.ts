// Many light symbols at a given message rate: valid chains and books that cost little to make, for load tests.

import { initRng, nextInt, type RngState } from '../../core/stats/rng.js';
import type { TextLevel, VenueMessage } from './venue-message.js';
import type { VenueBook, VenueSource, VenueSymbol } from './venue-source.js';

export interface LoadOptions {
  readonly symbols: number;
  /** Messages a second over all symbols and both streams. */
  readonly rate: number;
  readonly seed: number;
}

/** Levels a side. */
const LEVELS = 100;
/** Distances [first, count] of which a depth message changes one level on each side. */
const ZONES = [
  [0, 11],
  [11, 30],
  [41, 58],
] as const;
/** Depth messages a second and symbol, as long as half of the rate suffices. */
const DEPTH_RATE = 10;
/** Price stays within these ticks of 0.01. */
const LOWEST_MID = 5_000;
const HIGHEST_MID = 15_000;
const FIRST_ID = 8_900_000_000_000;
const QTY_TEXTS = 4_096;

interface LoadSymbol {
  readonly name: string;
  readonly rng: RngState;
  mid: number;
  /** Quantity text of the level at distance i from the best, index 0 the best. */
  readonly bids: string[];
  readonly asks: string[];
  lastId: number;
  tradeId: number;
}

const priceTexts = Array.from({ length: HIGHEST_MID + LEVELS + 2 }, (_, ticks) => (ticks / 100).toFixed(2));
const qtyTexts = Array.from({ length: QTY_TEXTS }, (_, i) => ((i + 1) / 1000).toFixed(3));
const priceText = (ticks: number): string => priceTexts[ticks] as string;
const drawQty = (rng: RngState): string => qtyTexts[nextInt(rng, QTY_TEXTS)] as string;

function initSymbol(index: number, seed: number): LoadSymbol {
  const rng = initRng(seed ^ Math.imul(index + 1, 0x9e3779b1));
  const name = `S${String(index + 1).padStart(3, '0')}USDT`;
  const side = (): string[] => Array.from({ length: LEVELS }, () => drawQty(rng));
  return {
    name,
    rng,
    mid: 8_000 + nextInt(rng, 4_000),
    bids: side(),
    asks: side(),
    lastId: FIRST_ID,
    tradeId: 1_000_000 * (index + 1),
  };
}

class LoadSource implements VenueSource {
  readonly kind = 'load';
  readonly publishesAll = true;
  readonly symbols: readonly VenueSymbol[];
  readonly startUs = 0;
  readonly #states: LoadSymbol[];
  readonly #byName: ReadonlyMap<string, LoadSymbol>;
  readonly #depthUs: number;
  readonly #tradeUs: number;
  #depths = 0;
  #trades = 0;
  /** Shared by all symbols, as on the exchange. */
  #updateId = FIRST_ID;

  constructor({ symbols, rate, seed }: LoadOptions) {
    this.#states = Array.from({ length: symbols }, (_, index) => initSymbol(index, seed));
    this.#byName = new Map(this.#states.map((state) => [state.name, state]));
    this.symbols = this.#states.map(({ name }) => ({ symbol: name, tick: '0.01', step: '0.001' }));
    const depthRate = Math.min(symbols * DEPTH_RATE, rate / 2);
    this.#depthUs = 1e6 / depthRate;
    this.#tradeUs = 1e6 / (rate - depthRate);
  }

  ready(): null {
    return null;
  }

  ended(): boolean {
    return false;
  }

  pull(untilUs: number, most: number, take: (message: VenueMessage) => void): number {
    for (let count = 0; count < most; count++) {
      const depthUs = (this.#depths + 1) * this.#depthUs;
      const tradeUs = (this.#trades + 1) * this.#tradeUs;
      const atUs = Math.min(depthUs, tradeUs);
      if (atUs > untilUs) return untilUs;
      if (depthUs <= tradeUs) take(this.#depth(this.#turn(this.#depths++), atUs));
      else take(this.#trade(this.#turn(this.#trades++), atUs));
    }
    return Math.max(this.#depths * this.#depthUs, this.#trades * this.#tradeUs);
  }

  book(symbol: string, limit: number): VenueBook {
    const state = this.#byName.get(symbol);
    if (state === undefined) return { lastUpdateId: 0, bids: [], asks: [] };
    const { mid, bids, asks } = state;
    return {
      lastUpdateId: state.lastId,
      bids: bids.slice(0, limit).map((qty, i): TextLevel => [priceText(mid - 1 - i), qty]),
      asks: asks.slice(0, limit).map((qty, i): TextLevel => [priceText(mid + i), qty]),
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #turn(count: number): LoadSymbol {
    return this.#states[count % this.#states.length] as LoadSymbol;
  }

  #depth(state: LoadSymbol, atUs: number): VenueMessage {
    const bids: TextLevel[] = [];
    const asks: TextLevel[] = [];
    const isMove = nextInt(state.rng, 8) === 0;
    if (isMove) move(state, bids, asks);
    for (let i = 0; i < ZONES.length; i++) {
      const [from, size] = ZONES[i] as readonly [number, number];
      // The best levels are set by the move already, and no price comes twice in a message.
      const isSet = isMove && from === 0;
      change(state, {
        bids,
        asks,
        distance: isSet ? 1 + nextInt(state.rng, size - 1) : from + nextInt(state.rng, size),
      });
    }
    const prevId = state.lastId;
    const firstId = this.#updateId + 1;
    this.#updateId += 1 + nextInt(state.rng, 40);
    state.lastId = this.#updateId;
    return { kind: 'depth', symbol: state.name, atUs, ageMs: 1, firstId, finalId: state.lastId, prevId, bids, asks };
  }

  #trade(state: LoadSymbol, atUs: number): VenueMessage {
    const id = state.tradeId++;
    const buyerIsMaker = nextInt(state.rng, 2) === 0;
    const price = priceText(buyerIsMaker ? state.mid - 1 : state.mid);
    const qty = drawQty(state.rng);
    const what = { id, price, qty, qtyNoRpi: qty, firstFill: id, lastFill: id, buyerIsMaker };
    return { kind: 'aggTrade', symbol: state.name, atUs, ageMs: 1, ...what };
  }
}

function change(state: LoadSymbol, to: { bids: TextLevel[]; asks: TextLevel[]; distance: number }): void {
  const { distance } = to;
  const [bid, ask] = [drawQty(state.rng), drawQty(state.rng)];
  state.bids[distance] = bid;
  state.asks[distance] = ask;
  to.bids.push([priceText(state.mid - 1 - distance), bid]);
  to.asks.push([priceText(state.mid + distance), ask]);
}

/** Moves the price by a tick: the best level of one side goes, a new one comes on the other, and so at the far ends. */
function move(state: LoadSymbol, bids: TextLevel[], asks: TextLevel[]): void {
  const isUp = state.mid <= LOWEST_MID || (state.mid < HIGHEST_MID && nextInt(state.rng, 2) === 0);
  const qty = drawQty(state.rng);
  const far = drawQty(state.rng);
  const { mid } = state;
  if (isUp) {
    asks.push([priceText(mid), '0.000'], [priceText(mid + LEVELS), far]);
    bids.push([priceText(mid), qty], [priceText(mid - LEVELS), '0.000']);
    shiftSides(state.bids, state.asks, { qty, far });
    state.mid++;
  } else {
    bids.push([priceText(mid - 1), '0.000'], [priceText(mid - 1 - LEVELS), far]);
    asks.push([priceText(mid - 1), qty], [priceText(mid - 1 + LEVELS), '0.000']);
    shiftSides(state.asks, state.bids, { qty, far });
    state.mid--;
  }
}

function shiftSides(gains: string[], loses: string[], { qty, far }: { qty: string; far: string }): void {
  gains.unshift(qty);
  gains.pop();
  loses.shift();
  loses.push(far);
}

export const createLoadSource = (options: LoadOptions): VenueSource => new LoadSource(options);
