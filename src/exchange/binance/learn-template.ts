// Turning one understood frame into a template for those that follow it.

import { type Fields, READ_AS, READ_INTEGER, SLOT } from './fields.js';
import { type Cursor, skipString, skipValue } from './scan-value.js';
import { type Literal, OP, type Template, operationFor } from './template.js';

const QUOTE = 34;
const COLON = 58;
const COMMA = 44;
const OBJECT = 123;
const MAX_DIGITS = 15;

interface Draft {
  readonly program: number[];
  readonly literals: Literal[];
  /** Where the bytes begin that the next literal will hold. */
  literalStart: number;
  hasLevels: boolean;
}

function toLiteral(bytes: Uint8Array): Literal {
  const words: number[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length >= 8) {
    for (let i = 0; i + 8 < bytes.length; i += 8) words.push(view.getFloat64(i, true));
    words.push(view.getFloat64(bytes.length - 8, true));
  }
  return { bytes, words: Float64Array.from(words) };
}

function closeLiteral(draft: Draft, cursor: Cursor): void {
  if (cursor.pos === draft.literalStart) return;
  draft.program.push(OP.literal, -1, draft.literals.length);
  draft.literals.push(toLiteral(cursor.bytes.slice(draft.literalStart, cursor.pos)));
}

/** Slot of a key of the given bytes; −1 for keys that are read past. */
function slotOfKey(bytes: Uint8Array, start: number, end: number): number {
  if (end - start === 1) return bytes[start] as number;
  if (end - start === 2 && bytes[start] === SLOT.p && bytes[start + 1] === SLOT.u) return SLOT.pu;
  if (end - start === 2 && bytes[start] === 110 && bytes[start + 1] === SLOT.q) return SLOT.nq;
  return -1;
}

const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 48 && code <= 57;

/** Adds the member at the cursor (on its key's quote): the key joins the literal, the value becomes an operation. */
function addMember(draft: Draft, cursor: Cursor): boolean {
  const keyStart = cursor.pos + 1;
  if (cursor.bytes[cursor.pos] !== QUOTE || !skipString(cursor)) return false;
  const slot = slotOfKey(cursor.bytes, keyStart, cursor.pos - 1);
  if (cursor.bytes[cursor.pos] !== COLON) return false;
  cursor.pos++;
  const valueStart = cursor.pos;
  const first = cursor.bytes[valueStart] as number;
  // The event's name and the symbol never change within a stream: they stay part of the literal.
  if (slot === SLOT.e || slot === SLOT.s) return skipValue(cursor);
  closeLiteral(draft, cursor);
  if (!skipValue(cursor)) return false;
  const readsInteger = slot >= 0 && ((READ_AS[slot] as number) & READ_INTEGER) !== 0;
  if (isDigit(first) && readsInteger) {
    const digits = cursor.pos - valueStart;
    if (digits > MAX_DIGITS) return false;
    draft.program.push(OP.integer, slot, digits);
  } else {
    const op = operationFor(slot, first);
    if (op === OP.levels) {
      if (slot === SLOT.b && draft.hasLevels) return false;
      draft.hasLevels = true;
    }
    draft.program.push(op, slot, 0);
  }
  draft.literalStart = cursor.pos;
  return true;
}

const DATA = Uint8Array.from(',"data":', (char) => char.charCodeAt(0));

/**
 * Template of the frame at the cursor (behind its stream's name), which the any-order scanner has just understood.
 * Null for shapes that are not worth one: data not right behind the name, or other envelope members.
 */
export function learnTemplate(cursor: Cursor, fields: Fields): Template | null {
  const { bytes, end } = cursor;
  const draft: Draft = { program: [], literals: [], literalStart: cursor.pos, hasLevels: false };
  for (const byte of DATA) if (bytes[cursor.pos++] !== byte) return null;
  if (bytes[cursor.pos] !== OBJECT) return null;
  do {
    cursor.pos++;
    if (!addMember(draft, cursor)) return null;
  } while (bytes[cursor.pos] === COMMA);
  cursor.pos += 2;
  if (cursor.pos !== end) return null;
  closeLiteral(draft, cursor);
  return {
    program: Int32Array.from(draft.program),
    literals: draft.literals,
    eventKind: fields.eventKind,
    hasLevels: draft.hasLevels,
  };
}
