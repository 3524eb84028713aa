// The body of `GET /fapi/v1/exchangeInfo` for the symbols of a source.

import { parseDecimal } from '../../core/market/decimal.js';
import type { VenueSymbol } from './venue-source.js';

const QUOTES = ['USDT', 'USDC', 'BUSD', 'FDUSD', 'BTC'];
/** Deliveries of perpetuals lie in the year 2100. */
const NEVER_MS = 4_133_404_800_000;
const ONBOARD_MS = 1_569_398_400_000;

function assetsOf(symbol: string): { base: string; quote: string } {
  const pair = symbol.split('_')[0] ?? symbol;
  const quote = QUOTES.find((name) => pair.endsWith(name) && pair.length > name.length) ?? 'USDT';
  return { base: pair.endsWith(quote) ? pair.slice(0, -quote.length) : pair, quote };
}

function decimalsOf(text: string): number {
  const value = parseDecimal(text);
  return typeof value === 'string' ? 0 : value.decimals;
}

function filtersOf({ tick, step }: VenueSymbol): object[] {
  const lots = { minQty: step, stepSize: step };
  return [
    { filterType: 'PRICE_FILTER', minPrice: tick, maxPrice: '4529764', tickSize: tick },
    { filterType: 'LOT_SIZE', maxQty: '10000000', ...lots },
    { filterType: 'MARKET_LOT_SIZE', maxQty: '1000000', ...lots },
    { filterType: 'MAX_NUM_ORDERS', limit: 200 },
    { filterType: 'MIN_NOTIONAL', notional: '5' },
    { filterType: 'PERCENT_PRICE', multiplierUp: '1.0500', multiplierDown: '0.9500', multiplierDecimal: '4' },
  ];
}

function symbolInfo(info: VenueSymbol): object {
  const { base, quote } = assetsOf(info.symbol);
  const isPerpetual = !info.symbol.includes('_');
  return {
    symbol: info.symbol,
    pair: info.symbol.split('_')[0],
    contractType: isPerpetual ? 'PERPETUAL' : 'CURRENT_QUARTER',
    deliveryDate: NEVER_MS,
    onboardDate: ONBOARD_MS,
    status: 'TRADING',
    maintMarginPercent: '2.5000',
    requiredMarginPercent: '5.0000',
    baseAsset: base,
    quoteAsset: quote,
    marginAsset: quote,
    pricePrecision: decimalsOf(info.tick),
    quantityPrecision: decimalsOf(info.step),
    baseAssetPrecision: 8,
    quotePrecision: 8,
    underlyingType: 'COIN',
    underlyingSubType: ['PoW'],
    settlePlan: 0,
    triggerProtect: '0.0500',
    liquidationFee: '0.012500',
    marketTakeBound: '0.05',
    filters: filtersOf(info),
    orderTypes: ['LIMIT', 'MARKET', 'STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET', 'TRAILING_STOP_MARKET'],
    timeInForce: ['GTC', 'IOC', 'FOK', 'GTX', 'GTD'],
  };
}

export function exchangeInfo(
  symbols: readonly VenueSymbol[],
  at: { readonly serverMs: number; readonly weightLimit: number },
): object {
  const orders = { rateLimitType: 'ORDERS' } as const;
  return {
    timezone: 'UTC',
    serverTime: at.serverMs,
    futuresType: 'U_MARGINED',
    rateLimits: [
      { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: at.weightLimit },
      { ...orders, interval: 'MINUTE', intervalNum: 1, limit: 1_200 },
      { ...orders, interval: 'SECOND', intervalNum: 10, limit: 300 },
    ],
    exchangeFilters: [],
    assets: [{ asset: 'USDT', marginAvailable: true, autoAssetExchange: '0' }],
    symbols: symbols.map(symbolInfo),
  };
}
