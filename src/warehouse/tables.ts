// What the warehouse is asked about: six kinds of tables, and what is known of their columns.

/** Kinds of the lake, each a view of that name. */
export const VIEW_KINDS = ['depth', 'book', 'trades', 'quotes', 'signals', 'gaps'] as const;
export type ViewKind = (typeof VIEW_KINDS)[number];

/** View of Parquet files that are none of these kinds. */
export const OTHER_VIEW = 'data';

export type ColumnType = 'f64' | 'i64' | 'i32' | 'bool' | 'text' | 'timestamp_us';

/** A column as it is documented: of every file of its kind, whatever the file holds. */
export interface KnownColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly unit: string | null;
  readonly about: string;
}

export type KnownTables = Readonly<Record<ViewKind, readonly KnownColumn[]>>;

export const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  f64: 'DOUBLE',
  i64: 'BIGINT',
  i32: 'INTEGER',
  bool: 'BOOLEAN',
  text: 'VARCHAR',
  timestamp_us: 'TIMESTAMP WITH TIME ZONE',
};

/** Columns that the folders of the lake give: `…/symbol=ETHUSDT/date=2024-08-08/…`. */
export const PARTITION_COLUMNS = [
  { name: 'venue', type: 'VARCHAR', about: 'exchange and market' },
  { name: 'env', type: 'VARCHAR', about: 'mainnet, testnet, emulator or synthetic' },
  { name: 'symbol', type: 'VARCHAR', about: 'symbol in capitals' },
  { name: 'date', type: 'DATE', about: 'day of the rows, UTC' },
] as const;
