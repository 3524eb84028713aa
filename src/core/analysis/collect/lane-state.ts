// The state of one lane: a cursor that lags behind the newest decision, and what it has settled.

import { laneAt } from './lanes.js';
import { type BarrierState, barrierList, initBarriers } from './barriers.js';
import { type BlockState, blockLengthUs, blockTable, initBlocks, sumTable } from './block-sums.js';
import { BLOCK_CELLS, type CollectedLane, type CollectedMoves, type Lane } from './collected.js';
import { type EventState, eventList, initEvents } from './event-store.js';
import { type MakerState, makerList } from './maker-queue.js';
import type { SignalSpec } from '../study-plan.js';

/** Limits of what is kept, so that memory does not grow with the data. */
export interface KeepLimits {
  /** Blocks of a judged lane, and of one that is only drawn. */
  readonly blocks: number;
  readonly decayBlocks: number;
  /** Onsets of a primary or a user's signal, and of any other. */
  readonly events: number;
  readonly otherEvents: number;
  readonly moments: number;
}

export const KEEP_LIMITS: KeepLimits = {
  blocks: 4096,
  decayBlocks: 512,
  events: 32_768,
  otherEvents: 8_192,
  moments: 131_072,
};

export interface LaneState {
  readonly lane: Lane;
  /** Index of the horizon among all of the plan, and among the judged ones (−1: not judged). */
  readonly h: number;
  readonly judged: number;
  /** Next decision to settle, and where its quotes are looked for. */
  next: number;
  entryCursor: number;
  exitCursor: number;
  readonly blocks: BlockState;
  readonly entries: Float64Array;
  readonly dropped: Float64Array;
  readonly broken: Float64Array;
  readonly events: readonly EventState[] | null;
  /** One a signal, null for all but primaries and the user's; null unless the primary lane. */
  readonly barriers: readonly (BarrierState | null)[] | null;
  /** Of unconditional moves, at the plan's latency; null elsewhere: `MOVE_SUMS` a block. */
  readonly moves: BlockState | null;
}

/** n, ups, ties, Σy, Σ|y|, Σy². */
const MOVE_SUMS = 6;
/** A thousand blocks say as much about chance as ten thousand. */
const MOVE_BLOCKS = 1024;

const keepsMost = ({ role }: SignalSpec): boolean => role === 'primary' || role === 'user';

export interface LanePlan {
  readonly specs: readonly SignalSpec[];
  readonly horizonsUs: readonly number[];
  readonly judgedUs: readonly number[];
  readonly latencyUs: number;
  readonly limits: KeepLimits;
}

export function initLane(lane: Lane, { specs, horizonsUs, judgedUs, latencyUs, limits }: LanePlan): LaneState {
  const signals = specs.length;
  const events = specs.map((spec) => initEvents(signals, keepsMost(spec) ? limits.events : limits.otherEvents));
  const lengthUs = blockLengthUs(lane.horizonUs);
  return {
    lane,
    h: horizonsUs.indexOf(lane.horizonUs),
    judged: lane.judged ? judgedUs.indexOf(lane.horizonUs) : -1,
    next: 0,
    entryCursor: 0,
    exitCursor: 0,
    blocks: initBlocks(lengthUs, signals * BLOCK_CELLS, lane.judged ? limits.blocks : limits.decayBlocks),
    entries: new Float64Array(signals),
    dropped: new Float64Array(signals),
    broken: new Float64Array(signals),
    events: lane.judged ? events : null,
    barriers: lane.primary ? specs.map((spec) => (keepsMost(spec) ? initBarriers(limits.events) : null)) : null,
    moves: lane.latencyUs === latencyUs ? initBlocks(lengthUs, MOVE_SUMS, MOVE_BLOCKS) : null,
  };
}

/** @param slots of each signal: its place among the makers, −1 for none */
export function closeLane(state: LaneState, makers: MakerState, slots: readonly number[]): CollectedLane {
  const { lane, blocks, entries, dropped, broken, events, barriers } = state;
  const lists = slots.map((slot) => {
    const sums = makers.sums[slot];
    return sums === undefined ? null : makerList(sums);
  });
  return {
    ...lane,
    blocks: blockTable(blocks),
    entries: entries.slice(),
    dropped: dropped.slice(),
    broken: broken.slice(),
    events: events === null ? null : events.map(eventList),
    makers: lane.primary ? lists : null,
    barriers: barriers === null ? null : barriers.map((one) => (one === null ? null : barrierList(one))),
  };
}

/** Unconditional moves of each horizon. */
export function movesOf(
  lanes: readonly LaneState[],
  horizonsUs: readonly number[],
  latencyUs: number,
): CollectedMoves[] {
  return horizonsUs.flatMap((horizonUs) => {
    const found = laneAt(
      lanes.map(({ lane, moves }) => ({ ...lane, moves })),
      horizonUs,
      latencyUs,
    );
    if (found?.moves === null || found === null) return [];
    const blocks = sumTable(found.moves);
    const [n = 0, ups = 0, ties = 0, sum = 0, sumAbs = 0, sumSquares = 0] = blocks.columns.map((column) =>
      column.reduce((all, one) => all + one, 0),
    );
    return [{ horizonUs, n, ups, ties, sum, sumAbs, sumSquares, blocks }];
  });
}
