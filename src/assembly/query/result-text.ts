// Rows of an answer as CSV and as NDJSON: exact numbers, times in ISO 8601 with microseconds, absent as nothing or null.

import type { PlainValue } from '../../warehouse/plain-value.js';
import type { ResultBatch, ResultColumn } from '../../warehouse/result.js';

/** Values as JSON has them: integers that a double does not hold, infinities and NaN become text. */
export function jsonValue(value: PlainValue): unknown {
  if (typeof value === 'bigint') {
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(jsonValue);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonValue(inner)]));
  }
  return value;
}

/** Any value as plain text; lists and structures as JSON. Null is empty. */
export function valueText(value: PlainValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(jsonValue(value)) : String(value);
}

const NEEDS_QUOTES = /[",\r\n]/;

/** RFC 4180; an empty text is quoted, so that it differs from an absent value. */
function csvField(value: PlainValue): string {
  const text = valueText(value);
  if (text === '') return value === null ? '' : '""';
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvHead = (columns: readonly Pick<ResultColumn, 'name'>[]): string =>
  `${columns.map(({ name }) => csvField(name)).join(',')}\n`;

const rowsOf = <Cell>({ rows, values }: ResultBatch, cell: (value: PlainValue) => Cell): Cell[][] =>
  Array.from({ length: rows }, (_, row) => values.map((column) => cell(column[row] ?? null)));

export const csvRows = (batch: ResultBatch): string =>
  rowsOf(batch, csvField)
    .map((row) => `${row.join(',')}\n`)
    .join('');

/** Rows as lists of JSON values. */
export const jsonRows = (batch: ResultBatch): unknown[][] => rowsOf(batch, jsonValue);

/** Names as keys; a name that comes twice gets a number: a, a_1. */
export function keysOf(columns: readonly Pick<ResultColumn, 'name'>[]): string[] {
  const taken = new Set<string>();
  return columns.map(({ name }) => {
    let key = name;
    for (let k = 1; taken.has(key); k++) key = `${name}_${k}`;
    taken.add(key);
    return key;
  });
}

/** One object a line. */
export const ndjsonRows = (keys: readonly string[], batch: ResultBatch): string =>
  jsonRows(batch)
    .map((row) => `${JSON.stringify(Object.fromEntries(row.map((value, k) => [keys[k], value])))}\n`)
    .join('');
