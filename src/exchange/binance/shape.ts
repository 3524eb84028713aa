// Shapes: a template whose values have known lengths, so that every byte has its place. A frame of the same shape as an
// earlier one is compared with it word by word, and only those values are read again whose bytes have changed.

import { type Fields, SLOT, TYPE } from './fields.js';
import { readCount } from './scan-count.js';
import type { Cursor } from './scan-value.js';
import { STREAM, type StreamKind, type SymbolScale } from './streams.js';
import { OP, STEP, type Template, type TemplateTarget, readDigits } from './template.js';

/** A value of a shape that may change from frame to frame. */
interface ShapeValue {
  readonly op: number;
  readonly slot: number;
  /** Bytes from the shape's beginning. */
  readonly offset: number;
  readonly length: number;
  /** The same, where it is an integer. */
  readonly digits: number;
}

export interface Shape {
  /** Bytes from behind the stream's name to the frame's end. */
  readonly length: number;
  /** The frame's bytes as last seen: 32-bit words, in pairs; the last pair is the last eight bytes and may overlap. */
  readonly words: Int32Array;
  /** The same memory as doubles, one a pair: they compare like their bytes, since no ASCII text is a NaN or a zero. */
  readonly pairs: Float64Array;
  /** Bits of each word that no frame of this shape may change. */
  readonly fixed: Int32Array;
  /** Which values a word's bytes belong to, one bit a value. */
  readonly touches: Int32Array;
  readonly values: readonly ShapeValue[];
  /** Values whose bytes in `words` have not been read yet. */
  stale: number;
  /** What the fields hold for this shape. */
  readonly slots: Float64Array;
  readonly types: Uint8Array;
  readonly eventKind: StreamKind | null;
  readonly isMarketTrade: boolean;
  /** All fields that its kind needs are there, as integers and converted amounts. */
  readonly trusted: boolean;
}

/** One bit a value in a 32-bit word. */
const MAX_VALUES = 31;
/** Shorter frames are not worth a shape. */
const LEAST_BYTES = 16;

/** Place of pair p in the frame. */
const pairOffset = (length: number, p: number): number => Math.min(p * 8, length - 8);

/**
 * Compares the frame at the cursor with the shape and reads what has changed. False where a fixed byte differs or a value
 * is not what it must be; the fields then hold nothing of this frame.
 */
export function runShape(target: TemplateTarget, shape: Shape, scale: SymbolScale): boolean {
  const { cursor, fields } = target;
  const { view, pos: start } = cursor;
  const { pairs } = shape;
  const last = pairs.length - 1;
  // The end first: shapes of one length often differ there (`true}}`, `false}}`), and nothing has been taken over yet.
  cursor.pos = start + shape.length - 8;
  if (!takePair(shape, cursor, last)) return false;
  for (let p = 0, at = start; p < last; p++, at += 8) {
    if (view.getFloat64(at, true) === pairs[p]) continue;
    cursor.pos = at;
    if (!takePair(shape, cursor, p)) return false;
  }
  cursor.pos = start;
  if (shape.stale !== 0 && !readStale(target, shape, scale)) return false;
  fields.value = shape.slots;
  fields.types = shape.types;
  fields.eventKind = shape.eventKind;
  fields.isMarketTrade = shape.isMarketTrade;
  fields.trusted = shape.trusted;
  return true;
}

/** Takes over the changed bytes of pair p, which is at the cursor, and marks the values they belong to. False where a fixed byte has changed. */
function takePair(shape: Shape, cursor: Cursor, p: number): boolean {
  const { words, fixed, touches } = shape;
  const { view, pos } = cursor;
  const low = p * 2;
  const high = low + 1;
  const lowWord = view.getInt32(pos, true);
  const highWord = view.getInt32(pos + 4, true);
  const lowChange = lowWord ^ (words[low] as number);
  const highChange = highWord ^ (words[high] as number);
  if ((lowChange & (fixed[low] as number)) | (highChange & (fixed[high] as number))) return false;
  words[low] = lowWord;
  words[high] = highWord;
  if (lowChange !== 0) shape.stale |= touches[low] as number;
  if (highChange !== 0) shape.stale |= touches[high] as number;
  return true;
}

function readStale(target: TemplateTarget, shape: Shape, scale: SymbolScale): boolean {
  const { fields } = target;
  fields.value = shape.slots;
  let rest = shape.stale;
  while (rest !== 0) {
    const bit = 31 - Math.clz32(rest);
    rest ^= 1 << bit;
    const value = shape.values[bit] as ShapeValue;
    if (!readValue(target, value, scale)) return false;
  }
  shape.stale = 0;
  return true;
}

/** The value must end exactly where it did before: what stands behind it is fixed. */
function readValue(target: TemplateTarget, value: ShapeValue, scale: SymbolScale): boolean {
  const { cursor, fields } = target;
  const from = cursor.pos + value.offset;
  if (value.op === OP.integer) return readDigits(target, from, value) >= 0;
  const close = readCount(cursor, from + 1, value.op === OP.price ? scale.price : scale.qty);
  if (close !== from + value.length - 1) return false;
  fields.value[value.slot] = cursor.count;
  return true;
}

/** Slots that a message of each kind must have, as integers and as amounts, to be trusted. */
const NEEDED: Readonly<Partial<Record<StreamKind, readonly [integers: number[], amounts: number[]]>>> = {
  [STREAM.bookTicker]: [
    [SLOT.u, SLOT.E, SLOT.T],
    [SLOT.b, SLOT.B, SLOT.a, SLOT.A],
  ],
  [STREAM.trade]: [
    [SLOT.t, SLOT.E, SLOT.T],
    [SLOT.p, SLOT.q],
  ],
};

function isComplete(types: Uint8Array, kind: StreamKind): boolean {
  const needed = NEEDED[kind];
  if (needed === undefined) return false;
  if (kind === STREAM.trade && (types[SLOT.m] !== TYPE.boolean || types[SLOT.nq] !== 0)) return false;
  return (
    needed[0].every((slot) => types[slot] === TYPE.integer) && needed[1].every((slot) => types[slot] === TYPE.count)
  );
}

const isReadAgain = (op: number): boolean => op === OP.integer || op === OP.price || op === OP.qty;

/**
 * The shape of the frame at the cursor (behind its stream's name), which `template` has just taken. Null where the frame has levels or too many values.
 */
export function learnShape(
  target: { readonly cursor: Cursor; readonly fields: Fields },
  template: Template,
  kind: StreamKind,
): Shape | null {
  const { cursor, fields } = target;
  const { ends } = template;
  const { pos: start, end, bytes, view } = cursor;
  const length = end - start;
  if (template.hasLevels || length < LEAST_BYTES) return null;
  const values: ShapeValue[] = [];
  let at = start;
  for (let k = 0, step = 0; k < template.program.length; k += STEP, step++) {
    const from = at + (template.program[k] as number);
    const op = template.program[k + 1] as number;
    if (op === OP.end) break;
    // Decimals (mark prices) are a mantissa and its decimals, and a shape keeps only the first; they are rare.
    if (op === OP.decimal) return null;
    at = ends[step] as number;
    const slot = template.program[k + 2] as number;
    if (isReadAgain(op)) values.push({ op, slot, offset: from - start, length: at - from, digits: at - from });
  }
  if (values.length > MAX_VALUES) return null;
  const pairs = new Float64Array(Math.ceil(length / 8));
  const words = new Int32Array(pairs.buffer);
  const shape: Shape = {
    length,
    words,
    pairs,
    fixed: new Int32Array(words.length).fill(-1),
    touches: new Int32Array(words.length),
    values,
    stale: 0,
    slots: fields.value.slice(),
    types: template.types,
    eventKind: template.eventKind,
    isMarketTrade: fields.isMarketTrade,
    trusted: isComplete(template.types, kind),
  };
  for (let p = 0; p < pairs.length; p++) {
    words[p * 2] = view.getInt32(start + pairOffset(length, p), true);
    words[p * 2 + 1] = view.getInt32(start + pairOffset(length, p) + 4, true);
  }
  markBytes(shape, bytes.subarray(start, end));
  return shape;
}

/** Digits of values that are read again may change; every other byte is fixed: keys, quotes, points, texts, booleans. */
function markBytes(shape: Shape, bytes: Uint8Array): void {
  for (const [bit, value] of shape.values.entries()) {
    for (let at = value.offset; at < value.offset + value.length; at++) {
      const code = bytes[at] as number;
      if (code >= 48 && code <= 57) freeByte(shape, at, bit);
    }
  }
}

/** Lets the byte at `at` change, in every pair that holds it, as a byte of value `bit`. */
function freeByte(shape: Shape, at: number, bit: number): void {
  for (let p = 0; p < shape.pairs.length; p++) {
    const offset = at - pairOffset(shape.length, p);
    if (offset < 0 || offset > 7) continue;
    const w = p * 2 + (offset >> 2);
    shape.fixed[w] = (shape.fixed[w] as number) & ~(0xff << ((offset & 3) * 8));
    shape.touches[w] = (shape.touches[w] as number) | (1 << bit);
  }
}
