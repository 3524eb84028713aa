// Learned frame layouts. A stream writes the same keys in the same order for months, so that after one frame has been
// understood the next ones need only their values read; the text between is compared four bytes at a time. Any
// difference at all, and the frame goes back to the any-order scanner.

import { type EventBatch, reserveLevels } from '../../core/market/event-batch.js';
import { type Fields, READ_AS, READ_DECIMAL, SLOT, TYPE, nextMessage, setType } from './fields.js';
import { readLevels } from './scan-levels.js';
import { type Cursor, matches, readBoolean, readDecimal, readSignedDecimal, skipValue } from './scan-value.js';
import type { Stream, StreamKind, SymbolScale } from './streams.js';

/** Operations of a template. */
export const OP = {
  /** Exactly these bytes: argument is an index into `literals`. */
  literal: 0,
  /** An integer of exactly `argument` digits, into `slot`. */
  integer: 1,
  decimal: 2,
  signedDecimal: 3,
  boolean: 4,
  levels: 5,
  /** `X`: MARKET or another text. */
  tradeType: 6,
  /** Any value, read past. */
  skip: 7,
} as const;

export interface Literal {
  readonly bytes: Uint8Array;
  /**
   * The bytes eight at a time as doubles, the last eight overlapping their neighbours; empty for fewer than eight.
   * Doubles compare like their bytes here: no ASCII text is a NaN or a zero, and anything else only fails to match.
   */
  readonly words: Float64Array;
}

export interface Template {
  /** Three numbers an operation: code, slot, argument. */
  readonly program: Int32Array;
  readonly literals: readonly Literal[];
  /** Kind by `e`, as the learned frame had it (it stands in a literal). */
  readonly eventKind: StreamKind | null;
  readonly hasLevels: boolean;
}

const MARKET = Uint8Array.from('"MARKET"', (char) => char.charCodeAt(0));

interface TemplateTarget {
  readonly cursor: Cursor;
  readonly fields: Fields;
  readonly batch: EventBatch;
}

/** Runs a template on the frame at the cursor (behind the stream's name). True when every byte fitted. */
export function runTemplate(target: TemplateTarget, template: Template, stream: Stream): boolean {
  const { cursor, fields } = target;
  const { program, literals } = template;
  const end = cursor.end;
  nextMessage(fields);
  fields.eventKind = template.eventKind;
  if (template.hasLevels) reserveLevels(target.batch, Math.ceil((end - cursor.pos) / 9));
  for (let k = 0; k < program.length; k += 3) {
    const slot = program[k + 1] as number;
    const argument = program[k + 2] as number;
    let fits: boolean;
    switch (program[k]) {
      case OP.literal:
        fits = matchesLiteral(cursor, literals[argument] as Literal);
        break;
      case OP.integer:
        fits = readFixedInteger(cursor, fields, { slot, digits: argument });
        break;
      case OP.decimal:
        fits = readDecimal(cursor, fields, slot);
        break;
      case OP.levels:
        fits = readSide(target, slot, stream.scale);
        break;
      case OP.boolean:
        fits = readBoolean(cursor, fields, slot);
        break;
      default:
        fits = readRare(cursor, fields, { op: program[k] as number, slot });
    }
    if (!fits) return false;
  }
  return cursor.pos === end;
}

function readRare(cursor: Cursor, fields: Fields, what: { op: number; slot: number }): boolean {
  if (what.op === OP.signedDecimal) return readSignedDecimal(cursor, fields, what.slot);
  if (what.slot >= 0) setType(fields, what.slot, TYPE.unread);
  if (what.op === OP.tradeType) {
    if (matches(cursor, MARKET)) return true;
    fields.isMarketTrade = false;
  }
  return skipValue(cursor);
}

function readSide(target: TemplateTarget, slot: number, scale: SymbolScale | null): boolean {
  const { fields, batch, cursor } = target;
  if (scale === null || cursor.bytes[cursor.pos] !== 91) return false;
  const count = readLevels(cursor, scale, { batch, at: batch.levelCount + fields.bidCount });
  if (count < 0) return false;
  if (slot === SLOT.b) fields.bidCount = count;
  else fields.askCount = count;
  setType(fields, slot, TYPE.levels);
  return true;
}

function matchesLiteral(cursor: Cursor, literal: Literal): boolean {
  const { bytes, words } = literal;
  const pos = cursor.pos;
  const length = bytes.length;
  if (pos + length > cursor.end) return false;
  if (length < 8) {
    const actual = cursor.bytes;
    for (let i = 0; i < length; i++) if (actual[pos + i] !== bytes[i]) return false;
  } else {
    const view = cursor.view;
    const last = words.length - 1;
    for (let i = 0; i < last; i++) if (view.getFloat64(pos + i * 8, true) !== words[i]) return false;
    if (view.getFloat64(pos + length - 8, true) !== words[last]) return false;
  }
  cursor.pos = pos + length;
  return true;
}

const ZEROS = 0x30303030;

/** Four ASCII digits at `pos` as a number, or −1: all four at once in one 32-bit word. */
function fourDigits(view: DataView, pos: number): number {
  const word = view.getInt32(pos, true) ^ ZEROS;
  if (((word + 0x06060606) | word) & 0xf0f0f0f0) return -1;
  const pairs = (Math.imul(word, 10) + (word >>> 8)) & 0x00ff00ff;
  return (pairs & 0xff) * 100 + (pairs >>> 16);
}

/** An integer of exactly `digits` digits (no leading zero unless it is the only one); what follows is checked by the next literal. */
function readFixedInteger(cursor: Cursor, fields: Fields, what: { slot: number; digits: number }): boolean {
  const { bytes, view } = cursor;
  let pos = cursor.pos;
  const stop = pos + what.digits;
  if (stop > cursor.end || (bytes[pos] === 48 && what.digits > 1)) return false;
  let value = 0;
  while (pos + 4 <= stop) {
    const part = fourDigits(view, pos);
    if (part < 0) return false;
    value = value * 10000 + part;
    pos += 4;
  }
  for (; pos < stop; pos++) {
    const digit = (bytes[pos] as number) - 48;
    if (digit < 0 || digit > 9) return false;
    value = value * 10 + digit;
  }
  const slot = what.slot;
  fields.stamp[slot] = fields.generation;
  fields.type[slot] = TYPE.integer;
  fields.value[slot] = value;
  cursor.pos = stop;
  return true;
}

/** Which operation reads a slot's value that begins with `first`. Texts and unknown keys are skipped. */
export function operationFor(slot: number, first: number): number {
  if (slot === SLOT.X && first === 34) return OP.tradeType;
  if (slot < 0) return OP.skip;
  if (first === 34) {
    if (!((READ_AS[slot] as number) & READ_DECIMAL)) return OP.skip;
    return slot === SLOT.r ? OP.signedDecimal : OP.decimal;
  }
  if (first === 91) return slot === SLOT.b || slot === SLOT.a ? OP.levels : OP.skip;
  if (first === 116 || first === 102) return OP.boolean;
  return OP.skip;
}
