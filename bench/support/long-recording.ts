// One long recording made of copies of a short one, each shifted in time and ids, so that it reads like hours of market.

import { closeSync, openSync, writeSync } from 'node:fs';
import { POWERS_OF_TEN } from '../../src/core/market/decimal.js';

/** Ids and times move by more than a copy spans. Digits stay as many: lines keep their length. */
const ID_SHIFT = 60_000_000_000n;
const TIME_SHIFT_MS = 345_000n;

const shiftBy = (text: string, by: bigint): string => (BigInt(text) + by).toString();

/** The line of copy k: receive time in ns, E and T in ms, U, u, pu, t and lastUpdateId all moved on. */
function shiftedLine(line: string, k: bigint): string {
  const blank = line.indexOf(' ');
  const time = shiftBy(line.slice(0, blank), k * TIME_SHIFT_MS * BigInt(POWERS_OF_TEN[6] ?? 0));
  const body = line
    .slice(blank)
    .replace(/"([ET])":(\d+)/g, (_, key: string, value: string) => `"${key}":${shiftBy(value, k * TIME_SHIFT_MS)}`)
    .replace(
      /"(U|u|pu|t|lastUpdateId)":(\d+)/g,
      (_, key: string, value: string) => `"${key}":${shiftBy(value, key === 't' ? k * 1_000_000n : k * ID_SHIFT)}`,
    );
  return time + body;
}

/** Writes `copies` copies; the first is the recording itself. Only it and each copy's own snapshot sync the book. */
export function writeLongRecording(path: string, bytes: Buffer, copies: number): void {
  const lines = bytes
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
  const file = openSync(path, 'w');
  for (let k = 0; k < copies; k++) {
    const text = k === 0 ? lines : lines.map((line) => shiftedLine(line, BigInt(k)));
    writeSync(file, `${text.join('\n')}\n`, null, 'latin1');
  }
  closeSync(file);
}
