// DuckDB's values as plain ones: numbers, texts, lists. Times as ISO text in UTC with microseconds, days as text.

import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { DuckDB } from './duckdb.js';

/** A bigint is an integer of any size; times, days, intervals and UUIDs are text. */
export type PlainValue =
  null | boolean | number | bigint | string | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/** How a column is written and aligned. */
export type ColumnShape = 'number' | 'time' | 'text';

const NUMBERS = new Set(
  `TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT BIGNUM FLOAT DOUBLE DECIMAL`.split(
    ' ',
  ),
);
const TIMES = new Set('TIMESTAMP TIMESTAMP_S TIMESTAMP_MS TIMESTAMP_NS TIMESTAMP_TZ'.split(' '));

export function shapeOf({ DuckDBTypeId }: DuckDB, type: DuckDBType): ColumnShape {
  const name = DuckDBTypeId[type.typeId];
  if (NUMBERS.has(name)) return 'number';
  return TIMES.has(name) ? 'time' : 'text';
}

/** Farthest time of a JavaScript date, ms. */
const FARTHEST_MS = 8.64e15;

/** `2024-08-08T23:54:15.088169Z`; null where the time is beyond the calendar (infinity). */
function isoTime(micros: bigint): string | null {
  const rest = ((micros % 1000n) + 1000n) % 1000n;
  const ms = Number((micros - rest) / 1000n);
  if (Math.abs(ms) > FARTHEST_MS) return null;
  return `${new Date(ms).toISOString().slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}

/** A single-precision number as the shortest decimal that gives it: 0.1, not 0.10000000149011612. */
function shortFloat(value: number): number {
  if (!Number.isFinite(value)) return value;
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** Digits that a double holds whatever they are. */
const EXACT_DIGITS = 15;

/** Exact either way: a number where a double holds all its digits, else text. */
function decimalValue(text: string): PlainValue {
  return text.replaceAll(/\D/g, '').replace(/^0+/, '').length <= EXACT_DIGITS ? Number(text) : text;
}

type Convert = (value: DuckDBValue) => PlainValue;

/** Values within lists and structures, and all that has no form of its own. */
function nestedValue(api: DuckDB): Convert {
  const convert: Convert = (value) => {
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof api.DuckDBListValue || value instanceof api.DuckDBArrayValue) return value.items.map(convert);
    if (value instanceof api.DuckDBStructValue) {
      return Object.fromEntries(Object.entries(value.entries).map(([key, inner]) => [key, convert(inner)]));
    }
    if (value instanceof api.DuckDBMapValue) {
      return Object.fromEntries(value.entries.map(({ key, value: inner }) => [String(key), convert(inner)]));
    }
    if (value instanceof api.DuckDBTimestampValue || value instanceof api.DuckDBTimestampTZValue) {
      return isoTime(value.micros) ?? String(value);
    }
    if (value instanceof api.DuckDBDecimalValue) return decimalValue(String(value));
    if (value instanceof api.DuckDBBlobValue) return Buffer.from(value.bytes).toString('hex');
    return otherTime(value, api);
  };
  return convert;
}

/** Times of other resolutions: `2024-08-08 01:02:03.000000001` → `2024-08-08T01:02:03.000000001Z`. */
function otherTime(value: { toString(): string }, api: DuckDB): string {
  const isTime =
    value instanceof api.DuckDBTimestampSecondsValue ||
    value instanceof api.DuckDBTimestampMillisecondsValue ||
    value instanceof api.DuckDBTimestampNanosecondsValue;
  const text = value.toString();
  return isTime ? text.replace(/^(\S+) (\S+)$/, '$1T$2Z') : text;
}

/** The way of a column's values. */
export function converterOf(api: DuckDB, type: DuckDBType): Convert {
  if (type.typeId === api.DuckDBTypeId.FLOAT) return (value) => (value === null ? null : shortFloat(value as number));
  return nestedValue(api);
}
