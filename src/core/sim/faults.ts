// Faults planted into a synthetic stream: messages that never arrive, at seeded places that are known afterwards.

import { initRng, nextInt, nextUniform } from '../stats/rng.js';
import type { SentDepth, SentTrade, VenueEvent } from './venue-event.js';

/** `depth`, `trade`: messages of one symbol are lost. `disconnect`: nothing arrives for a while. */
export type FaultKind = 'depth' | 'trade' | 'disconnect';
export const FAULT_KINDS: readonly FaultKind[] = ['depth', 'trade', 'disconnect'];

/** Times are exchange time in µs. */
export type PlannedFault =
  | { readonly kind: 'depth' | 'trade'; readonly atUs: number; readonly symbol: string; readonly messages: number }
  | { readonly kind: 'disconnect'; readonly atUs: number; readonly lengthUs: number };

/** How long a planted disconnect lasts. */
const OUTAGE_US = 1_500_000;

export interface FaultWish {
  readonly kind: FaultKind;
  readonly offsetUs: number;
  /** Whose messages are lost; without it the seed draws one. */
  readonly symbol?: string;
}

export interface FaultScene {
  readonly seed: number;
  readonly startUs: number;
  readonly durationUs: number;
  readonly symbols: readonly string[];
}

/** `count` places between a tenth and nine tenths of the recording, depth and trade holes in turn. */
export function randomWishes(count: number, scene: FaultScene): FaultWish[] {
  const rng = initRng(scene.seed ^ 0x6a7);
  return Array.from({ length: count }, (_, i) => ({
    kind: i % 2 === 0 ? ('depth' as const) : ('trade' as const),
    offsetUs: Math.floor((0.1 + 0.8 * nextUniform(rng)) * scene.durationUs),
  }));
}

/** Wishes as a plan in order of time; symbols and sizes are drawn by the seed. */
export function planFaults(wishes: readonly FaultWish[], scene: FaultScene): PlannedFault[] {
  const rng = initRng(scene.seed ^ 0xfa17);
  const sorted = [...wishes].sort((a, b) => a.offsetUs - b.offsetUs);
  return sorted.map(({ kind, offsetUs, symbol: wanted }): PlannedFault => {
    const atUs = scene.startUs + offsetUs;
    if (kind === 'disconnect') return { kind, atUs, lengthUs: OUTAGE_US };
    // Drawn in any case, so that naming one symbol changes no other draw.
    const drawn = scene.symbols[nextInt(rng, scene.symbols.length)] ?? '';
    const symbol = wanted ?? drawn;
    return { kind, atUs, symbol, messages: kind === 'depth' ? 1 + nextInt(rng, 5) : 3 + nextInt(rng, 18) };
  });
}

/** What was done: the truth against which a reader's findings can be held. */
export type InjectedFault =
  | {
      readonly kind: 'depth' | 'trade';
      readonly symbol: string;
      /** Match time of the first lost message. */
      readonly atUs: number;
      readonly messages: number;
      /** Depth: last id held and the `pu` that comes next. Trades: first and last missing id. */
      readonly fromId: number;
      readonly toId: number;
    }
  | { readonly kind: 'disconnect'; readonly atUs: number; readonly lengthUs: number; readonly messages: number };

interface OpenHole {
  readonly kind: 'depth' | 'trade';
  readonly symbol: string;
  readonly atUs: number;
  readonly fromId: number;
  wanted: number;
  messages: number;
  lastId: number;
}

export interface FaultState {
  /** Not yet begun. */
  readonly pending: PlannedFault[];
  readonly holes: OpenHole[];
  outage: { readonly atUs: number; readonly lengthUs: number; messages: number } | null;
  readonly injected: InjectedFault[];
}

/** `lost`: never arrives. `heals`: the first message after a hole in the depth stream, which shows the hole. */
export type Passage = 'passes' | 'lost' | 'heals';

export const initFaults = (plan: readonly PlannedFault[]): FaultState => ({
  pending: [...plan],
  holes: [],
  outage: null,
  injected: [],
});

/** Takes every message in the order of happening. Closed holes and outages are added to `injected`. */
export function stepFaults(state: FaultState, event: VenueEvent): Passage {
  const out = loseInOutage(state, event);
  if (event.kind !== 'depth_delta' && event.kind !== 'agg_trade') return out ? 'lost' : 'passes';
  const kind = event.kind === 'depth_delta' ? 'depth' : 'trade';
  if (!out) openHole(state, event, kind);
  const index = state.holes.findIndex((hole) => hole.kind === kind && hole.symbol === event.symbol);
  const hole = state.holes[index];
  if (hole === undefined) return out ? 'lost' : 'passes';
  if (out || hole.wanted > 0) {
    hole.wanted -= 1;
    hole.messages += 1;
    hole.lastId = event.kind === 'depth_delta' ? event.finalId : event.tradeId;
    return 'lost';
  }
  state.holes.splice(index, 1);
  const { symbol, atUs, messages, fromId, lastId } = hole;
  state.injected.push({ kind, symbol, atUs, messages, fromId, toId: lastId });
  return kind === 'depth' ? 'heals' : 'passes';
}

/** A hole that falls into an open one waits for its end: each has its own ids. */
function openHole(state: FaultState, event: SentDepth | SentTrade, kind: 'depth' | 'trade'): void {
  if (state.holes.some((hole) => hole.kind === kind && hole.symbol === event.symbol)) return;
  const index = state.pending.findIndex(
    (fault) => fault.kind === kind && fault.symbol === event.symbol && fault.atUs <= event.matchUs,
  );
  const fault = state.pending[index];
  if (fault === undefined || fault.kind === 'disconnect') return;
  state.pending.splice(index, 1);
  const fromId = event.kind === 'depth_delta' ? (event.prevId ?? event.firstId - 1) : event.tradeId;
  const wanted = fault.messages;
  state.holes.push({ kind, symbol: event.symbol, atUs: event.matchUs, fromId, wanted, messages: 0, lastId: fromId });
}

/** An outage concerns what is sent within it. */
function loseInOutage(state: FaultState, event: VenueEvent): boolean {
  const index = state.pending.findIndex((fault) => fault.kind === 'disconnect' && fault.atUs <= event.eventUs);
  const fault = state.pending[index];
  if (fault?.kind === 'disconnect') {
    closeOutage(state);
    state.pending.splice(index, 1);
    state.outage = { atUs: fault.atUs, lengthUs: fault.lengthUs, messages: 0 };
  }
  const { outage } = state;
  if (outage === null || event.eventUs < outage.atUs) return false;
  if (event.eventUs >= outage.atUs + outage.lengthUs) return false;
  outage.messages += 1;
  return true;
}

/** Records the outage that has been seen last; call it once more at the end. */
export function closeOutage(state: FaultState): void {
  if (state.outage === null) return;
  state.injected.push({ kind: 'disconnect', ...state.outage });
  state.outage = null;
}
