// Single values of a CSV row, checked and passed on as the text they are; what is wrong names file, line and column.

import { parseDecimal, trimDecimal } from '../../../core/market/decimal.js';
import { DataError } from '../../../platform/errors.js';

/** Where in which file a row stands. One mutable object a file: rows are many. */
export interface CsvPlace {
  readonly path: string;
  /** 1-based. */
  line: number;
  /** Names of the columns as the file or the layout gives them. */
  columns: readonly string[];
}

export type CsvCode =
  'V13_CSV_HEADER' | 'V13_CSV_COLUMNS' | 'V13_CSV_VALUE' | 'V13_CSV_SYMBOL' | 'V13_CSV_EXCHANGE' | 'V13_CSV_TIME_ORDER';

interface CsvFault {
  readonly code: CsvCode;
  /** 0-based; null where the row as a whole is wrong. */
  readonly column: number | null;
  readonly what: string;
  readonly hint?: string;
}

/** `FILE:12: column 3 (price): …`, as an error to throw. */
export function csvError({ path, line, columns }: CsvPlace, { code, column, what, hint }: CsvFault): DataError {
  const name = column === null ? null : (columns[column] ?? null);
  const where = column === null ? '' : `column ${column + 1}${name === null ? '' : ` (${name})`}: `;
  return new DataError(`${path}:${line}: ${where}${what}`, {
    code,
    path,
    line,
    hint: hint ?? 'the file is damaged or of another layout; docs/formats.md shows the layouts',
    details: { column: column === null ? null : column + 1, name },
  });
}

const LONGEST_SHOWN = 40;
const shown = (text: string): string =>
  JSON.stringify(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);

function refuse(place: CsvPlace, column: number, fault: { text: string; wanted: string }): never {
  const { text, wanted } = fault;
  const what = text === '' ? `empty, where ${wanted} is wanted` : `${shown(text)} is not ${wanted}`;
  throw csvError(place, { code: 'V13_CSV_VALUE', column, what });
}

const DECIMAL = /^\d+(?:\.\d+)?$/;
const EXPONENT = /^(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,3})$/;

/** A decimal number, verbatim. `1e-7`, as some tools write small numbers, is written out: the same digits. */
export function decimalText(place: CsvPlace, column: number, text: string): string {
  const match = EXPONENT.exec(text);
  const plain = match === null ? text : writtenOut(match);
  if (!DECIMAL.test(plain)) return refuse(place, column, { text, wanted: 'a decimal number' });
  if (!canCount(plain)) return refuse(place, column, { text, wanted: 'a number that can be counted exactly' });
  return plain;
}

const MOST_DECIMALS = 15;

/** Whether the digits that say something fit into a double and its powers of ten: messages of streams are held to the same. */
function canCount(plain: string): boolean {
  if (plain.length <= MOST_DECIMALS) return true;
  const value = parseDecimal(plain);
  return typeof value === 'object' && (value.decimals <= MOST_DECIMALS || trimDecimal(value).decimals <= MOST_DECIMALS);
}

function writtenOut([, whole = '', fraction = '', exponent = '0']: RegExpExecArray): string {
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

const INTEGER = /^\d{1,16}$/;

/** An id, verbatim, without leading zeros (JSON knows none). */
export function idText(place: CsvPlace, column: number, text: string): string {
  if (!INTEGER.test(text) || Number(text) > Number.MAX_SAFE_INTEGER) {
    return refuse(place, column, { text, wanted: 'a whole number' });
  }
  return text.length > 1 && text.startsWith('0') ? String(Number(text)) : text;
}

/** Milliseconds (13 digits) or microseconds (16) since the epoch, as whole µs. */
export function timeUs(place: CsvPlace, column: number, text: string): number {
  if (INTEGER.test(text)) {
    if (text.length === 13) return Number(text) * 1000;
    if (text.length === 16) return Number(text);
  }
  return refuse(place, column, { text, wanted: 'a time in milliseconds (13 digits) or microseconds (16 digits)' });
}

const TRUTH: Readonly<Record<string, boolean>> = {
  ...{ true: true, True: true, TRUE: true },
  ...{ false: false, False: false, FALSE: false },
};

export function truthValue(place: CsvPlace, column: number, text: string): boolean {
  return TRUTH[text] ?? refuse(place, column, { text, wanted: 'true or false' });
}

/** One of two words: whether it is the first. */
export function eitherOf(
  place: CsvPlace,
  column: number,
  { text, words }: { text: string; words: [string, string] },
): boolean {
  if (text === words[0]) return true;
  return text === words[1] ? false : refuse(place, column, { text, wanted: `${words[0]} or ${words[1]}` });
}

const SYMBOL = /^[A-Za-z0-9_]{1,40}$/;

/** A symbol in capitals. */
export function symbolText(place: CsvPlace, column: number, text: string): string {
  return SYMBOL.test(text) ? text.toUpperCase() : refuse(place, column, { text, wanted: 'a symbol' });
}

/** Whole milliseconds of a time in µs: what the exchange's payloads carry. */
export const msOf = (us: number): number => Math.floor(us / 1000);
