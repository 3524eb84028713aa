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

/** Prices (ticks) of a snapshot that was given in the middle of a depth window. */
interface ShownPrices {
  readonly bids: readonly number[];
  readonly asks: readonly number[];
}

const removed = (ticks: readonly number[]): Level[] =>
  ticks.map((price) => ({ priceTicks: price as Level['priceTicks'], qtyLots: 0 as Level['qtyLots'] }));

class SyntheticSource implements VenueSource {
  readonly kind = 'synthetic';
  readonly publishesAll = false;
  readonly symbols: readonly VenueSymbol[];
  readonly startUs: number;
  readonly #market: MarketState;
  readonly #scales: ReadonlyMap<string, WireScale>;
  /** Messages made but sent a little later than what made them, in order of sending. */
  readonly #underway: VenueMessage[] = [];
  /** By symbol: what snapshots have shown since its last depth message. */
  readonly #shown = new Map<string, ShownPrices[]>();

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
    const prices = (levels: readonly Level[]): number[] => levels.map(({ priceTicks }) => priceTicks);
    this.#shown.set(symbol, [...(this.#shown.get(symbol) ?? []), { bids: prices(bids), asks: prices(asks) }]);
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
        const gone = this.#vanished(event);
        const bids = [...event.bids, ...gone.bids];
        const asks = [...gone.asks, ...event.asks];
        const sides = { bids: levelTexts(bids, scale), asks: levelTexts(asks, scale) };
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

  /**
   * Levels that a snapshot showed in this window on a side where they stood neither before nor after it. The market's own
   * delta is silent about them; on the exchange it removes them.
   */
  #vanished({ symbol, bids, asks }: Extract<VenueEvent, { kind: 'depth_delta' }>) {
    const shown = this.#shown.get(symbol);
    if (shown === undefined) return { bids: [], asks: [] };
    this.#shown.delete(symbol);
    const now = snapshotMarket(this.#market, symbol, 1);
    const [bestBid, bestAsk] = [now.bids[0]?.priceTicks ?? 0, now.asks[0]?.priceTicks ?? Infinity];
    const gone = (side: 'bids' | 'asks', isGone: (price: number) => boolean): Level[] => {
      const told = new Set<number>((side === 'bids' ? bids : asks).map(({ priceTicks }) => priceTicks));
      const prices = new Set(shown.flatMap((one) => one[side].filter((price) => isGone(price) && !told.has(price))));
      return removed([...prices].sort((left, right) => left - right));
    };
    return { bids: gone('bids', (price) => price > bestBid), asks: gone('asks', (price) => price < bestAsk) };
  }
}

export const createSyntheticSource = (config: MarketConfig): VenueSource => new SyntheticSource(config);
