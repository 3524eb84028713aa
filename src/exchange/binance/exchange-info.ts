// GET /fapi/v1/exchangeInfo: which symbols are traded, in which steps, and how much weight requests may cost.

import { parseUnit } from '../../core/market/instrument.js';

export interface VenueSymbol {
  readonly symbol: string;
  /** PERPETUAL, CURRENT_QUARTER, … */
  readonly contractType: string;
  /** TRADING, SETTLING, … */
  readonly status: string;
  /** tickSize of PRICE_FILTER and stepSize of LOT_SIZE, decimal texts as the exchange writes them. */
  readonly tick: string;
  readonly step: string;
  readonly baseAsset: string | null;
  readonly quoteAsset: string | null;
}

export interface ExchangeInfo {
  /** Symbols with both filters, in the exchange's order. */
  readonly symbols: readonly VenueSymbol[];
  /** Symbols left out because a filter was missing or no decimal. */
  readonly unreadable: readonly string[];
  /** REQUEST_WEIGHT a minute; null where it is not stated. */
  readonly weightPerMinute: number | null;
}

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const records = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? (value as unknown[]).filter(isRecord) : [];
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Reads the parsed body; null when it is nothing of the kind. Its serverTime is not read: it can be days old. */
export function readExchangeInfo(body: unknown): ExchangeInfo | null {
  if (!isRecord(body) || !Array.isArray(body['symbols'])) return null;
  const symbols: VenueSymbol[] = [];
  const unreadable: string[] = [];
  for (const entry of records(body['symbols'])) {
    const symbol = textOf(entry['symbol']);
    if (symbol === null) continue;
    const read = readSymbol(symbol, entry);
    if (read === null) unreadable.push(symbol);
    else symbols.push(read);
  }
  return { symbols, unreadable, weightPerMinute: weightLimitOf(body) };
}

function readSymbol(symbol: string, entry: Json): VenueSymbol | null {
  const tick = filterText(entry, { filterType: 'PRICE_FILTER', field: 'tickSize' });
  const step = filterText(entry, { filterType: 'LOT_SIZE', field: 'stepSize' });
  if (tick === null || step === null) return null;
  return {
    symbol,
    contractType: textOf(entry['contractType']) ?? '',
    status: textOf(entry['status']) ?? '',
    tick,
    step,
    baseAsset: textOf(entry['baseAsset']),
    quoteAsset: textOf(entry['quoteAsset']),
  };
}

interface FilterField {
  readonly filterType: string;
  readonly field: string;
}

/** A positive decimal out of a filter, else null ("0" switches that part of a filter off). */
function filterText(entry: Json, { filterType, field }: FilterField): string | null {
  const filter = records(entry['filters']).find((candidate) => candidate['filterType'] === filterType);
  const text = textOf(filter?.[field]);
  return text === null || parseUnit(text) === null ? null : text;
}

function weightLimitOf(body: Json): number | null {
  const rule = records(body['rateLimits']).find(
    (limit) =>
      limit['rateLimitType'] === 'REQUEST_WEIGHT' && limit['interval'] === 'MINUTE' && limit['intervalNum'] === 1,
  );
  const limit = rule?.['limit'];
  return typeof limit === 'number' && Number.isSafeInteger(limit) && limit > 0 ? limit : null;
}

/** What `--all` means: every perpetual that trades now. */
export const tradingPerpetuals = (info: ExchangeInfo): readonly VenueSymbol[] =>
  info.symbols.filter(({ status, contractType }) => status === 'TRADING' && contractType === 'PERPETUAL');
