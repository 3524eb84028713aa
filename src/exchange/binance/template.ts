// Learned frame layouts. A stream writes the same keys in the same order for months, so that after one frame has been
// understood the next ones need only their values read; the text between is compared eight bytes at a time. Any
// difference at all, and the frame goes back to the any-order scanner.

import { type EventBatch, reserveLevels } from '../../core/market/event-batch.js';
import { type Fields, SLOT } from './fields.js';
import { type Literal, holdsLiteral } from './literal.js';
import { fourDigits, readCount } from './scan-count.js';
import { readLevels } from './scan-levels.js';
import { type Cursor, QUOTE, matches, readBoolean, readDecimal, readSignedDecimal, skipValue } from './scan-value.js';
import type { StreamKind, SymbolScale } from './streams.js';

/** What stands behind the literal of a step. */
export const OP = {
  /** Nothing: the frame ends. */
  end: 0,
  /** An integer of exactly `argument` digits. */
  integer: 1,
  /** A quoted price, read as ticks. */
  price: 2,
  /** A quoted quantity, read as lots. */
  qty: 3,
  decimal: 4,
  boolean: 5,
  levels: 6,
  /** `X`: MARKET or another text. */
  tradeType: 7,
  /** Any value, read past. */
  skip: 8,
  /** An integer of any length. */
  anyInteger: 9,
  /** The stream's own symbol, quoted. */
  symbol: 10,
} as const;

/** Numbers a step of a program: length of its literal, operation, slot, argument. */
export const STEP = 4;

export interface Template {
  /** STEP numbers a step; step k begins with literal k. */
  readonly program: Int32Array;
  readonly literals: readonly Literal[];
  /** Types of the slots, the same for every frame that fits. */
  readonly types: Uint8Array;
  /** Kind by `e`, as the learned frame had it (it stands in a literal). */
  readonly eventKind: StreamKind | null;
  readonly hasLevels: boolean;
  /** Position behind the value of each step, of the frame run last. */
  readonly ends: Int32Array;
}

export interface TemplateTarget {
  readonly cursor: Cursor;
  readonly fields: Fields;
  readonly batch: EventBatch;
}

const MARKET = Uint8Array.from('"MARKET"', (char) => char.charCodeAt(0));
const REFUSED = -1;

/**
 * Runs a template on the frame at the cursor (behind the stream's name). True when every byte fitted; the positions behind
 * its values are then in `template.ends`.
 */
export function runTemplate(target: TemplateTarget, template: Template, scale: SymbolScale): boolean {
  const { cursor, fields } = target;
  const { program, literals, ends } = template;
  const { view, end } = cursor;
  beginMessage(target, template);
  let pos = cursor.pos;
  for (let k = 0, l = 0; k < program.length; k += STEP, l++) {
    const start = pos + (program[k] as number);
    if (start > end || !holdsLiteral(view, pos, literals[l] as Literal)) return false;
    const op = program[k + 1] as number;
    const slot = program[k + 2] as number;
    if (op === OP.integer) {
      pos = readDigits(target, start, { slot, digits: program[k + 3] as number });
    } else if (op === OP.price || op === OP.qty) {
      pos = readCount(cursor, start + 1, op === OP.price ? scale.price : scale.qty) + 1;
      if (pos === 0 || cursor.bytes[start] !== QUOTE) return false;
      fields.value[slot] = cursor.count;
    } else if (op === OP.anyInteger) {
      pos = readAnyDigits(target, start, slot);
    } else if (op === OP.end) {
      return start === end;
    } else {
      cursor.pos = start;
      if (!readOther(target, op, { slot, scale })) return false;
      pos = cursor.pos;
    }
    if (pos < 0) return false;
    ends[l] = pos;
  }
  return false;
}

function beginMessage(target: TemplateTarget, template: Template): void {
  const { fields, cursor, batch } = target;
  fields.types = template.types;
  fields.value = fields.ownValues;
  fields.eventKind = template.eventKind;
  fields.isMarketTrade = true;
  fields.trusted = false;
  fields.bidCount = 0;
  fields.askCount = 0;
  if (template.hasLevels) reserveLevels(batch, Math.ceil((cursor.end - cursor.pos) / 9));
}

/** The operations that are rare or long: levels, booleans, texts. */
function readOther(target: TemplateTarget, op: number, what: { slot: number; scale: SymbolScale }): boolean {
  const { cursor, fields } = target;
  switch (op) {
    case OP.levels:
      return readSide(target, what.slot, what.scale);
    case OP.boolean:
      return readBoolean(cursor, fields, what.slot);
    case OP.symbol:
      return readSymbol(cursor, what.scale);
    case OP.decimal:
      // Only funding rates may be negative.
      return what.slot === SLOT.r
        ? readSignedDecimal(cursor, fields, what.slot)
        : readDecimal(cursor, fields, what.slot);
    case OP.tradeType:
      if (matches(cursor, MARKET)) return true;
      fields.isMarketTrade = false;
      return skipValue(cursor);
    default:
      return skipValue(cursor);
  }
}

function readSymbol(cursor: Cursor, { bytes }: SymbolScale): boolean {
  const start = cursor.pos;
  if (cursor.bytes[start] !== QUOTE) return false;
  cursor.pos = start + 1;
  if (!matches(cursor, bytes) || cursor.bytes[cursor.pos] !== QUOTE) return false;
  cursor.pos++;
  return true;
}

function readSide(target: TemplateTarget, slot: number, scale: SymbolScale): boolean {
  const { fields, batch, cursor } = target;
  if (cursor.bytes[cursor.pos] !== 91) return false;
  const count = readLevels(cursor, scale, { batch, at: batch.levelCount + fields.bidCount });
  if (count < 0) return false;
  if (slot === SLOT.b) fields.bidCount = count;
  else fields.askCount = count;
  return true;
}

/**
 * An integer of exactly `digits` digits at `at`, no leading zero unless it is the only one; returns the position behind
 * it or −1. That no further digit follows is the next literal's business.
 */
export function readDigits(target: TemplateTarget, at: number, what: { slot: number; digits: number }): number {
  const { view, end } = target.cursor;
  const stop = at + what.digits;
  if (stop > end || (what.digits > 1 && view.getUint8(at) === 48)) return REFUSED;
  let pos = at;
  let value = 0;
  for (; pos + 4 <= stop; pos += 4) {
    const part = fourDigits(view.getInt32(pos, true));
    if (part < 0) return REFUSED;
    value = value * 10000 + part;
  }
  for (; pos < stop; pos++) {
    const digit = view.getUint8(pos) - 48;
    if (digit < 0 || digit > 9) return REFUSED;
    value = value * 10 + digit;
  }
  target.fields.value[what.slot] = value;
  return stop;
}

/** Digits that an integer has at the most: more would leave the exact range. */
const MAX_DIGITS = 15;

/** As readDigits, for as many digits as there are, up to MAX_DIGITS. */
export function readAnyDigits(target: TemplateTarget, at: number, slot: number): number {
  const { view, end, bytes } = target.cursor;
  let pos = at;
  let value = 0;
  while (pos + 4 <= end) {
    const part = fourDigits(view.getInt32(pos, true));
    if (part < 0) break;
    value = value * 10000 + part;
    pos += 4;
  }
  for (; pos < end; pos++) {
    const digit = (bytes[pos] as number) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  const digits = pos - at;
  if (digits === 0 || digits > MAX_DIGITS || pos >= end || (digits > 1 && bytes[at] === 48)) return REFUSED;
  target.fields.value[slot] = value;
  return pos;
}
