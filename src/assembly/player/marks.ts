// Places of a recording to jump to: the frames that brought them, in order, with their symbols.

import { ALL_SYMBOLS } from '../../core/market/event-batch.js';

/** Frame of each mark: how many frames had been taken when it was there. Frames never decrease. */
export interface MarkList {
  frames: Float64Array;
  codes: Uint16Array;
  /** Marks held, and all that were found: no more than MOST_MARKS are held. */
  count: number;
  total: number;
}

/** 40 MB: more signals than three days of the busiest symbol bring. */
export const MOST_MARKS = 1 << 22;
const FIRST_ROOM = 1_024;

export const createMarks = (): MarkList => ({
  frames: new Float64Array(FIRST_ROOM),
  codes: new Uint16Array(FIRST_ROOM),
  count: 0,
  total: 0,
});

function grow(marks: MarkList): void {
  const { frames, codes } = marks;
  marks.frames = new Float64Array(2 * frames.length);
  marks.codes = new Uint16Array(2 * codes.length);
  marks.frames.set(frames);
  marks.codes.set(codes);
}

export function addMark(marks: MarkList, frame: number, code: number): void {
  marks.total++;
  if (marks.count === MOST_MARKS) return;
  if (marks.count === marks.frames.length) grow(marks);
  marks.frames[marks.count] = frame;
  marks.codes[marks.count++] = code;
}

/** Index of the first mark behind `frame`. */
function firstBehind({ frames, count }: MarkList, frame: number): number {
  let from = 0;
  let to = count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((frames[middle] as number) <= frame) from = middle + 1;
    else to = middle;
  }
  return from;
}

export interface MarkSearch {
  /** Where the search begins: the mark lies behind it, or before it. */
  readonly frame: number;
  readonly direction: 'next' | 'previous';
  /** Symbol code; null for any. */
  readonly code: number | null;
}

/** Frame of the nearest mark; null where none is held. */
export function findMark(marks: MarkList, { frame, direction, code }: MarkSearch): number | null {
  const step = direction === 'next' ? 1 : -1;
  let i = firstBehind(marks, frame);
  if (direction === 'previous') while (--i >= 0 && marks.frames[i] === frame);
  for (; i >= 0 && i < marks.count; i += step) {
    if (code === null || marks.codes[i] === code || marks.codes[i] === ALL_SYMBOLS) return marks.frames[i] as number;
  }
  return null;
}
