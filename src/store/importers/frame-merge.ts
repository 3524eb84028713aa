// Several inputs as one feed in order of receive time: chained where they follow each other, interleaved where not.

import { createFrameBatch, type FrameBatch } from '../../core/market/frame.js';
import { type Feed } from '../../stream/feed.js';

/** One input of the merge; its place in the list is its rank where receive times are equal. */
export interface MergeInput {
  /** Opened when its time comes, closed at its end: only inputs that overlap are open together. */
  readonly open: () => Feed<FrameBatch>;
  /** Receive time of its first frame, µs; 0 where that is unknown. */
  readonly firstUs: number;
  /** Inputs that this one may continue: while one of them runs, this one joins `jitterUs` late. */
  readonly predecessors: readonly number[];
}

interface Cursor {
  readonly input: MergeInput;
  readonly rank: number;
  state: 'waiting' | 'active' | 'done';
  feed: Feed<FrameBatch> | null;
  batch: FrameBatch | null;
  /** Next frame of `batch` to give out. */
  at: number;
}

/**
 * The frames of all inputs by (receive time, rank), each input's own frames in their own order even where its times
 * step back. Every batch comes from one input. Inputs are ordered by `firstUs` as far as they do not wait for each other.
 */
export function mergeFrames(inputs: readonly MergeInput[], jitterUs: number): Feed<FrameBatch> {
  const cursors = inputs.map<Cursor>((input, rank) => {
    return { input, rank, state: 'waiting', feed: null, batch: null, at: 0 };
  });
  const waiting = [...cursors].sort((a, b) => a.input.firstUs - b.input.firstUs || a.rank - b.rank);
  const merge: Merge = { cursors, waiting, active: [], jitterUs, output: null, closed: false };
  return {
    // Where no input has to be opened or read on there is nothing to wait for: inputs that interleave closely make
    // very many small batches.
    next: () => {
      if (merge.closed) return Promise.resolve(null);
      const ready = chooseReady(merge);
      return ready === null ? nextAfterLoading(merge) : Promise.resolve(takeRun(merge, ready));
    },
    async close() {
      merge.closed = true;
      for (const cursor of cursors) await cursor.feed?.close();
    },
  };
}

interface Merge {
  readonly cursors: readonly Cursor[];
  /** By first receive time. */
  readonly waiting: Cursor[];
  readonly active: Cursor[];
  readonly jitterUs: number;
  /** Memory for parts of batches. */
  output: FrameBatch | null;
  closed: boolean;
}

/** The input whose frame comes next, where that is known without opening or reading on; else null. */
function chooseReady(merge: Merge): Cursor | null {
  for (const cursor of merge.active) if (cursor.at >= (cursor.batch as FrameBatch).count) return null;
  const best = firstActive(merge);
  if (best === null || merge.waiting.length === 0) return best;
  const next = nextToJoin(merge);
  return next !== null && joinUs(merge, next) <= headUs(best) ? null : best;
}

async function nextAfterLoading(merge: Merge): Promise<FrameBatch | null> {
  const cursor = await choose(merge);
  return cursor === null || merge.closed ? null : takeRun(merge, cursor);
}

/** The run of frames that `cursor` may give now: its whole batch as it is, or a part of it in the merge's own batch. */
function takeRun(merge: Merge, cursor: Cursor): FrameBatch {
  const batch = cursor.batch as FrameBatch;
  const from = cursor.at;
  cursor.at = runEnd(merge, cursor);
  if (from === 0 && cursor.at === batch.count) return batch;
  if (merge.output === null || merge.output.capacity < batch.capacity) {
    merge.output = createFrameBatch(batch.capacity);
  }
  copyRun(batch, merge.output, { from, to: cursor.at });
  return merge.output;
}

/** The input whose frame comes next, its batch loaded; null at the end of all. */
async function choose(merge: Merge): Promise<Cursor | null> {
  for (const cursor of [...merge.active])
    if (cursor.at >= (cursor.batch as FrameBatch).count) await load(merge, cursor);
  for (;;) {
    const best = firstActive(merge);
    const next = nextToJoin(merge);
    if (next === null) return best;
    if (best !== null && joinUs(merge, next) > headUs(best)) return best;
    merge.waiting.splice(merge.waiting.indexOf(next), 1);
    next.feed = next.input.open();
    next.state = 'active';
    merge.active.push(next);
    await load(merge, next);
  }
}

async function load(merge: Merge, cursor: Cursor): Promise<void> {
  cursor.batch = (await cursor.feed?.next()) ?? null;
  cursor.at = 0;
  if (cursor.batch !== null) return;
  cursor.state = 'done';
  merge.active.splice(merge.active.indexOf(cursor), 1);
  await cursor.feed?.close();
}

const headUs = (cursor: Cursor): number => (cursor.batch as FrameBatch).recvUs[cursor.at] as number;

function firstActive(merge: Merge): Cursor | null {
  let best: Cursor | null = null;
  for (const cursor of merge.active) {
    if (best === null || headUs(cursor) < headUs(best)) best = cursor;
    else if (headUs(cursor) === headUs(best) && cursor.rank < best.rank) best = cursor;
  }
  return best;
}

function joinUs(merge: Merge, cursor: Cursor): number {
  let join = cursor.input.firstUs;
  for (const rank of cursor.input.predecessors) {
    const before = merge.cursors[rank] as Cursor;
    if (before.state === 'done') continue;
    join = Math.max(join, cursor.input.firstUs + merge.jitterUs, before.input.firstUs + merge.jitterUs);
  }
  return join;
}

/** Joining is never earlier than the first receive time, so the search ends where those pass the best so far. */
function nextToJoin(merge: Merge): Cursor | null {
  let best: Cursor | null = null;
  let bestUs = Infinity;
  for (const cursor of merge.waiting) {
    if (cursor.input.firstUs > bestUs) break;
    const join = joinUs(merge, cursor);
    if (join >= bestUs) continue;
    best = cursor;
    bestUs = join;
  }
  return best;
}

/** End of the run of frames that `cursor` may give before another input has its turn; at least one frame. */
function runEnd(merge: Merge, cursor: Cursor): number {
  const batch = cursor.batch as FrameBatch;
  const { recvUs, count } = batch;
  const next = merge.waiting.length === 0 ? null : nextToJoin(merge);
  const join = next === null ? Infinity : joinUs(merge, next);
  let limit = Infinity;
  let limitRank = 0;
  for (const other of merge.active) {
    if (other === cursor) continue;
    const head = headUs(other);
    if (head > limit || (head === limit && other.rank > limitRank)) continue;
    limit = head;
    limitRank = other.rank;
  }
  if (limit === Infinity && join === Infinity) return count;
  const inclusive = cursor.rank < limitRank;
  let at = cursor.at + 1;
  for (; at < count; at++) {
    const time = recvUs[at] as number;
    if (time >= join || time > limit || (time === limit && !inclusive)) break;
  }
  return at;
}

function copyRun(from: FrameBatch, to: FrameBatch, range: { from: number; to: number }): void {
  const count = range.to - range.from;
  for (let i = 0, k = range.from; i < count; i++, k++) {
    to.start[i] = from.start[k] as number;
    to.end[i] = from.end[k] as number;
    to.recvUs[i] = from.recvUs[k] as number;
    to.line[i] = from.line[k] as number;
    to.kind[i] = from.kind[k] as number;
  }
  to.count = count;
  to.bytes = from.bytes;
  to.input = from.input;
  if (to.hints.size > 0) to.hints.clear();
  for (const [index, symbol] of from.hints) {
    if (index >= range.from && index < range.to) to.hints.set(index - range.from, symbol);
  }
}
