// The synthetic market of core/sim as a venue: a seeded market without an end, told in the exchange's texts.

import type { Level } from '../../core/market/event.js';
import { formatUnits } from '../../core/market/decimal.js';
import type { MarketConfig } from '../../core/sim/market-config.js';
import type { MarketState } from '../../core/sim/market-state.js';
import { initMarket, nextEventUs, snapshotMarket, stepMarket } from '../../core/sim/market.js';
import type { VenueEvent } from '../../core/sim/venue-event.js';
import { type WireScale, decimalText } from '../binance/write.js';
import type { TextLevel, VenueMessage } from './venue-message.js';
import type { VenueBook, VenueSource, VenueSymbol } from './venue-source.js';

/** More levels than the market's window has: the whole book. */
const ALL_LEVELS = 20_000;

const levelText = ({ priceTicks, qtyLots }: Level, scale: WireScale): TextLevel => [
  decimalText(priceTicks, scale.tick, scale.priceDecimals),
  decimalText(qtyLots, scale.step, scale.qtyDecimals),
];
const levelTexts = (levels: readonly Level[], scale: WireScale): TextLevel[] =>
  levels.map((level) => levelText(level, scale));

class SyntheticSource implements VenueSource {
  readonly kind = 'synthetic';
  readonly publishesAll = false;
  readonly symbols: readonly VenueSymbol[];
  readonly startUs: number;
  readonly #market: MarketState;
  readonly #scales: ReadonlyMap<string, WireScale>;
  /** Messages made but sent a little later than what made them, in order of sending. */
  readonly #underway: VenueMessage[] = [];

  constructor(config: MarketConfig) {
    this.#market = initMarket(config);
    this.startUs = config.startUs;
    this.symbols = config.symbols.map(({ instrument }) => ({
      symbol: instrument.symbol,
      tick: formatUnits(1, instrument.tick),
      step: formatUnits(1, instrument.step),
    }));
    this.#scales = new Map(
      config.symbols.map((symbol) => [symbol.instrument.symbol, { ...symbol.instrument, ...symbol }]),
    );
  }

  ready(): null {
    return null;
  }

  ended(): boolean {
    return false;
  }

  pull(untilUs: number, most: number, take: (message: VenueMessage) => void): number {
    let count = 0;
    while (count < most) {
      const stepUs = nextEventUs(this.#market);
      const dueUs = this.#underway[0]?.atUs ?? Infinity;
      if (Math.min(stepUs, dueUs) > untilUs) return untilUs;
      if (dueUs < stepUs) {
        take(this.#underway.shift() as VenueMessage);
        count++;
      } else for (const event of stepMarket(this.#market)) this.#send(event);
    }
    return this.#market.nowUs;
  }

  book(symbol: string, limit: number): VenueBook {
    const scale = this.#scales.get(symbol);
    if (scale === undefined) return { lastUpdateId: 0, bids: [], asks: [] };
    const snapshot = snapshotMarket(this.#market, symbol, Math.min(limit, ALL_LEVELS));
    const { bids, asks, lastId } = snapshot;
    return { lastUpdateId: lastId, bids: levelTexts(bids, scale), asks: levelTexts(asks, scale) };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #send(event: VenueEvent): void {
    const message = this.#messageOf(event);
    if (message === null) return;
    let at = this.#underway.length;
    while (at > 0 && (this.#underway[at - 1] as VenueMessage).atUs > message.atUs) at--;
    this.#underway.splice(at, 0, message);
  }

  #messageOf(event: VenueEvent): VenueMessage | null {
    const scale = this.#scales.get(event.symbol) as WireScale;
    const ageMs = Math.floor(event.eventUs / 1000) - Math.floor(event.matchUs / 1000);
    const origin = { symbol: event.symbol, atUs: event.eventUs, ageMs };
    switch (event.kind) {
      case 'depth_delta': {
        const { firstId, finalId } = event;
        const ids = { firstId, finalId, prevId: event.prevId ?? firstId - 1 };
        const sides = { bids: levelTexts(event.bids, scale), asks: levelTexts(event.asks, scale) };
        return { kind: 'depth', ...origin, ...ids, ...sides };
      }
      case 'agg_trade': {
        const [price, qty] = levelText(event, scale);
        const qtyNoRpi = decimalText(event.qtyNoRpiLots ?? event.qtyLots, scale.step, scale.qtyDecimals);
        const fills = { firstFill: event.firstFillId ?? event.tradeId, lastFill: event.lastFillId ?? event.tradeId };
        const what = { id: event.tradeId, price, qty, qtyNoRpi, ...fills, buyerIsMaker: event.taker === 'sell' };
        return { kind: 'aggTrade', ...origin, ...what };
      }
      case 'book_ticker': {
        const bid = levelText({ priceTicks: event.bidTicks, qtyLots: event.bidLots }, scale);
        const ask = levelText({ priceTicks: event.askTicks, qtyLots: event.askLots }, scale);
        return { kind: 'bookTicker', ...origin, updateId: event.updateId, bid, ask };
      }
      case 'depth_snapshot':
        return null;
    }
  }
}

export const createSyntheticSource = (config: MarketConfig): VenueSource => new SyntheticSource(config);
