// One case: a stretch of a recording in which some frames have been damaged, and how it lies in memory.

import { type FrameBatch, FRAME, createFrameBatch } from '../../src/core/market/frame.js';
import type { Instrument } from '../../src/core/market/instrument.js';
import type { Pick } from '../../test/support/frame-mutations.js';
import type { RawFrame } from '../../test/support/frames.js';
import { changeFrame } from './frame-changes.js';
import type { Strand } from './frame-corpus.js';
import { chance, oneOf } from './pick.js';

export interface PlacedFrame extends RawFrame {
  readonly text: Uint8Array;
  readonly isChanged: boolean;
  /** Bytes before and behind the frame in its buffer: never its own. */
  readonly before: Uint8Array;
  readonly behind: Uint8Array;
  /** Begins a buffer of its own. */
  readonly startsBatch: boolean;
}

export interface FrameCase {
  readonly strand: string;
  readonly instruments: readonly Instrument[];
  readonly frames: readonly PlacedFrame[];
  /** Rows that an event batch holds. */
  readonly capacity: number;
}

const bytesOf = (text: string | Uint8Array): Uint8Array => (typeof text === 'string' ? Buffer.from(text) : text);
const NOTHING = new Uint8Array(0);
const BEHIND: readonly Uint8Array[] = [
  '\n',
  '\n',
  '\n',
  '\r\n',
  '',
  '0000000',
  '"}]}',
  '\0\0\0\0',
  '.5"],["1","2"]',
].map(bytesOf);

/** A snapshot that the depth message continues, so that its levels reach the rows; null for other frames. */
function snapshotFor({ text, recvUs, kind }: RawFrame): RawFrame | null {
  if (kind !== undefined && kind !== FRAME.stream) return null;
  const found = /"s":"([^"]+)".*?"U":(\d+),"u":\d+(?:,"pu":(\d+))?/.exec(String(text));
  if (found === null) return null;
  const lastId = found[3] ?? String(Number(found[2]) - 1);
  const body = `{"lastUpdateId":${lastId},"bids":[["100.0","5"]],"asks":[["200.0","7"]]}`;
  return { text: body, recvUs, kind: FRAME.snapshot, hint: found[1] ?? '' };
}

/** The stretch with snapshots put in: before its first depth message, and now and then later. */
function withSnapshots(frames: readonly RawFrame[], pick: Pick): RawFrame[] {
  const seen = new Set<string>();
  return frames.flatMap((frame) => {
    const snapshot = snapshotFor(frame);
    if (snapshot === null) return [frame];
    const isFirst = !seen.has(snapshot.hint ?? '');
    seen.add(snapshot.hint ?? '');
    return isFirst ? (chance(pick, 8) ? [frame] : [snapshot, frame]) : chance(pick, 3) ? [snapshot, frame] : [frame];
  });
}

interface Change {
  readonly frame: RawFrame;
  readonly others: readonly Uint8Array[];
  readonly isChanged: boolean;
}

function place({ frame, others, isChanged }: Change, pick: Pick): PlacedFrame {
  const own = bytesOf(frame.text);
  const text = isChanged ? changeFrame(own, pick, others) : own;
  const isCut = text.length < own.length && Buffer.compare(own.subarray(0, text.length), text) === 0;
  return {
    ...frame,
    text,
    isChanged,
    before: chance(pick, 4) ? Uint8Array.from({ length: pick(12) }, () => 32 + pick(90)) : NOTHING,
    // A frame cut short has its rest right behind it, half of the time.
    behind: isCut && chance(pick, 2) ? own.subarray(text.length) : oneOf(pick, BEHIND),
    startsBatch: chance(pick, 5),
  };
}

/** Frames of a case, and how many of them are changed at the most. */
const LEAST_LENGTH = 6;
const MORE_LENGTH = 14;

export function frameCase(strands: readonly Strand[], pick: Pick, changesLeft = Infinity): FrameCase {
  const strand = oneOf(pick, strands);
  const length = Math.min(strand.frames.length, LEAST_LENGTH + pick(MORE_LENGTH));
  const from = pick(strand.frames.length - length + 1);
  const stretch = strand.frames.slice(from, from + length);
  // Clean frames first, most of the time: layouts are learned from them.
  const clean = chance(pick, 5) ? 0 : Math.min(length - 1, 2 + pick(5));
  const others = stretch.map(({ text }) => bytesOf(text));
  let changes = 0;
  const frames = withSnapshots(stretch, pick).map((frame, i) => {
    const isChanged = i >= clean && changes < changesLeft && (i === clean || chance(pick, 2));
    if (isChanged) changes++;
    return place({ frame, others, isChanged }, pick);
  });
  return { strand: strand.name, instruments: strand.instruments, frames, capacity: 8 + pick(40) };
}

/**
 * The frames in their buffers. Half of the buffers are as long as what they hold, so that any look beyond the end shows;
 * the others lie at odd places of a larger one.
 */
export function batchesOfCase(frames: readonly PlacedFrame[]): FrameBatch[] {
  const batches: FrameBatch[] = [];
  let run: PlacedFrame[] = [];
  const finish = (): void => {
    if (run.length > 0) batches.push(batchOf(run, batches.length));
    run = [];
  };
  frames.forEach((frame, i) => {
    if (frame.startsBatch && i > 0) finish();
    run.push(frame);
  });
  finish();
  return batches;
}

function batchOf(frames: readonly PlacedFrame[], number: number): FrameBatch {
  const batch = createFrameBatch(frames.length);
  const isTight = (frames[0]?.text.length ?? 0) % 2 === number % 2;
  const parts = frames.flatMap(({ before, text, behind }, i) => {
    const isLast = i === frames.length - 1;
    return [before, text, isLast && isTight ? NOTHING : behind];
  });
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = isTight
    ? new Uint8Array(size)
    : new Uint8Array(size + 71).subarray(3 + (number % 5), 3 + (number % 5) + size);
  let at = 0;
  frames.forEach((frame, i) => {
    const [before = NOTHING, text = NOTHING, behind = NOTHING] = parts.slice(i * 3, i * 3 + 3);
    for (const part of [before, text, behind]) {
      if (part === text) {
        batch.start[i] = at;
        batch.end[i] = at + text.length;
      }
      bytes.set(part, at);
      at += part.length;
    }
    batch.recvUs[i] = frame.recvUs;
    batch.line[i] = i + 1;
    batch.kind[i] = frame.kind ?? FRAME.stream;
    if (frame.hint !== undefined) batch.hints.set(i, frame.hint);
  });
  batch.bytes = bytes;
  batch.count = frames.length;
  return batch;
}
