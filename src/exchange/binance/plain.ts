// The plain path: JSON.parse, then the same Fields. It reads what the scanner does not take, and it is the oracle that
// the scanner and the templates are tested against.

import { type Decimal, type DecimalProblem, parseDecimal, trimDecimal } from '../../core/market/decimal.js';
import { type EventBatch, reserveLevels } from '../../core/market/event-batch.js';
import { type Fields, READ_AS, READ_DECIMAL, READ_INTEGER, SLOT, TYPE, nextMessage } from './fields.js';
import { KIND_BY_EVENT, type SymbolScale } from './streams.js';
import { type UnitScale, scaleDecimal } from './units.js';

/** Why a frame was refused. */
export type FrameProblem =
  /** Not JSON. */
  | 'malformed_json'
  /** JSON, but not a message of its stream. */
  | 'malformed_message'
  /** A price or quantity finer than the symbol's tick or step. */
  | 'finer_than_unit';

type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Slot of a key, −1 for those that are read past. */
function slotOf(key: string): number {
  if (key === 'pu') return SLOT.pu;
  if (key === 'nq') return SLOT.nq;
  if (key.length !== 1) return -1;
  const code = key.charCodeAt(0);
  return code > 32 && code <= 126 ? code : -1;
}

/** As parseDecimal; zeros at the end of a long text say nothing and do not make it unreadable. */
function readDecimalText(text: string): Decimal | DecimalProblem {
  const value = parseDecimal(text);
  return typeof value === 'string' || value.decimals <= 15 ? value : trimDecimal(value);
}

const DECIMAL_TEXT = /^-?\d+(\.\d+)?$/;

/** Reads a decimal text into its slot; its type is `unread` where it is none. */
function takeDecimal(fields: Fields, slot: number, text: string): number {
  const negative = slot === SLOT.r && text.startsWith('-');
  const value = DECIMAL_TEXT.test(text) ? readDecimalText(negative ? text.slice(1) : text) : 'not_decimal';
  if (typeof value === 'string' || value.decimals > 15) return TYPE.unread;
  fields.value[slot] = negative ? -value.mantissa : value.mantissa;
  fields.decimals[slot] = value.decimals;
  return TYPE.decimal;
}

function takeScalar(fields: Fields, slot: number, value: unknown): number {
  const readAs = READ_AS[slot] as number;
  if (typeof value === 'string' && readAs & READ_DECIMAL) return takeDecimal(fields, slot, value);
  if (typeof value === 'boolean') {
    fields.value[slot] = value ? 1 : 0;
    return TYPE.boolean;
  }
  const isId = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
  if (!isId || !(readAs & READ_INTEGER)) return TYPE.unread;
  fields.value[slot] = value;
  return TYPE.integer;
}

/** Fills the fields from a parsed payload. Null when that went well. */
export function fillFields(
  payload: Json,
  scale: SymbolScale,
  target: { fields: Fields; batch: EventBatch },
): FrameProblem | null {
  const { fields, batch } = target;
  nextMessage(fields);
  for (const [key, value] of Object.entries(payload)) {
    const slot = slotOf(key);
    if (slot < 0 || ((slot === SLOT.b || slot === SLOT.a) && Array.isArray(value))) continue;
    fields.ownTypes[slot] = takeScalar(fields, slot, value);
  }
  if ('e' in payload) {
    const kind = typeof payload['e'] === 'string' ? KIND_BY_EVENT.get(payload['e']) : undefined;
    if (kind === undefined) return 'malformed_message';
    fields.eventKind = kind;
  }
  if ('s' in payload && payload['s'] !== scale.symbol) return 'malformed_message';
  if ('X' in payload) fields.isMarketTrade = payload['X'] === 'MARKET';
  for (const [key, slot] of [
    ['b', SLOT.b],
    ['a', SLOT.a],
  ] as const) {
    const side = payload[key];
    if (!Array.isArray(side)) continue;
    const problem = fillSide(side, scale, { fields, batch, slot });
    if (problem !== null) return problem;
  }
  return null;
}

function fillSide(
  side: readonly unknown[],
  scale: SymbolScale,
  target: { fields: Fields; batch: EventBatch; slot: number },
): FrameProblem | null {
  const { fields, batch, slot } = target;
  reserveLevels(batch, fields.bidCount + side.length);
  let at = batch.levelCount + fields.bidCount;
  for (const level of side) {
    if (!Array.isArray(level)) return 'malformed_message';
    const price = countText(level[0], scale.price);
    const qty = countText(level[1], scale.qty);
    if (typeof price === 'string') return price;
    if (typeof qty === 'string') return qty;
    batch.levelTicks[at] = price;
    batch.levelLots[at++] = qty;
  }
  if (slot === SLOT.b) fields.bidCount = side.length;
  else fields.askCount = side.length;
  fields.ownTypes[slot] = TYPE.levels;
  return null;
}

/** A decimal text as a count of units, or why it is none. */
export function countText(text: unknown, scale: UnitScale): number | FrameProblem {
  const value = typeof text === 'string' ? readDecimalText(text) : 'not_decimal';
  if (typeof value === 'string' || value.decimals > 15) return 'malformed_message';
  const count = scaleDecimal(scale, value.mantissa, value.decimals);
  return count < 0 ? 'finer_than_unit' : count;
}
