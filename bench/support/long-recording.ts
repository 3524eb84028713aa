// One long recording made of copies of a short one, each shifted in time and ids, so that it reads like hours of market.

import { closeSync, openSync, writeSync } from 'node:fs';

/** Ids and times move by more than a copy spans. Digits stay as many: lines keep their length. */
const ID_SHIFT = 60_000_000_000n;
/** The recordings of minutes, in nanoseconds. */
const MINUTES: CopyTimes = { spanMs: 345_000n, unitsPerMs: 1_000_000n };

/** How far copies lie apart, and the unit of the receive times. */
export interface CopyTimes {
  readonly spanMs: bigint;
  readonly unitsPerMs: bigint;
}

const shiftBy = (text: string, by: bigint): string => (BigInt(text) + by).toString();

/** The line of copy k: receive time, E and T in ms, U, u, pu, t and lastUpdateId all moved on. */
function shiftedLine(line: string, k: bigint, { spanMs, unitsPerMs }: CopyTimes): string {
  const blank = line.indexOf(' ');
  const time = shiftBy(line.slice(0, blank), k * spanMs * unitsPerMs);
  const body = line
    .slice(blank)
    .replace(/"([ET])":(\d+)/g, (_, key: string, value: string) => `"${key}":${shiftBy(value, k * spanMs)}`)
    .replace(
      /"(U|u|pu|t|lastUpdateId)":(\d+)/g,
      (_, key: string, value: string) => `"${key}":${shiftBy(value, key === 't' ? k * 1_000_000n : k * ID_SHIFT)}`,
    );
  return time + body;
}

/** Writes `copies` copies; the first is the recording itself. Only it and each copy's own snapshot sync the book. */
export const writeLongRecording = (path: string, bytes: Buffer, copies: number): void =>
  writeCopies(path, bytes, { ...MINUTES, copies });

/** The same of any recording of one symbol. */
export function writeCopies(path: string, bytes: Buffer, of: CopyTimes & { readonly copies: number }): void {
  const lines = bytes
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
  const file = openSync(path, 'w');
  for (let k = 0; k < of.copies; k++) {
    const text = k === 0 ? lines : lines.map((line) => shiftedLine(line, BigInt(k), of));
    writeSync(file, `${text.join('\n')}\n`, null, 'latin1');
  }
  closeSync(file);
}
