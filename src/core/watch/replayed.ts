// What a screen shows of a replay, kept beside the chain: histories, quality, holes, troubles, and alerts.

import type { CrossingEvent } from '../market/crossing.js';
import { ALL_SYMBOLS, type EventBatch, FLAG, KIND } from '../market/event-batch.js';
import type { Chain } from '../pipeline/chain.js';
import type { SignalRow } from '../pipeline/row.js';
import { initCertificate, stepCertificate } from '../quality/certificate.js';
import type { CertificateState } from '../quality/certificate-state.js';
import { type QualityState, initQuality, stepQuality } from '../quality/stream-quality.js';
import { type LastItems, addItem, initLastItems } from './last-items.js';
import {
  NO_ALERTS,
  type ReplayedAlertSetting,
  type ReplayedAlerts,
  initReplayedAlerts,
  lookAtQuality,
  stepReplayedAlerts,
} from './replayed-alerts.js';
import type { Trouble } from './snapshot.js';
import { gapText, resyncText } from './trouble-text.js';
import { type Tracker, createTracker, trackEvents, trackRows } from './tracker.js';

/** Plain data: structuredClone is a checkpoint. */
export interface ReplayedState {
  readonly tracker: Tracker;
  readonly quality: QualityState;
  /** Holes and verified time, as a capture counts them. */
  readonly certificate: CertificateState;
  /** By the codes of the certificate's symbols. */
  readonly names: string[];
  readonly troubles: LastItems<Trouble>;
  readonly alerts: ReplayedAlerts;
  disconnects: number;
  silences: number;
  clockSteps: number;
  /** Of the last event that is counted once for all its symbols. */
  troubleUs: number;
}

/** Symbols with a history from the start: a checkpoint holds all of it, and there are many. */
const ALL_HISTORIES = 8;
const MOST_HISTORIES = 4;
const KEPT = 100;

export interface ReplayedConfig {
  /** How many there will be. */
  readonly symbols: number;
  /** As of initCertificate. */
  readonly needsBook?: boolean;
  readonly alerts?: ReplayedAlertSetting;
}

export const initReplayed = ({ symbols, needsBook, alerts = NO_ALERTS }: ReplayedConfig): ReplayedState => ({
  tracker: createTracker({ symbols, all: ALL_HISTORIES, most: MOST_HISTORIES }),
  quality: initQuality(),
  certificate: initCertificate(needsBook),
  names: [],
  troubles: initLastItems(KEPT),
  alerts: initReplayedAlerts(alerts),
  disconnects: 0,
  silences: 0,
  clockSteps: 0,
  troubleUs: -Infinity,
});

export interface ReplayedBatch {
  readonly events: EventBatch;
  readonly rows: readonly SignalRow[];
  readonly crossings: readonly CrossingEvent[];
  readonly chain: Chain;
}

/** Takes the events of one frame, after the chain has. */
export function stepReplayed(state: ReplayedState, { events, rows, crossings, chain }: ReplayedBatch): void {
  const { quality, alerts } = state;
  const untilUs = events.recvUs[0];
  if (events.count > 0 && untilUs !== undefined) lookAtQuality(alerts, { quality, symbols: chain.symbols, untilUs });
  stepQuality(quality, events, crossings);
  countHoles(state, events, chain);
  trackEvents(state.tracker, chain, events);
  trackRows(state.tracker, rows);
  for (let i = 0; i < events.count; i++) {
    const kind = events.kind[i] as number;
    if (kind >= KIND.gap && kind < KIND.session) noteTrouble(state, { events, chain }, i);
  }
  stepReplayedAlerts(alerts, rows);
}

function countHoles({ certificate, names }: ReplayedState, events: EventBatch, chain: Chain): void {
  for (let i = 0; i < events.count; i++) {
    const code = events.symbol[i] as number;
    if (code !== ALL_SYMBOLS) names[code] ??= chain.symbols[code]?.symbol ?? '';
  }
  stepCertificate(certificate, events, names);
}

/** The name of each kind of event that is a trouble. */
export const TROUBLE_KINDS: Readonly<Partial<Record<number, string>>> = {
  [KIND.gap]: 'gap',
  [KIND.resync]: 'resync',
  [KIND.disconnect]: 'disconnect',
  [KIND.silence]: 'silence',
  [KIND.clockStep]: 'clock_step',
  [KIND.restFailure]: 'rest_failure',
};

/** The reasons of a capture are not among the events. */
export function replayedTroubleText(events: EventBatch, i: number, symbol: string | null): string {
  const whose = symbol ?? 'all symbols';
  const [fromId, toId] = [events.id1[i] as number, events.id2[i] as number];
  switch (events.kind[i]) {
    case KIND.gap: {
      const isTrade = ((events.flags[i] as number) & FLAG.tradeStream) !== 0;
      return gapText({ symbol: whose, stream: isTrade ? 'trade' : 'depth', fromId, toId });
    }
    case KIND.resync:
      return resyncText(whose, fromId);
    case KIND.disconnect:
      return `${whose}: the connection was lost`;
    case KIND.silence:
      return `${whose}: nothing came for too long`;
    case KIND.clockStep:
      return `${whose}: the clock was set`;
    default:
      return `${whose}: a REST call failed`;
  }
}

function noteTrouble(
  state: ReplayedState,
  { events, chain }: Pick<ReplayedBatch, 'events' | 'chain'>,
  i: number,
): void {
  const kind = events.kind[i] as number;
  const timeUs = events.recvUs[i] as number;
  const code = events.symbol[i] as number;
  const symbol = code === ALL_SYMBOLS ? null : (chain.symbols[code]?.symbol ?? null);
  addItem(state.troubles, { timeUs, kind: TROUBLE_KINDS[kind] ?? '', text: replayedTroubleText(events, i, symbol) });
  // A trouble of many symbols is one event each: it is counted once.
  if (kind === KIND.gap || kind === KIND.resync || timeUs === state.troubleUs) return;
  state.troubleUs = timeUs;
  if (kind === KIND.disconnect) state.disconnects++;
  if (kind === KIND.silence) state.silences++;
  if (kind === KIND.clockStep) state.clockSteps++;
}
