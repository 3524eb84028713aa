// Blocks of rows ⇄ record batches of Arrow: the schema with units and meanings, the arrays without a copy where possible.

import {
  Bool,
  type Data,
  type DataType,
  Field,
  Float64,
  Int32,
  Int64,
  RecordBatch,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
  makeData,
} from 'apache-arrow';
import { DataError } from '../../platform/errors.js';
import { type BlockColumn, type ColumnBlock, type ColumnValues, blockOf, isValid, wideValues } from './table-block.js';
import type { ColumnType, TableColumn } from './table-column.js';

const ARROW_TYPES: Readonly<Record<ColumnType, () => DataType>> = {
  f64: () => new Float64(),
  i64: () => new Int64(),
  i32: () => new Int32(),
  bool: () => new Bool(),
  text: () => new Utf8(),
  timestamp_us: () => new TimestampMicrosecond('UTC'),
};

/** Unit and meaning of each column go into the metadata of its field, what the table is into that of the schema. */
export function arrowSchema(columns: readonly TableColumn[], metadata: Readonly<Record<string, string>> = {}): Schema {
  const fields = columns.map(({ name, type, nullable, unit, about }) => {
    const notes = new Map([...(unit === null ? [] : [['unit', unit] as const]), ['about', about] as const]);
    return new Field(name, ARROW_TYPES[type](), nullable, notes);
  });
  return new Schema(fields, new Map(Object.entries(metadata)));
}

/** The used rows of a block as one record batch. */
export function toRecordBatch(block: ColumnBlock, schema: Schema): RecordBatch {
  const length = block.rows;
  const children = block.data.map((column, k) => columnData(column, length, typeAt(schema, k)));
  return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children }));
}

const typeAt = (schema: Schema, k: number): DataType => (schema.fields[k] as Field).type as DataType;

function columnData({ values, valid, column }: BlockColumn, length: number, type: DataType): Data {
  const nullCount = length - countValid(valid, length);
  if (nullCount > 0 && !column.nullable) {
    throw new RangeError(`column ${column.name} may not be null; ${nullCount} of ${length} rows are`);
  }
  const head = { length, nullCount, ...(nullCount === 0 ? {} : { nullBitmap: valid.subarray(0, (length + 7) >> 3) }) };
  switch (values.kind) {
    case 'f64':
      return makeData({ ...head, type: type as Float64, data: values.array.subarray(0, length) });
    case 'i32':
      return makeData({ ...head, type: type as Int32, data: values.array.subarray(0, length) });
    case 'i64':
      return makeData({ ...head, type: type as Int64, data: values.whole.subarray(0, length) });
    case 'bool':
      return makeData({ ...head, type: type as Bool, data: values.bits.subarray(0, (length + 7) >> 3) });
    case 'text': {
      const { offsets, bytes } = encodeTexts(values.array, length);
      return makeData({ ...head, type: type as Utf8, valueOffsets: offsets, data: bytes });
    }
  }
}

const BITS_SET = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

function countValid(valid: Uint8Array, length: number): number {
  let count = 0;
  const whole = length >> 3;
  for (let k = 0; k < whole; k++) count += BITS_SET[valid[k] as number] as number;
  for (let row = whole << 3; row < length; row++) if (isValid(valid, row)) count++;
  return count;
}

const encoder = new TextEncoder();
/** Most texts of a table are a few words again and again. */
const KNOWN_TEXTS = 256;

function encodeTexts(texts: readonly (string | null)[], length: number): { offsets: Int32Array; bytes: Uint8Array } {
  const offsets = new Int32Array(length + 1);
  const known = new Map<string, Uint8Array>();
  const parts = new Array<Uint8Array | null>(length);
  let size = 0;
  for (let row = 0; row < length; row++) {
    const text = texts[row] ?? null;
    const part = text === null ? null : (known.get(text) ?? encoder.encode(text));
    if (part !== null && text !== null && known.size < KNOWN_TEXTS) known.set(text, part);
    parts[row] = part;
    size += part?.length ?? 0;
    offsets[row + 1] = size;
  }
  const bytes = new Uint8Array(size);
  for (let row = 0; row < length; row++) {
    const part = parts[row] ?? null;
    if (part !== null) bytes.set(part, offsets[row]);
  }
  return { offsets, bytes };
}

/** The columns of a schema that was read. Throws DataError (V13_PARQUET_TYPE) for a type that tables here do not have. */
export function tableColumns(schema: Schema, path: string): TableColumn[] {
  return schema.fields.map((field) => ({
    name: field.name,
    type: columnType(field, path),
    nullable: field.nullable,
    unit: field.metadata.get('unit') ?? null,
    about: field.metadata.get('about') ?? '',
  }));
}

/** Arrow's names of the types read here; a timestamp's also names its zone. */
const TYPE_NAMES: Readonly<Record<string, ColumnType>> = {
  Float64: 'f64',
  Int64: 'i64',
  Int32: 'i32',
  Bool: 'bool',
  Utf8: 'text',
};

function columnType(field: Field, path: string): ColumnType {
  const { name } = field;
  const shown = (field.type as { toString(): string }).toString();
  const known = shown.startsWith('Timestamp<MICROSECOND') ? 'timestamp_us' : TYPE_NAMES[shown];
  if (known !== undefined) return known;
  throw new DataError(`${path}: column ${name} is of type ${shown}, which is not read here`, {
    code: 'V13_PARQUET_TYPE',
    path,
    hint: 'read are 64-bit floats, 32- and 64-bit integers, texts, booleans and timestamps in microseconds',
    details: { column: name, type: shown },
  });
}

/** A record batch as a block over its memory; texts are decoded. */
export function fromRecordBatch(batch: RecordBatch, columns: readonly TableColumn[]): ColumnBlock {
  const rows = batch.numRows;
  const data = batch.data.children.map((child, k): BlockColumn => {
    const column = columns[k];
    if (column === undefined) throw new RangeError(`column ${k} of ${columns.length}`);
    const valid = child.nullCount === 0 ? new Uint8Array((rows + 7) >> 3).fill(255) : child.nullBitmap;
    return { column, valid, values: valuesFrom(column, child, rows) };
  });
  return blockOf({ columns, capacity: rows, data, rows });
}

function valuesFrom({ type }: TableColumn, child: Data, rows: number): ColumnValues {
  const array = child.values as unknown;
  switch (type) {
    case 'f64':
      return { kind: 'f64', array: array as Float64Array };
    case 'i32':
      return { kind: 'i32', array: array as Int32Array };
    case 'i64':
    case 'timestamp_us':
      return wideValues(array as BigInt64Array);
    case 'bool':
      return { kind: 'bool', bits: array as Uint8Array };
    case 'text':
      return { kind: 'text', array: decodeTexts(child, rows) };
  }
}

const decoder = new TextDecoder();

function decodeTexts({ valueOffsets, values }: Data, rows: number): string[] {
  const offsets = valueOffsets as Int32Array;
  const bytes = values as Uint8Array;
  const texts = new Array<string>(rows);
  let last = '';
  let [lastFrom, lastTo] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const [from, to] = [offsets[row] as number, offsets[row + 1] as number];
    if (!sameBytes(bytes, [lastFrom, lastTo], [from, to])) last = decoder.decode(bytes.subarray(from, to));
    [lastFrom, lastTo] = [from, to];
    texts[row] = last;
  }
  return texts;
}

function sameBytes(bytes: Uint8Array, [a, aEnd]: [number, number], [b, bEnd]: [number, number]): boolean {
  if (aEnd - a !== bEnd - b) return false;
  for (let k = 0; k < bEnd - b; k++) if (bytes[a + k] !== bytes[b + k]) return false;
  return true;
}
