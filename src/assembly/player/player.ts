// Plays a recording: forward in recorded time or a multiple of it, by single events, to a time, to a gap or signal.
// It decides when frames go through the chain, and nothing else: rows are those of a replay.

import type { PlayerFigures } from '../../core/watch/snapshot.js';
import { sleep } from '../../platform/sleep.js';
import { emptyRange } from '../empty-range.js';
import { type CheckpointLimits, type CheckpointStore, createStore, keepCheckpoint } from './checkpoint.js';
import { createRing } from './frame-ring.js';
import { type Goal, type Outcome, toEvent, toFrame, toTime, travel } from './journey.js';
import { type MarkIndex, type MarkKind, type RowTests, createIndex, runIndex } from './mark-index.js';
import { findMark } from './marks.js';
import { createPace } from './pace.js';
import { moveTo } from './place.js';
import { type Track, type TrackPlan, closeTrack, createTrack, leftInBatch } from './track.js';

export interface PlayerOptions<State> {
  readonly plan: TrackPlan<State>;
  readonly limits: CheckpointLimits;
  /** Half-open range of receive time that is played; what comes before it warms the windows. Null is open. */
  readonly fromUs: number | null;
  readonly toUs: number | null;
  /** Times recorded time; null for as fast as it goes. */
  readonly speed: number | null;
  readonly tests: RowTests;
  /** Monotonic. */
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
}

/** What the user wants next; a newer wish replaces one that is not done. */
export type Order =
  /** Gives up what is under way, wherever that has come. */
  | { readonly kind: 'stay' }
  | { readonly kind: 'seek'; readonly timeUs: number }
  | { readonly kind: 'frame'; readonly frames: number }
  | { readonly kind: 'step'; readonly symbol: string | null; readonly count: number }
  | {
      readonly kind: 'jump';
      readonly to: MarkKind;
      readonly direction: 'next' | 'previous';
      readonly symbol: string | null;
    };

export interface Player<State> {
  readonly options: PlayerOptions<State>;
  readonly track: Track<State>;
  readonly index: MarkIndex<State>;
  readonly store: CheckpointStore<State>;
  /** Last time that is played, µs; Infinity where the range is open. */
  readonly lastUs: number;
  speed: number | null;
  isPaused: boolean;
  isEnded: boolean;
  /** Under way; null while playing or waiting. */
  current: Order | null;
  next: Order | null;
  /** Wakes the player where it waits. */
  wake: () => void;
  /** Where recorded time and the clock were made to agree; null to do it anew. */
  anchor: { readonly us: number; readonly ms: number } | null;
  /** The last jump that found nothing, and how many there were; null before the first. */
  missed: PlayerFigures['missed'];
}

/** Half an hour of a busy symbol. */
const RING_BYTES = 64 * 1024 * 1024;

export function createPlayer<State>(options: PlayerOptions<State>): Player<State> {
  const { plan, limits, toUs, fromUs, tests, speed } = options;
  return {
    options,
    track: createTrack(plan, createRing(RING_BYTES)),
    index: createIndex(createTrack(plan), tests, fromUs ?? -Infinity),
    store: createStore<State>(limits),
    lastUs: toUs === null ? Infinity : toUs - 1,
    speed,
    isPaused: false,
    isEnded: false,
    current: null,
    next: fromUs === null ? null : { kind: 'seek', timeUs: fromUs },
    wake: () => undefined,
    anchor: null,
    missed: null,
  };
}

/** Gives an order; steps add up. */
export function order<State>(player: Player<State>, wish: Order): void {
  const { next } = player;
  const isMore = wish.kind === 'step' && next?.kind === 'step' && next.symbol === wish.symbol;
  player.next = isMore ? { ...next, count: next.count + wish.count } : wish;
  if (wish.kind === 'step') player.isPaused = true;
  // A jump that finds nothing leaves everything as it is, the end included.
  if (wish.kind !== 'jump') player.isEnded = false;
  player.wake();
}

export function setPaused<State>(player: Player<State>, isPaused: boolean): void {
  player.isPaused = isPaused;
  player.anchor = null;
  if (isPaused && isUnderWay(player)) player.next = { kind: 'stay' };
  player.wake();
}

/** Whether it is on its way to a place, or waits for the search to find one. */
export const isUnderWay = ({ current }: Pick<Player<unknown>, 'current'>): boolean =>
  current !== null && current.kind !== 'step' && current.kind !== 'stay';

export function setSpeed<State>(player: Player<State>, speed: number | null): void {
  player.speed = speed;
  player.anchor = null;
  player.wake();
}

/** Plays until the signal is aborted; then all files are closed. Rejects where the recording cannot be read on. */
export async function runPlayer<State>(player: Player<State>): Promise<void> {
  const { track, index, store, options } = player;
  keepCheckpoint(store, track);
  const searching = search(player);
  // Its failure is thrown where it is awaited; until then it must not count as unhandled.
  searching.catch(() => undefined);
  try {
    while (!options.signal.aborted) {
      const wish = player.next;
      if (wish !== null) {
        player.next = null;
        player.current = wish;
        await obey(player, wish);
        player.current = null;
        player.anchor = null;
      } else if (player.isPaused || player.isEnded) await wait(player, null);
      else await play(player);
    }
    await searching;
  } finally {
    await closeTrack(track);
    await closeTrack(index.track);
  }
}

/** The search gives way while the player is on its way to a place. */
function search<State>(player: Player<State>): Promise<void> {
  const { index, store, lastUs, options } = player;
  const isHeld = (): boolean => player.current !== null && player.current.kind !== 'jump';
  const pace = createPace(options.nowMs, () => !options.signal.aborted, isHeld);
  return runIndex(index, { store, pace, lastUs });
}

/** Resolves at the next command, or after a time. */
async function wait<State>(player: Player<State>, ms: number | null): Promise<void> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  player.wake = end;
  player.options.signal.addEventListener('abort', end, { once: true });
  try {
    if (!player.options.signal.aborted && player.next === null) await sleep(ms ?? LONG_MS, stop.signal);
  } catch {
    // Woken: that is what it waits for.
  } finally {
    player.wake = () => undefined;
    player.options.signal.removeEventListener('abort', end);
  }
}

const LONG_MS = 60_000;
/** While a jump waits for the search. */
const SEARCH_MS = 40;

function go<State>(player: Player<State>, goal: Goal<State>): Promise<Outcome> {
  const { track, store, lastUs, options } = player;
  const pace = createPace(options.nowMs, () => player.next === null && !options.signal.aborted);
  return travel(track, { ...goal, store, lastUs, pace });
}

async function obey<State>(player: Player<State>, wish: Order): Promise<void> {
  switch (wish.kind) {
    case 'stay':
      return;
    case 'seek':
      return seekTime(player, wish.timeUs);
    case 'frame':
      return seekFrame(player, wish.frames);
    case 'step':
      for (let k = 0; k < wish.count && player.next === null && !player.isEnded; k++) {
        if ((await go(player, toEvent(wish.symbol))) === 'ended') end(player);
      }
      return;
    case 'jump':
      return jump(player, wish);
  }
}

function end<State>(player: Player<State>): void {
  player.isEnded = true;
  player.isPaused = true;
}

/** The state after all frames before the first one received later than a time; within the range. */
async function seekTime<State>(player: Player<State>, timeUs: number): Promise<void> {
  const from = player.options.fromUs;
  // The range begins with its first frame taken: what a replay shows there.
  const wanted = from === null ? timeUs : Math.max(timeUs, from);
  await moveTo(player.track, player.store, {
    isBehind: ({ headUs }) => headUs > wanted,
  });
  if ((await go(player, toTime(wanted))) !== 'ended') return;
  // Nothing at or after the beginning of the range: a screen of what came before it would be no answer.
  if (from !== null && player.track.headUs < from) throw emptyRange(undefined);
  end(player);
}

async function seekFrame<State>(player: Player<State>, frames: number): Promise<void> {
  await moveTo(player.track, player.store, { isBehind: (place) => place.frames > frames });
  if ((await go(player, toFrame(frames))) === 'ended') end(player);
}

/** Waits for the search where it has not been there yet. Stays where there is no such place. */
async function jump<State>(player: Player<State>, wish: Order & { readonly kind: 'jump' }): Promise<void> {
  const { index, track, options } = player;
  const { to, direction, symbol } = wish;
  while (player.next === null && !options.signal.aborted) {
    const code = symbol === null ? null : (index.track.runner.normalizer.codes.get(symbol) ?? null);
    const isSeen = direction === 'next' || index.isDone || index.track.frames >= track.frames;
    const isKnown = symbol === null || code !== null;
    const found = isSeen && isKnown ? findMark(index.marks[to], { frame: track.frames, direction, code }) : null;
    if (found !== null) {
      player.isPaused = true;
      player.isEnded = false;
      return seekFrame(player, found);
    }
    if (index.isDone || (direction === 'previous' && isSeen)) {
      player.missed = { to, direction, count: (player.missed?.count ?? 0) + 1 };
      return;
    }
    await wait(player, SEARCH_MS);
  }
}

/** No frame is waited for longer: speed and clock are looked at again. */
const LONGEST_WAIT_MS = 50;
/** So far behind, the player goes on from where it is. */
const MOST_LAG_MS = 500;

async function play<State>(player: Player<State>): Promise<void> {
  const { track, options, speed } = player;
  const isSame = (): boolean =>
    player.next === null && !player.isPaused && player.speed === speed && !options.signal.aborted;
  const pace = createPace(options.nowMs, isSame);
  const { store, lastUs } = player;
  const goal = speed === null ? toTime<State>(Infinity) : toTime<State>(dueUs(player, speed));
  const outcome = await travel(track, { ...goal, store, lastUs, pace });
  if (outcome === 'ended') end(player);
  if (outcome !== 'reached' || speed === null) return;
  const nextUs = nextFrameUs(track);
  const waitMs = nextUs === null ? 0 : (nextUs - dueUs(player, speed)) / 1_000 / speed;
  if (waitMs > 1) await wait(player, Math.min(waitMs, LONGEST_WAIT_MS));
}

/** Receive time of the next frame, µs; null where it is not loaded. */
const nextFrameUs = <State>(track: Track<State>): number | null =>
  leftInBatch(track) === 0 ? null : (track.batch?.recvUs[track.at] ?? null);

/** Recorded time that has come by the clock. Where the next frame was due long ago, it is due now and no earlier. */
function dueUs<State>(player: Player<State>, speed: number): number {
  const { track, options } = player;
  const nowMs = options.nowMs();
  const nextUs = nextFrameUs(track);
  const hereUs = track.lastUs ?? nextUs;
  if (hereUs === null) return -Infinity;
  player.anchor ??= { us: hereUs, ms: nowMs };
  const due = player.anchor.us + (nowMs - player.anchor.ms) * 1_000 * speed;
  if (nextUs === null || due - nextUs <= MOST_LAG_MS * 1_000 * speed) return due;
  player.anchor = { us: nextUs, ms: nowMs };
  return nextUs;
}
