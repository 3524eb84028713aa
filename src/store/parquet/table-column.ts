// A column of a table on disk: its name, type, unit and meaning, and how wide a value of it is.

/** `i64` and `timestamp_us` are given as numbers: exact below 2^53. `timestamp_us` counts from the epoch, in UTC. */
export type ColumnType = 'f64' | 'i64' | 'i32' | 'bool' | 'text' | 'timestamp_us';

export const COLUMN_TYPES: readonly ColumnType[] = ['f64', 'i64', 'i32', 'bool', 'text', 'timestamp_us'];

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Whether values may be absent; absent is null, never NaN or 0. */
  readonly nullable: boolean;
  /** `us`, `ticks`, `quote` …; null where the value is a count, a name or a flag. */
  readonly unit: string | null;
  /** One line that says what stands in it. */
  readonly about: string;
}

/** What a text is taken for in the estimate of a row's size: few columns hold longer ones. */
const TEXT_BYTES = 24;

const WIDTHS: Readonly<Record<ColumnType, number>> = {
  f64: 8,
  i64: 8,
  timestamp_us: 8,
  i32: 4,
  bool: 1,
  text: TEXT_BYTES,
};

/** Bytes of one row before encoding and compression, estimated. */
export const rowBytes = (columns: readonly TableColumn[]): number =>
  columns.reduce((sum, { type }) => sum + WIDTHS[type], 0);
