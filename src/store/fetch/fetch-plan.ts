// Public history by source, kind and day: addresses, names of files, and which days there are by rule.
// Sources: docs.tardis.dev (Datasets API; the first day of each month is free), github.com/binance/binance-public-data.

export const FETCH_SOURCES = ['tardis', 'binance'] as const;
export type FetchSource = (typeof FETCH_SOURCES)[number];

export const FETCH_KINDS = {
  tardis: ['incremental_book_L2', 'trades'],
  binance: ['aggTrades', 'bookTicker'],
} as const satisfies Readonly<Record<FetchSource, readonly string[]>>;
export type FetchKind = (typeof FETCH_KINDS)[FetchSource][number];

/** One file of one day. */
export interface FetchItem {
  readonly source: FetchSource;
  readonly kind: FetchKind;
  readonly symbol: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly url: string;
  /** Address of the file's SHA-256; null where the source publishes none. */
  readonly checksumUrl: string | null;
  /** Base name under which it is kept. */
  readonly name: string;
}

/** First and last day of dumps of bookTicker for USD-M futures. */
const TICKER_DAYS = { first: '2023-05-16', last: '2024-03-30' } as const;

export const isFreeTardisDay = (day: string): boolean => day.endsWith('-01');

/** Whether a file can be there, by rule. */
export function isPublished(source: FetchSource, kind: FetchKind, day: string): boolean {
  if (source === 'tardis') return isFreeTardisDay(day);
  return kind !== 'bookTicker' || (day >= TICKER_DAYS.first && day <= TICKER_DAYS.last);
}

/** Why a file may not be there, in words. */
export function ruleText(source: FetchSource, kind: FetchKind): string {
  if (source === 'tardis')
    return 'Tardis gives the first day of each month away, from 2019-12-01 on, a day after it has ended';
  if (kind === 'bookTicker')
    return `Binance published bookTicker from ${TICKER_DAYS.first} to ${TICKER_DAYS.last} only`;
  return 'Binance publishes a day in the course of the next one, for symbols that traded on it';
}

const DAY_MS = 86_400_000;

/** All days from `first` to `last`, both included, as `YYYY-MM-DD`. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let ms = Date.parse(first); ms <= Date.parse(last); ms += DAY_MS)
    days.push(new Date(ms).toISOString().slice(0, 10));
  return days;
}

/** @param host base address without a slash at its end */
export function fetchItem(
  { source, kind, symbol, day }: Pick<FetchItem, 'source' | 'kind' | 'symbol' | 'day'>,
  host: string,
): FetchItem {
  const what = { source, kind, symbol, day };
  if (source === 'tardis') {
    const url = `${host}/v1/binance-futures/${kind}/${day.replaceAll('-', '/')}/${symbol}.csv.gz`;
    return { ...what, url, checksumUrl: null, name: `binance-futures_${kind}_${day}_${symbol}.csv.gz` };
  }
  const name = `${symbol}-${kind}-${day}.zip`;
  const url = `${host}/data/futures/um/daily/${kind}/${symbol}/${name}`;
  return { ...what, url, checksumUrl: `${url}.CHECKSUM`, name };
}
