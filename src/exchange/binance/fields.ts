// The fields of one wire message, as flat numbers: what the byte scanner, the templates and the plain path all fill.

import type { StreamKind } from './streams.js';

/** Slots are the character codes of the exchange's one-letter keys, then the two-letter keys that matter. */
export const SLOT = {
  A: 65,
  B: 66,
  E: 69,
  P: 80,
  T: 84,
  U: 85,
  X: 88,
  a: 97,
  b: 98,
  e: 101,
  f: 102,
  i: 105,
  l: 108,
  m: 109,
  p: 112,
  q: 113,
  r: 114,
  s: 115,
  t: 116,
  u: 117,
  pu: 128,
  nq: 129,
} as const;
export const SLOT_COUNT = 130;

/** What a slot holds; 0 where the message has no such field. */
export const TYPE = {
  /** Non-negative integer in `value`. */
  integer: 1,
  /** Mantissa (may be negative for funding rates) in `value`, decimals in `decimals`. */
  decimal: 2,
  /** 1 or 0 in `value`. */
  boolean: 3,
  /** Price levels, already converted, in the batch. */
  levels: 4,
  /** A string, number or structure that this slot is not read as. */
  unread: 5,
  /** A price in ticks or a quantity in lots, already converted, in `value`. */
  count: 6,
} as const;

/** How each slot's value is to be read. */
export const READ_AS: Uint8Array = (() => {
  const table = new Uint8Array(SLOT_COUNT);
  for (const slot of [SLOT.E, SLOT.T, SLOT.U, SLOT.a, SLOT.f, SLOT.l, SLOT.t, SLOT.u, SLOT.pu]) table[slot] = 1;
  for (const slot of [SLOT.p, SLOT.q, SLOT.nq, SLOT.b, SLOT.B, SLOT.A, SLOT.i, SLOT.r]) table[slot] = 2;
  table[SLOT.a] = 3;
  return table;
})();
/** READ_AS bits: integers (1), decimal texts (2). Slot `a` is both: an aggTrade id or an ask price. */
export const READ_INTEGER = 1;
export const READ_DECIMAL = 2;

export interface Fields {
  /**
   * Type of each slot. The scanner and the plain path fill `ownTypes` for each message; a template brings the types that
   * all its messages have.
   */
  types: Uint8Array;
  readonly ownTypes: Uint8Array;
  /** Values of the slots: `ownValues`, or those of the shape that the frame fitted. */
  value: Float64Array;
  readonly ownValues: Float64Array;
  readonly decimals: Uint8Array;
  /** Kind named by `e`; null when absent or unknown. */
  eventKind: StreamKind | null;
  /** False when `X` says that this is no market trade (insurance fund, ADL). */
  isMarketTrade: boolean;
  /** A frame of this very shape has made a row before: its fields are all there, and its amounts are converted. */
  trusted: boolean;
  /** Levels stand in the batch at batch.levelCount (not yet counted in): bids, then asks. */
  bidCount: number;
  askCount: number;
}

export function createFields(): Fields {
  const ownTypes = new Uint8Array(SLOT_COUNT);
  const ownValues = new Float64Array(SLOT_COUNT);
  return {
    types: ownTypes,
    ownTypes,
    value: ownValues,
    ownValues,
    decimals: new Uint8Array(SLOT_COUNT),
    eventKind: null,
    isMarketTrade: true,
    trusted: false,
    bidCount: 0,
    askCount: 0,
  };
}

/** Forgets the previous message: every slot is absent. */
export function nextMessage(fields: Fields): void {
  fields.ownTypes.fill(0);
  fields.types = fields.ownTypes;
  fields.value = fields.ownValues;
  fields.eventKind = null;
  fields.isMarketTrade = true;
  fields.trusted = false;
  fields.bidCount = 0;
  fields.askCount = 0;
}

export const typeOf = (fields: Fields, slot: number): number => fields.types[slot] as number;
