// Builders for tests on synthetic markets: a configuration by name, and a run collected into one list.

import { type MarketConfig, defaultMarket, knownUnits, symbolConfig } from '../../src/core/sim/market-config.js';
import { initMarket, nextEventUs, snapshotMarket, stepMarket } from '../../src/core/sim/market.js';
import { factsReport } from '../../src/core/sim/facts-report.js';
import { initFacts, stepFacts } from '../../src/core/sim/stylised-facts.js';
import type { VenueEvent } from '../../src/core/sim/venue-event.js';

export function marketOf(seed: number, symbols = ['ETHUSDT'], changes: Partial<MarketConfig> = {}): MarketConfig {
  const configs = symbols.map((symbol) => {
    const config = symbolConfig(knownUnits(symbol));
    if ('problem' in config) throw new Error(`${symbol}: ${config.problem}`);
    return config;
  });
  return { ...defaultMarket(seed, configs), ...changes };
}

/** A snapshot of every symbol, then all events of `seconds`. */
export function runMarket(config: MarketConfig, seconds: number): VenueEvent[] {
  const state = initMarket(config);
  const events: VenueEvent[] = config.symbols.map(({ instrument }) => snapshotMarket(state, instrument.symbol));
  const endUs = config.startUs + seconds * 1e6;
  while (nextEventUs(state) < endUs) events.push(...stepMarket(state));
  return events;
}

/** Stylised facts of the first symbol; fails where there are none. */
export function factsOf(config: MarketConfig, seconds: number) {
  const state = initMarket(config);
  const facts = initFacts(config.alphaHorizonUs);
  const endUs = config.startUs + seconds * 1e6;
  while (nextEventUs(state) < endUs) for (const event of stepMarket(state)) stepFacts(facts, event);
  const report = factsReport(facts);
  if (report === null) throw new Error('no facts');
  return report;
}

/** A naive book: two maps, nothing clever. */
export class NaiveBook {
  readonly bids = new Map<number, number>();
  readonly asks = new Map<number, number>();

  apply(side: 'bids' | 'asks', levels: readonly { readonly priceTicks: number; readonly qtyLots: number }[]): void {
    for (const { priceTicks, qtyLots } of levels) {
      if (qtyLots === 0) this[side].delete(priceTicks);
      else this[side].set(priceTicks, qtyLots);
    }
  }

  best() {
    const bid = Math.max(...this.bids.keys());
    const ask = Math.min(...this.asks.keys());
    return { bid, bidLots: this.bids.get(bid) ?? 0, ask, askLots: this.asks.get(ask) ?? 0 };
  }
}
