// Trouble in a recording: what was missing or down, when, and how long until it was whole again.

import type { CrossingEvent } from '../market/crossing.js';
import { ALL_SYMBOLS, type EventBatch, FLAG, KIND } from '../market/event-batch.js';
import { insertLogSketch } from '../stats/log-sketch.js';
import { type SymbolState, closeCoverage } from './symbol-quality.js';

export type IncidentKind = 'gap' | 'resync' | 'disconnect' | 'silence' | 'clock_step' | 'rest_failure' | 'crossed';

/** One incident, as kept for the report. */
export interface Incident {
  readonly kind: IncidentKind;
  /** Receive time, µs. */
  readonly timeUs: number;
  /** Code of the symbol, or ALL_SYMBOLS. */
  readonly code: number;
  /** Gaps only. */
  readonly stream: 'depth' | 'trade' | null;
  /** Gaps: missing trade ids, both inclusive; for depth the last id held and the one that came instead of its successor. */
  readonly fromId: number | null;
  readonly toId: number | null;
  /** Resyncs: time since the gap, µs; null where its beginning is not known. */
  readonly recoveryUs: number | null;
  /** Crossed books only: best bid and best ask, ticks. */
  readonly bidTicks: number | null;
  readonly askTicks: number | null;
}

/** How many incidents are kept in full; all are counted. */
export const KEPT_INCIDENTS = 100;

const KIND_OF_CODE: Readonly<Partial<Record<number, IncidentKind>>> = {
  [KIND.gap]: 'gap',
  [KIND.resync]: 'resync',
  [KIND.disconnect]: 'disconnect',
  [KIND.silence]: 'silence',
  [KIND.clockStep]: 'clock_step',
  [KIND.restFailure]: 'rest_failure',
};

/** Event row i as an incident; null where it is none. Call before countIncident, which closes the gap it heals. */
export function incidentAt(batch: EventBatch, i: number, state: SymbolState | null): Incident | null {
  const kind = KIND_OF_CODE[batch.kind[i] as number];
  if (kind === undefined) return null;
  const timeUs = batch.recvUs[i] as number;
  const isGap = kind === 'gap';
  const gapUs = kind === 'resync' ? (state?.gapUs ?? null) : null;
  return {
    kind,
    timeUs,
    code: batch.symbol[i] ?? ALL_SYMBOLS,
    stream: isGap ? ((batch.flags[i] as number) & FLAG.tradeStream ? 'trade' : 'depth') : null,
    fromId: isGap ? (batch.id1[i] as number) : null,
    toId: isGap ? (batch.id2[i] as number) : null,
    recoveryUs: gapUs === null ? null : timeUs - gapUs,
    bidTicks: null,
    askTicks: null,
  };
}

export function crossingIncident({ timeUs, symbol, bidTicks, askTicks }: CrossingEvent): Incident {
  const none = { stream: null, fromId: null, toId: null, recoveryUs: null };
  return { kind: 'crossed', timeUs, code: symbol, ...none, bidTicks, askTicks };
}

/** What an incident means for one symbol that it concerns. */
export function countIncident(state: SymbolState, incident: Incident): void {
  const { kind, timeUs } = incident;
  switch (kind) {
    case 'gap':
      countGap(state, incident);
      return;
    case 'resync':
      state.resyncs++;
      if (state.gapUs !== null) insertLogSketch(state.recovery, Math.max(0, timeUs - state.gapUs));
      state.gapUs = null;
      return;
    case 'disconnect':
    case 'silence':
      if (kind === 'disconnect') state.disconnects++;
      else state.silences++;
      closeCoverage(state, timeUs);
      state.stopped = true;
      return;
    case 'clock_step':
      state.clockSteps++;
      return;
    case 'rest_failure':
      state.restFailures++;
      return;
    case 'crossed':
      state.crossings++;
      closeCoverage(state, timeUs);
  }
}

function countGap(state: SymbolState, { stream, timeUs, fromId, toId }: Incident): void {
  if (stream === 'trade') {
    state.tradeGaps++;
    state.tradesMissing += fromId === null || toId === null ? 0 : toId - fromId + 1;
    return;
  }
  state.depthGaps++;
  closeCoverage(state, timeUs);
  state.synced = false;
  state.crossing = null;
  state.gapUs ??= timeUs;
}
