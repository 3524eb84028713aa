// Rows in columns: typed arrays with null bitmaps in Arrow's layout, filled cell by cell and handed on without a copy.

import { invariant } from '../../platform/errors.js';
import type { TableColumn } from './table-column.js';

/** The arrays of one column. `valid` has bit `row % 8` of byte `row >> 3` set where there is a value. */
export interface BlockColumn {
  readonly column: TableColumn;
  readonly valid: Uint8Array;
  readonly values: ColumnValues;
}

/** `wide` is the same memory as `whole`: 64-bit integers written as two halves, which costs no bigint a value. */
export type ColumnValues =
  | { readonly kind: 'f64'; readonly array: Float64Array }
  | { readonly kind: 'i64'; readonly whole: BigInt64Array; readonly wide: Int32Array }
  | { readonly kind: 'i32'; readonly array: Int32Array }
  | { readonly kind: 'bool'; readonly bits: Uint8Array }
  | { readonly kind: 'text'; readonly array: (string | null)[] };

/**
 * A block of rows. Cells begin as null; `rows` says how many are used and is set by whoever fills it. Columns are named
 * by their index. The setters throw BugError for a value that the column cannot hold exactly.
 */
export interface ColumnBlock {
  readonly columns: readonly TableColumn[];
  readonly capacity: number;
  readonly data: readonly BlockColumn[];
  rows: number;
  /** For f64, i64, i32 and timestamp_us. NaN is refused: absent is null. */
  setNumber(column: number, row: number, value: number | null): void;
  setText(column: number, row: number, value: string | null): void;
  setBool(column: number, row: number, value: boolean | null): void;
  number(column: number, row: number): number | null;
  text(column: number, row: number): string | null;
  bool(column: number, row: number): boolean | null;
  /** All cells become null, no row is used. */
  clear(): void;
}

const HALF = 4_294_967_296;

function valuesOf({ type }: TableColumn, capacity: number): ColumnValues {
  switch (type) {
    case 'f64':
      return { kind: 'f64', array: new Float64Array(capacity) };
    case 'i32':
      return { kind: 'i32', array: new Int32Array(capacity) };
    case 'bool':
      return { kind: 'bool', bits: new Uint8Array((capacity + 7) >> 3) };
    case 'text':
      return { kind: 'text', array: new Array<string | null>(capacity).fill(null) };
    case 'i64':
    case 'timestamp_us':
      return wideValues(new BigInt64Array(capacity));
  }
}

/** 64-bit integers with the view of their halves; Arrow and all machines that Node runs on are little-endian. */
export const wideValues = (whole: BigInt64Array): ColumnValues => ({
  kind: 'i64',
  whole,
  wide: new Int32Array(whole.buffer, whole.byteOffset, whole.length * 2),
});

export function createTableBlock(columns: readonly TableColumn[], capacity: number): ColumnBlock {
  const data = columns.map((column) => ({
    column,
    valid: new Uint8Array((capacity + 7) >> 3),
    values: valuesOf(column, capacity),
  }));
  return blockOf({ columns, capacity, data, rows: 0 });
}

/** A block over arrays that are there already. */
export function blockOf(parts: Pick<ColumnBlock, 'columns' | 'capacity' | 'data' | 'rows'>): ColumnBlock {
  const { data } = parts;
  const at = (column: number): BlockColumn => data[column] ?? unknownColumn(column, data.length);
  return {
    ...parts,
    setNumber: (column, row, value) => putNumber(at(column), row, value),
    setText: (column, row, value) => putText(at(column), row, value),
    setBool: (column, row, value) => putBool(at(column), row, value),
    number: (column, row) => readNumber(at(column), row),
    text: (column, row) => readText(at(column), row),
    bool: (column, row) => readBool(at(column), row),
    clear() {
      this.rows = 0;
      for (const { valid, values } of data) {
        valid.fill(0);
        if (values.kind === 'text') values.array.fill(null);
      }
    },
  };
}

function unknownColumn(column: number, count: number): never {
  throw new RangeError(`column ${column} of ${count}`);
}

export const isValid = (valid: Uint8Array, row: number): boolean => (((valid[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;

function setBit(bits: Uint8Array, row: number, on: boolean): void {
  const byte = row >> 3;
  const mask = 1 << (row & 7);
  bits[byte] = on ? (bits[byte] as number) | mask : (bits[byte] as number) & ~mask;
}

function putNumber(target: BlockColumn, row: number, value: number | null): void {
  const { values, column, valid } = target;
  setBit(valid, row, value !== null);
  if (value === null) return;
  if (values.kind === 'f64') {
    if (Number.isNaN(value)) refuse(column, value);
    values.array[row] = value;
  } else if (values.kind === 'i64') {
    if (!Number.isSafeInteger(value)) refuse(column, value);
    const high = Math.floor(value / HALF);
    values.wide[2 * row] = value - high * HALF;
    values.wide[2 * row + 1] = high;
  } else if (values.kind === 'i32') {
    if ((value | 0) !== value) refuse(column, value);
    values.array[row] = value;
  } else refuse(column, value);
}

function putText(target: BlockColumn, row: number, value: string | null): void {
  if (target.values.kind !== 'text') return refuse(target.column, value);
  setBit(target.valid, row, value !== null);
  target.values.array[row] = value;
}

function putBool(target: BlockColumn, row: number, value: boolean | null): void {
  if (target.values.kind !== 'bool') return refuse(target.column, value);
  setBit(target.valid, row, value !== null);
  setBit(target.values.bits, row, value === true);
}

function refuse({ name, type }: TableColumn, value: unknown): never {
  invariant(false, `column ${name} (${type}) cannot hold ${String(value)}`, { column: name, type });
}

function readNumber({ values, valid, column }: BlockColumn, row: number): number | null {
  if (!isValid(valid, row)) return null;
  if (values.kind === 'f64' || values.kind === 'i32') return values.array[row] ?? null;
  if (values.kind !== 'i64') return refuse(column, 'a number');
  return (values.wide[2 * row + 1] as number) * HALF + ((values.wide[2 * row] as number) >>> 0);
}

function readText({ values, valid, column }: BlockColumn, row: number): string | null {
  if (values.kind !== 'text') return refuse(column, 'text');
  return isValid(valid, row) ? (values.array[row] ?? null) : null;
}

function readBool({ values, valid, column }: BlockColumn, row: number): boolean | null {
  if (values.kind !== 'bool') return refuse(column, 'true or false');
  return isValid(valid, row) ? isValid(values.bits, row) : null;
}
