// Rows as bytes for hashing (semantics 12): every computed value as its IEEE bits, every absence as its reason.
// Not in it: configuration, latencies, names of files. Change the layout only together with ROW_CODEC_VERSION.

import { type NullReason, REASON_CODE } from '../market/reason.js';
import type { DivergenceKind, FusionSignal, SideSignal, SignalRow } from './row.js';

export const ROW_CODEC_VERSION = 1;

const SIDE_CODE: Readonly<Record<SideSignal, number>> = { neutral: 1, buy: 2, sell: 3 };
const FUSION_CODE: Readonly<Record<FusionSignal, number>> = { neutral: 1, strong_buy: 2, strong_sell: 3 };
const DIVERGENCE_CODE: Readonly<Record<DivergenceKind, number>> = { none: 1, bullish: 2, bearish: 3, inconsistent: 4 };

/** The float columns in the order they are hashed. */
export const FLOAT_COLUMNS = [
  'bidTicks',
  'askTicks',
  'mid',
  'spreadTicks',
  'weightedMid',
  'queueImbalance',
  'ofi',
  'ofiZ',
  'ofiStrength',
  'cvdDelta',
  'cvd',
  'cvdEma',
  'tradeImbalance',
  'cvdZ',
  'cvdStrength',
  'fusion',
  'consistency',
  'fusionStrength',
  'trendBp',
  'divergenceStrength',
] as const satisfies readonly (keyof SignalRow)[];

const CODES = 9;
/** time (int64), segment, two sample counts (uint32), codes, then a presence byte and eight bytes a float. */
export const ROW_BYTES = 8 + 4 + 4 + 4 + CODES + FLOAT_COLUMNS.length * 9;

export interface RowEncoder {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

export function createRowEncoder(): RowEncoder {
  const bytes = new Uint8Array(ROW_BYTES);
  return { bytes, view: new DataView(bytes.buffer) };
}

const reasonCode = (reason: NullReason | null): number => (reason === null ? 0 : REASON_CODE[reason]);

/** Encodes a row into the encoder's bytes, which are overwritten by the next one. Little endian throughout. */
export function encodeRow(encoder: RowEncoder, row: SignalRow): Uint8Array {
  const { view, bytes } = encoder;
  view.setBigInt64(0, BigInt(row.timeUs), true);
  view.setUint32(8, row.segment, true);
  view.setUint32(12, row.ofiSamples, true);
  view.setUint32(16, row.cvdSamples, true);
  bytes[20] = reasonCode(row.bookReason);
  bytes[21] = reasonCode(row.ofiReason);
  bytes[22] = reasonCode(row.cvdReason);
  bytes[23] = reasonCode(row.fusionReason);
  bytes[24] = reasonCode(row.trendReason);
  bytes[25] = row.ofiSignal === null ? 0 : SIDE_CODE[row.ofiSignal];
  bytes[26] = row.cvdSignal === null ? 0 : SIDE_CODE[row.cvdSignal];
  bytes[27] = row.fusionSignal === null ? 0 : FUSION_CODE[row.fusionSignal];
  bytes[28] = row.divergence === null ? 0 : DIVERGENCE_CODE[row.divergence];
  let at = 20 + CODES;
  for (const column of FLOAT_COLUMNS) {
    const value = row[column];
    bytes[at] = value === null ? 0 : 1;
    // −0 and 0 are the same value to every reader: they must hash alike.
    view.setFloat64(at + 1, value === null || value === 0 ? 0 : value, true);
    at += 9;
  }
  return bytes;
}
