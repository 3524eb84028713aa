// Reaches the exchange before anything is written: its clock, its symbols, the way there.

import { chooseProxies } from '../../exchange/binance/proxy-choice.js';
import { type RestClient, createRestClient } from '../../exchange/binance/rest.js';
import { fetchExchangeInfo } from '../../exchange/binance/rest-market.js';
import type { SessionSymbol } from '../../store/ndjson/session-header.js';
import type { CaptureConfig } from './capture-config.js';
import { chooseSymbols } from './capture-market.js';
import type { CaptureWorld } from './capture-world.js';
import { type OffsetSampler, createOffsetSampler, firstOffset } from './offset-sampler.js';
import { createPatience, patiently } from './venue-patience.js';

export interface OpenedVenue {
  readonly rest: RestClient;
  readonly sampler: OffsetSampler;
  readonly symbols: readonly SessionSymbol[];
  readonly proxies: ReturnType<typeof chooseProxies>;
}

/** Reaches the exchange, measures its clock and chooses the symbols. Throws VenueError, UsageError. */
export async function reachVenue(config: CaptureConfig, world: CaptureWorld): Promise<OpenedVenue> {
  const { environment } = config;
  const proxies = chooseProxies(environment, { flag: config.proxyFlag?.reveal() ?? null, variables: world.variables });
  const rest = createRestClient({ environment, proxy: proxies.rest, clock: world.clock, random: world.random });
  try {
    const sampler = createOffsetSampler();
    const patience = createPatience(world);
    await patiently(patience, () => firstOffset(sampler, rest, world.signal));
    const info = await patiently(patience, () => fetchExchangeInfo(rest, world.signal));
    if (config.symbols !== null)
      world.requireKnown(
        config.symbols,
        info.symbols.map(({ symbol }) => symbol),
      );
    const { symbols, halted } = chooseSymbols(info, config.symbols);
    for (const symbol of halted) world.talk.warn(`${symbol} is listed but not trading now`);
    return { rest, sampler, symbols, proxies };
  } catch (error) {
    rest.close();
    throw error;
  }
}
