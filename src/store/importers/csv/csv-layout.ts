// The tables that v13 reads as CSV: which columns they have, under which names, and how a first line tells which one it is.
// Sources: github.com/binance/binance-public-data (README), docs.tardis.dev (Downloadable CSV files, Data Types).

export const CSV_FORMATS = ['binance-aggtrades', 'binance-bookticker', 'tardis-l2', 'tardis-trades'] as const;
export type CsvFormat = (typeof CSV_FORMATS)[number];

export const isCsvFormat = (format: string): format is CsvFormat => CSV_FORMATS.some((known) => known === format);

/** Columns by their own names, in the order in which files without a header have them. */
export const CSV_COLUMNS: Readonly<Record<CsvFormat, readonly string[]>> = {
  'binance-aggtrades': [
    ...['agg_trade_id', 'price', 'quantity', 'first_trade_id', 'last_trade_id', 'transact_time', 'is_buyer_maker'],
    // Spot only.
    'is_best_match',
  ],
  'binance-bookticker': [
    ...['update_id', 'best_bid_price', 'best_bid_qty', 'best_ask_price', 'best_ask_qty'],
    ...['transaction_time', 'event_time'],
  ],
  'tardis-l2': ['exchange', 'symbol', 'timestamp', 'local_timestamp', 'is_snapshot', 'side', 'price', 'amount'],
  'tardis-trades': ['exchange', 'symbol', 'timestamp', 'local_timestamp', 'id', 'side', 'price', 'amount'],
};

/** A column that a file may lack. */
export const OPTIONAL_COLUMN = 'is_best_match';

/** Other names under which a column is found in the wild. */
export const COLUMN_ALIASES: Readonly<Record<string, readonly string[]>> = {
  agg_trade_id: ['a', 'trade_id', 'id'],
  price: ['p'],
  quantity: ['q', 'qty'],
  first_trade_id: ['f'],
  last_trade_id: ['l'],
  transact_time: ['timestamp', 'time', 't'],
  is_buyer_maker: ['m', 'was_the_buyer_the_maker'],
};

/** Cells of a line; these tables quote nothing. */
export const cellsOf = (line: string): string[] => line.split(',');

export const isHeader = (line: string): boolean => /^[A-Za-z]/.test(line);

const DECIMAL = String.raw`\d+(?:\.\d+)?`;
const TIME = String.raw`(?:\d{13}|\d{16})`;
const AGG_ROW = new RegExp(`^\\d+,${DECIMAL},${DECIMAL},\\d+,\\d+,${TIME},(?:true|false)(?:,(?:true|false))?$`, 'i');
const TICKER_ROW = new RegExp(`^\\d+,${DECIMAL},${DECIMAL},${DECIMAL},${DECIMAL},${TIME},${TIME}$`);

/** What the first line of a text shows it to be; null for everything else. */
export function classifyCsv(line: string): CsvFormat | null {
  if (AGG_ROW.test(line)) return 'binance-aggtrades';
  if (TICKER_ROW.test(line)) return 'binance-bookticker';
  if (!isHeader(line) || !line.includes(',')) return null;
  const names = new Set(cellsOf(line.toLowerCase()));
  if (names.has('local_timestamp')) {
    if (names.has('is_snapshot')) return 'tardis-l2';
    return names.has('id') && names.has('side') ? 'tardis-trades' : null;
  }
  if (names.has('agg_trade_id') || names.has('is_buyer_maker')) return 'binance-aggtrades';
  return names.has('update_id') || names.has('best_bid_price') ? 'binance-bookticker' : null;
}

/** `BTCUSDT-aggTrades-2024-01-15.zip` → BTCUSDT: the names of Binance's dumps; null for others. */
export function symbolOfDump(baseName: string): string | null {
  return /^([A-Z0-9_]{2,40})-(?:aggTrades|bookTicker)-\d{4}-\d{2}/i.exec(baseName)?.[1]?.toUpperCase() ?? null;
}
