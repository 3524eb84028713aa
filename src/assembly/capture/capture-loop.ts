// The heart of a capture: what arrives becomes lines; the same lines go to disk and through the chain; what the chain
// finds (a lost book, a hole in trade ids) is acted upon.

import { type RollingSketch, insertRollingSketch } from '../../core/quality/rolling-sketch.js';
import type { SegmentWriter } from '../../store/segment-writer.js';
import type { SegmentEnd } from '../../store/writer-options.js';
import type { SessionHeader } from '../../store/ndjson/session-header.js';
import { type LineSlab, addControl, composeLines, createLineSlab, stampLatencies } from './line-slab.js';
import { type FoundGap, type FoundResync, type LiveRun, type LiveWatcher, runLive } from './live-run.js';
import { addSegmentHead } from './segment-lines.js';

export interface CaptureLoop {
  readonly slab: LineSlab;
  readonly live: LiveRun;
  readonly watcher: LiveWatcher;
  readonly writer: SegmentWriter;
  /** Header of the segment being written. */
  header: Omit<SessionHeader, 'version'>;
  /** Receipt → computed, of every line, µs. */
  readonly pipeline: RollingSketch;
  readonly nowUs: () => number;
  readonly onGap: (gap: FoundGap) => void;
  readonly onResync: (resync: FoundResync) => void;
  /** Why nothing is computed any more; null while all is well. */
  broken: Error | null;
  readonly onBroken: (error: Error) => void;
  /** Receive time of the current segment's first line, µs. */
  segmentStartUs: number;
}

export type LoopParts = Omit<CaptureLoop, 'slab' | 'segmentStartUs' | 'broken'>;

/** Whoever makes the slab sees to it that written chunks are released. */
export const createCaptureLoop = (parts: LoopParts, slab = createLineSlab()): CaptureLoop => ({
  ...parts,
  slab,
  broken: null,
  segmentStartUs: parts.nowUs(),
});

/**
 * Takes everything that has arrived through the chain and hands it to the writer: the chain first, so that the digest
 * never depends on what becomes of the bytes (semantics 14). Findings are noted as lines of their own, which the next call takes.
 */
export function flushLines(loop: CaptureLoop): void {
  for (;;) {
    const chunk = composeLines(loop.slab);
    if (chunk === null) break;
    compute(loop);
    loop.writer.append(chunk.bytes, chunk.lines);
  }
  if (loop.broken === null) noteFindings(loop);
}

/**
 * A fault in computing never costs a line: from then on the capture only writes, and says so. What was received can be
 * computed again when the fault is mended; what was not written is gone.
 */
function compute(loop: CaptureLoop): void {
  const { live, slab, watcher, pipeline, nowUs } = loop;
  const { frames } = slab;
  if (loop.broken !== null) return;
  try {
    runLive(live, frames, watcher);
  } catch (error) {
    loop.broken = error instanceof Error ? error : new Error(String(error));
    loop.onBroken(loop.broken);
    return;
  }
  const doneUs = nowUs();
  stampLatencies(slab, doneUs);
  for (let i = 0; i < frames.count; i++) {
    insertRollingSketch(pipeline, doneUs, Math.max(0, doneUs - (frames.recvUs[i] as number)));
  }
}

/** Copies of what follows from the frames, for readers of the raw file; a replay finds the same by itself. */
function noteFindings({ live, slab, nowUs, onGap, onResync }: CaptureLoop): void {
  for (const gap of live.gaps.splice(0)) {
    const { symbol, stream, fromId, toId } = gap;
    addControl(slab, 'gap', { recvUs: nowUs(), fields: { symbol, stream, from_id: fromId, to_id: toId } });
    onGap(gap);
  }
  for (const resync of live.resyncs.splice(0)) {
    const { symbol, lastId } = resync;
    onResync(resync);
    addControl(slab, 'resync', { recvUs: nowUs(), fields: { symbol, last_id: lastId } });
  }
}

/** Everything that waits, and the notes on what it shows, to the end. */
export function drainLines(loop: CaptureLoop): void {
  do flushLines(loop);
  while (loop.slab.waiting.length > 0);
}

/** Writes the opening lines of the session's first segment. */
export function beginSession(loop: CaptureLoop): void {
  addSegmentHead(loop.slab, loop.live, { header: loop.header, recvUs: loop.nowUs(), books: true });
  flushLines(loop);
}

/** Ends the segment and begins the next one with its header and the books as they stand. */
export function turnSegment(loop: CaptureLoop, endOf: () => SegmentEnd): void {
  // What the last lines show is noted in the segment that shows it.
  drainLines(loop);
  const end = endOf();
  loop.header = { ...loop.header, segment: (loop.header.segment ?? 0) + 1 };
  loop.segmentStartUs = loop.nowUs();
  const books = loop.broken === null;
  addSegmentHead(loop.slab, loop.live, { header: loop.header, recvUs: loop.segmentStartUs, books });
  const head = composeLines(loop.slab);
  if (head === null) return;
  compute(loop);
  loop.writer.rotate(head.bytes, head.lines, end);
  flushLines(loop);
}
