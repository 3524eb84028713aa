// The head of a raw line, written as bytes: what store/ndjson/raw-line.ts makes as text, without making a text.

import { LATENCY_PENDING } from '../../store/ndjson/latency-field.js';
import { msText } from '../../store/ndjson/raw-line.js';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const BEGIN = ascii('{"ts_recv":');
const EVENT = ascii(',"latency_event_ms":');
/** The latency itself is filled in later. */
const PIPELINE = ascii(`,"latency_pipeline_ms":${LATENCY_PENDING},`);
const NULL = ascii('null');
const [ZERO, MINUS, DOT] = [48, 45, 46];
const MILLION = 1_000_000;

export interface LineTimes {
  readonly recvUs: number;
  /** Receive time minus the exchange's send time; null where the message carries none. */
  readonly eventUs: number | null;
}

/** No head is longer: two numbers of at most 24 bytes, and what stands between them. */
export const LONGEST_HEAD = BEGIN.length + EVENT.length + PIPELINE.length + 2 * 24;

/** Writes everything up to the comma before `"stream"`; returns the position behind it. All times integer µs. */
export function writeLineHead(bytes: Uint8Array, at: number, times: LineTimes): number {
  let pos = writeMs(bytes, writeText(bytes, at, BEGIN), times.recvUs);
  pos = writeText(bytes, pos, EVENT);
  pos = times.eventUs === null ? writeText(bytes, pos, NULL) : writeMs(bytes, pos, times.eventUs);
  return writeText(bytes, pos, PIPELINE);
}

function writeText(bytes: Uint8Array, at: number, text: Uint8Array): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text[i] as number;
  return at + text.length;
}

/** As msText: ms with three decimals. */
function writeMs(bytes: Uint8Array, at: number, us: number): number {
  if (!Number.isSafeInteger(us)) return writeText(bytes, at, ascii(msText(us)));
  let pos = at;
  const size = Math.abs(us);
  if (us < 0) bytes[pos++] = MINUS;
  const ms = Math.floor(size / 1_000);
  const millions = Math.floor(ms / MILLION);
  const rest = ms - millions * MILLION;
  pos = millions === 0 ? writeDigits(bytes, pos, rest) : writeSix(bytes, writeMillions(bytes, pos, millions), rest);
  bytes[pos] = DOT;
  return writeThree(bytes, pos + 1, size - ms * 1_000);
}

/** Up to 9,007,199 of them below 2^53 ms; more of µs never. */
function writeMillions(bytes: Uint8Array, at: number, millions: number): number {
  const high = Math.floor(millions / MILLION);
  if (high === 0) return writeDigits(bytes, at, millions);
  return writeSix(bytes, writeDigits(bytes, at, high), millions - high * MILLION);
}

/** An integer below a million, without leading zeros. */
function writeDigits(bytes: Uint8Array, at: number, value: number): number {
  const count = value < 10 ? 1 : value < 100 ? 2 : value < 1_000 ? 3 : value < 10_000 ? 4 : value < 100_000 ? 5 : 6;
  let rest = value | 0;
  for (let pos = at + count - 1; pos >= at; pos--) {
    const tens = (rest / 10) | 0;
    bytes[pos] = ZERO + rest - tens * 10;
    rest = tens;
  }
  return at + count;
}

function writeSix(bytes: Uint8Array, at: number, value: number): number {
  const high = (value / 1_000) | 0;
  return writeThree(bytes, writeThree(bytes, at, high), value - high * 1_000);
}

function writeThree(bytes: Uint8Array, at: number, value: number): number {
  const hundreds = (value / 100) | 0;
  const tens = (value / 10) | 0;
  bytes[at] = ZERO + hundreds;
  bytes[at + 1] = ZERO + tens - hundreds * 10;
  bytes[at + 2] = ZERO + value - tens * 10;
  return at + 3;
}
