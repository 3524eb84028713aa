// The fault script: what goes wrong, when, and for whom. Plain data and pure steps: the same script and the same market
// give the same faults at the same messages.

export const FAULT_KINDS = [
  'drop',
  'duplicate',
  'reorder',
  'break-pu',
  'malformed',
  'unknown-fields',
  'hole-unhealable',
  'silent',
  'stall',
  'half-open',
  'clock-skew',
  'close',
  'rest-429',
  'rest-418',
  'rest-403',
  'rest-451',
  'rest-5xx',
  'rest-timeout',
  'stale-snapshot',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * How a kind acts: on so many messages of a stream, for a span of time on streams or sockets, once on sockets, or on so
 * many REST answers.
 */
export type FaultScope = 'messages' | 'span' | 'once' | 'rest';

const SPANS: readonly FaultKind[] = ['silent', 'stall', 'clock-skew'];

export function scopeOf(kind: FaultKind): FaultScope {
  if (kind.startsWith('rest-') || kind === 'stale-snapshot') return 'rest';
  if (kind === 'close' || kind === 'half-open') return 'once';
  return SPANS.includes(kind) ? 'span' : 'messages';
}

export interface Fault {
  readonly kind: FaultKind;
  /** Not before so much of the market's time after play began, µs. */
  readonly atUs: number;
  /** Not before so many messages of its streams after play began. */
  readonly afterMessages: number;
  /** Capitals; null for every symbol. */
  readonly symbol: string | null;
  /** Kind of stream (depth, aggTrade, …); null for every one. Of a REST fault: the path's last part. */
  readonly stream: string | null;
  /** Only this connection (counted from 1); null for all that carry the stream. */
  readonly connection: number | null;
  /** Messages or answers hit. */
  readonly count: number;
  /** Length of a span in the market's time, µs; null for good. */
  readonly forUs: number | null;
  /** Close code, HTTP status, skew (ms) or age of a snapshot (ms); null for the kind's own. */
  readonly value: number | null;
}

/** Kind of stream that a fault means when it names none. */
const USUAL_STREAM: Readonly<Partial<Record<FaultKind, string>>> = {
  drop: 'depth',
  duplicate: 'depth',
  reorder: 'depth',
  'break-pu': 'depth',
  malformed: 'depth',
  'unknown-fields': 'depth',
  'hole-unhealable': 'aggTrade',
};
const USUAL_SPAN_US: Readonly<Partial<Record<FaultKind, number>>> = { silent: 10_000_000, stall: 2_000_000 };

/** A fault of this kind with everything that is not said at its usual value: at once, one message, everybody. */
export const newFault = (kind: FaultKind, changes: Partial<Fault> = {}): Fault => ({
  kind,
  atUs: 0,
  afterMessages: 0,
  symbol: null,
  stream: USUAL_STREAM[kind] ?? null,
  connection: null,
  count: 1,
  forUs: USUAL_SPAN_US[kind] ?? null,
  value: null,
  ...changes,
});

export interface FaultProgress {
  readonly fault: Fault;
  /** Messages of its streams since play began. */
  seen: number;
  /** Messages or answers still to be hit. */
  left: number;
  /** Market time at which it began, µs after play began; null before. */
  firedUs: number | null;
  done: boolean;
}

export interface FaultState {
  readonly faults: FaultProgress[];
}

export const initFaultState = (script: readonly Fault[]): FaultState => ({ faults: script.map(begin) });

const begin = (fault: Fault): FaultProgress => ({
  fault,
  seen: 0,
  left: fault.count,
  firedUs: null,
  done: false,
});

/** Adds a fault while the market runs: its times and counts begin now. */
export function addFault(state: FaultState, fault: Fault, elapsedUs: number): void {
  state.faults.push(begin({ ...fault, atUs: fault.atUs + elapsedUs }));
}

/** A fault at work on what is being sent; `fires` is true the first time. */
export interface FaultHit {
  readonly index: number;
  readonly fault: Fault;
  readonly fires: boolean;
}

export interface FaultMoment {
  readonly symbol: string;
  /** Kind of the stream: depth, aggTrade, … */
  readonly stream: string;
  /** Market time since play began, µs. */
  readonly elapsedUs: number;
  /** Whether anybody receives the message: what nobody would see uses no fault up. */
  readonly isHeard: boolean;
}

const NO_HITS: readonly FaultHit[] = [];

const isTarget = ({ symbol, stream }: Fault, at: { readonly symbol: string; readonly stream: string }): boolean =>
  (symbol === null || symbol === at.symbol) && (stream === null || stream === at.stream);

/** Ends spans that are over; true while the fault is at work. */
function isSpanOpen(progress: FaultProgress, elapsedUs: number): boolean {
  const { fault, firedUs } = progress;
  if (firedUs === null) return true;
  if (fault.forUs === null || elapsedUs < firedUs + fault.forUs) return true;
  progress.done = true;
  return false;
}

/** Which faults a message meets, in the order of the script. */
export function stepMessageFaults(state: FaultState, moment: FaultMoment): readonly FaultHit[] {
  let hits: FaultHit[] | null = null;
  for (let index = 0; index < state.faults.length; index++) {
    const progress = state.faults[index] as FaultProgress;
    const { fault } = progress;
    if (progress.done || !isTarget(fault, moment)) continue;
    const scope = scopeOf(fault.kind);
    if (scope === 'rest') continue;
    progress.seen++;
    if (scope === 'span' && !isSpanOpen(progress, moment.elapsedUs)) continue;
    const isArmed = progress.seen > fault.afterMessages && moment.elapsedUs >= fault.atUs;
    if (!isArmed || !moment.isHeard) continue;
    const fires = progress.firedUs === null;
    progress.firedUs ??= moment.elapsedUs;
    if (scope !== 'span' && --progress.left <= 0) progress.done = true;
    hits ??= [];
    hits.push({ index, fault, fires });
  }
  return hits ?? NO_HITS;
}

/** The first fault that a REST request meets, or null. `path` is the path's last part. */
export function stepRestFaults(
  state: FaultState,
  request: { readonly path: string; readonly symbol: string | null; readonly elapsedUs: number },
): FaultHit | null {
  for (let index = 0; index < state.faults.length; index++) {
    const progress = state.faults[index] as FaultProgress;
    const { fault } = progress;
    if (progress.done || scopeOf(fault.kind) !== 'rest' || request.elapsedUs < fault.atUs) continue;
    const wanted = fault.kind === 'stale-snapshot' ? 'depth' : fault.stream;
    if (wanted !== null && wanted !== request.path) continue;
    if (fault.symbol !== null && fault.symbol !== request.symbol) continue;
    if (progress.seen++ < fault.afterMessages) continue;
    const fires = progress.firedUs === null;
    progress.firedUs ??= request.elapsedUs;
    if (--progress.left <= 0) progress.done = true;
    return { index, fault, fires };
  }
  return null;
}

/** Whether a span fault of this kind is at work: clock-skew acts on REST as well. Gives its fault. */
export function openSpan(state: FaultState, kind: FaultKind, elapsedUs: number): Fault | null {
  for (const progress of state.faults) {
    if (progress.fault.kind !== kind || progress.done || progress.firedUs === null) continue;
    if (isSpanOpen(progress, elapsedUs)) return progress.fault;
  }
  return null;
}
