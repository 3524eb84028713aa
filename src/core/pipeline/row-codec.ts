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

const TWO_POW_32 = 4_294_967_296;

/** Encodes a row into the encoder's bytes, which are overwritten by the next one. */
export function encodeRow(encoder: RowEncoder, row: SignalRow): Uint8Array {
  writeRow(encoder.view, 0, row);
  return encoder.bytes;
}

/** Encodes a row into ROW_BYTES bytes from `at` on. Little endian throughout. */
export function writeRow(view: DataView, at: number, row: SignalRow): void {
  const high = Math.floor(row.timeUs / TWO_POW_32);
  view.setUint32(at, row.timeUs - high * TWO_POW_32, true);
  view.setInt32(at + 4, high, true);
  view.setUint32(at + 8, row.segment, true);
  view.setUint32(at + 12, row.ofiSamples, true);
  view.setUint32(at + 16, row.cvdSamples, true);
  view.setUint8(at + 20, reasonCode(row.bookReason));
  view.setUint8(at + 21, reasonCode(row.ofiReason));
  view.setUint8(at + 22, reasonCode(row.cvdReason));
  view.setUint8(at + 23, reasonCode(row.fusionReason));
  view.setUint8(at + 24, reasonCode(row.trendReason));
  view.setUint8(at + 25, row.ofiSignal === null ? 0 : SIDE_CODE[row.ofiSignal]);
  view.setUint8(at + 26, row.cvdSignal === null ? 0 : SIDE_CODE[row.cvdSignal]);
  view.setUint8(at + 27, row.fusionSignal === null ? 0 : FUSION_CODE[row.fusionSignal]);
  view.setUint8(at + 28, row.divergence === null ? 0 : DIVERGENCE_CODE[row.divergence]);
  writeFloats(view, at + 20 + CODES, row);
}

/** FLOAT_COLUMNS one by one: a loop over names would look each of them up. */
function writeFloats(view: DataView, at: number, row: SignalRow): void {
  writeFloat(view, at, row.bidTicks);
  writeFloat(view, at + 9, row.askTicks);
  writeFloat(view, at + 18, row.mid);
  writeFloat(view, at + 27, row.spreadTicks);
  writeFloat(view, at + 36, row.weightedMid);
  writeFloat(view, at + 45, row.queueImbalance);
  writeFloat(view, at + 54, row.ofi);
  writeFloat(view, at + 63, row.ofiZ);
  writeFloat(view, at + 72, row.ofiStrength);
  writeFloat(view, at + 81, row.cvdDelta);
  writeFloat(view, at + 90, row.cvd);
  writeFloat(view, at + 99, row.cvdEma);
  writeFloat(view, at + 108, row.tradeImbalance);
  writeFloat(view, at + 117, row.cvdZ);
  writeFloat(view, at + 126, row.cvdStrength);
  writeFloat(view, at + 135, row.fusion);
  writeFloat(view, at + 144, row.consistency);
  writeFloat(view, at + 153, row.fusionStrength);
  writeFloat(view, at + 162, row.trendBp);
  writeFloat(view, at + 171, row.divergenceStrength);
}

function writeFloat(view: DataView, at: number, value: number | null): void {
  view.setUint8(at, value === null ? 0 : 1);
  // −0 and 0 are the same value to every reader: they must hash alike.
  view.setFloat64(at + 1, value === null || value === 0 ? 0 : value, true);
}
