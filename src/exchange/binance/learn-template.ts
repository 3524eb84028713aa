// Turning one understood frame into a template for those that follow it.

import { type Fields, READ_AS, READ_DECIMAL, READ_INTEGER, SLOT, TYPE } from './fields.js';
import { type Literal, createLiteral } from './literal.js';
import { type Cursor, QUOTE, skipString, skipValue } from './scan-value.js';
import { STREAM, type StreamKind } from './streams.js';
import { OP, type Template } from './template.js';

const COLON = 58;
const COMMA = 44;
const OBJECT = 123;
const MAX_DIGITS = 15;

interface Draft {
  readonly kind: StreamKind;
  /** For every symbol's stream of the kind: neither the symbol nor the lengths of ids are part of the layout. */
  readonly forAll: boolean;
  readonly program: number[];
  readonly literals: Literal[];
  readonly types: Uint8Array;
  /** Where the bytes begin that the next literal will hold. */
  literalStart: number;
  hasLevels: boolean;
}

function addStep(draft: Draft, cursor: Cursor, what: { op: number; slot: number; argument: number }): void {
  // A copy: slice() of a Buffer would share memory that the next chunk of the file overwrites.
  const bytes = Uint8Array.from(cursor.bytes.subarray(draft.literalStart, cursor.pos));
  draft.literals.push(createLiteral(bytes));
  draft.program.push(bytes.length, what.op, what.slot, what.argument);
}

/** Slot of a key of the given bytes; −1 for keys that are read past. */
function slotOfKey(bytes: Uint8Array, start: number, end: number): number {
  if (end - start === 1) return bytes[start] as number;
  if (end - start === 2 && bytes[start] === SLOT.p && bytes[start + 1] === SLOT.u) return SLOT.pu;
  if (end - start === 2 && bytes[start] === 110 && bytes[start + 1] === SLOT.q) return SLOT.nq;
  return -1;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Quoted decimals of a kind that are prices in ticks or quantities in lots; others (mark prices) stay decimals. */
function decimalOp(kind: StreamKind, slot: number): number {
  if (kind === STREAM.bookTicker) return slot === SLOT.b || slot === SLOT.a ? OP.price : OP.qty;
  if (kind !== STREAM.trade && kind !== STREAM.aggTrade) return OP.decimal;
  if (slot === SLOT.p) return OP.price;
  return slot === SLOT.q || slot === SLOT.nq ? OP.qty : OP.skip;
}

/** Which operation reads the slot's value that begins with `first`. Texts and unknown keys are read past. */
function operationFor(draft: Draft, slot: number, first: number): number {
  if (slot === SLOT.X && first === QUOTE) return OP.tradeType;
  if (slot < 0) return OP.skip;
  const readAs = READ_AS[slot] as number;
  if (first === QUOTE) return readAs & READ_DECIMAL ? decimalOp(draft.kind, slot) : OP.skip;
  if (first === 91) return slot === SLOT.b || slot === SLOT.a ? OP.levels : OP.skip;
  if (first === 116 || first === 102) return OP.boolean;
  return isDigit(first) && readAs & READ_INTEGER ? OP.integer : OP.skip;
}

const TYPE_OF_OP: Readonly<Record<number, number>> = {
  [OP.integer]: TYPE.integer,
  [OP.price]: TYPE.count,
  [OP.qty]: TYPE.count,
  [OP.decimal]: TYPE.decimal,
  [OP.boolean]: TYPE.boolean,
  [OP.levels]: TYPE.levels,
};

/** Slots whose value may enter a row; in trades `b`, `B` and `A` are none (spot trades once carried order ids there). */
function isRead(kind: StreamKind, slot: number): boolean {
  const isTrade = kind === STREAM.trade || kind === STREAM.aggTrade;
  if (isTrade && (slot === SLOT.b || slot === SLOT.B || slot === SLOT.A)) return false;
  return slot === SLOT.m || (READ_AS[slot] as number) !== 0;
}

/** Adds the member at the cursor (on its key's quote): the key joins the literal, the value becomes an operation. */
function addMember(draft: Draft, cursor: Cursor): boolean {
  const keyStart = cursor.pos + 1;
  if (cursor.bytes[cursor.pos] !== QUOTE || !skipString(cursor)) return false;
  const slot = slotOfKey(cursor.bytes, keyStart, cursor.pos - 1);
  if (cursor.bytes[cursor.pos] !== COLON) return false;
  cursor.pos++;
  // The event's name, and within one stream its symbol, never change: they stay part of the literal.
  if (slot === SLOT.e || (slot === SLOT.s && !draft.forAll)) return skipValue(cursor);
  const valueStart = cursor.pos;
  const op = slot === SLOT.s ? OP.symbol : operationFor(draft, slot, cursor.bytes[valueStart] as number);
  // A field that is null or of another type here would be read past in every later frame, where it may hold a value.
  if (op === OP.skip && slot >= 0 && isRead(draft.kind, slot)) return false;
  if (op === OP.levels && slot === SLOT.b && draft.hasLevels) return false;
  if (!skipValue(cursor)) return false;
  const valueEnd = cursor.pos;
  const argument = op === OP.integer ? valueEnd - valueStart : 0;
  if (argument > MAX_DIGITS) return false;
  cursor.pos = valueStart;
  addStep(draft, cursor, { op: op === OP.integer && draft.forAll ? OP.anyInteger : op, slot, argument });
  if (slot >= 0) draft.types[slot] = TYPE_OF_OP[op] ?? TYPE.unread;
  draft.hasLevels ||= op === OP.levels;
  cursor.pos = valueEnd;
  draft.literalStart = valueEnd;
  return true;
}

const DATA = Uint8Array.from(',"data":', (char) => char.charCodeAt(0));

/**
 * Template of the frame at the cursor (behind its stream's name), which the any-order scanner has just understood.
 * Null for shapes that are not worth one: data not right behind the name, or other envelope members.
 */
export function learnTemplate(
  cursor: Cursor,
  fields: Fields,
  what: { readonly kind: StreamKind; readonly forAll: boolean },
): Template | null {
  const { bytes, end } = cursor;
  const types = new Uint8Array(fields.ownTypes.length);
  const draft: Draft = { ...what, program: [], literals: [], types, literalStart: cursor.pos, hasLevels: false };
  for (const byte of DATA) if (bytes[cursor.pos++] !== byte) return null;
  if (bytes[cursor.pos] !== OBJECT) return null;
  do {
    cursor.pos++;
    if (!addMember(draft, cursor)) return null;
  } while (bytes[cursor.pos] === COMMA);
  cursor.pos += 2;
  if (cursor.pos !== end) return null;
  addStep(draft, cursor, { op: OP.end, slot: -1, argument: 0 });
  return {
    program: Int32Array.from(draft.program),
    literals: draft.literals,
    types,
    eventKind: fields.eventKind,
    hasLevels: draft.hasLevels,
    ends: new Int32Array(draft.literals.length),
  };
}
