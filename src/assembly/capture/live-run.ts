// The chain over live lines: what a replay of the same lines would compute, and what the capture must act on.

import { type EventBatch, FLAG, KIND } from '../../core/market/event-batch.js';
import type { Environment, Venue } from '../../core/market/instrument.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import type { StageClock } from '../../core/pipeline/probe.js';
import { bookUnknown } from '../../core/pipeline/symbol-chain.js';
import type { SignalRow } from '../../core/pipeline/row.js';
import { type StageTimingState, initStageTiming, recordStage } from '../../core/quality/stage-timing.js';
import type { FrameBatch } from '../../core/market/frame.js';
import { type LiveCounts, createLiveCounts } from './live-counts.js';
import { type RowDigest, addRow, createRowDigest } from '../digest.js';
import { type ChainRunner, createRunner, runFrames } from '../run-chain.js';

/** Ids missing on one of a symbol's streams, both ends included. */
export interface FoundGap {
  readonly symbol: string;
  readonly stream: 'depth' | 'trade';
  /** Ids of aggTrade, which REST can be asked for; ids of single trades it cannot. */
  readonly isAggregate: boolean;
  readonly fromId: number;
  readonly toId: number;
  readonly recvUs: number;
}

export interface FoundResync {
  readonly symbol: string;
  readonly lastId: number;
}

export interface LiveConfig {
  readonly venue: Venue;
  readonly env: Environment;
  readonly chain: ChainConfig;
  /** How many there will be. */
  readonly symbols: number;
  /** As of initCertificate; default true. */
  readonly needsBook?: boolean;
  /** Every n-th event is timed; null times nothing. */
  readonly timingEvery: number | null;
  readonly nowNs: () => number;
}

/** Others that see all events and rows, such as the cache and the dashboard. */
export interface LiveWatcher {
  events(batch: EventBatch): void;
  rows(rows: readonly SignalRow[]): void;
}

export interface LiveRun {
  readonly runner: ChainRunner;
  readonly counts: LiveCounts;
  readonly timing: StageTimingState;
  readonly digest: RowDigest;
  /** Found since the caller last took them out. */
  readonly gaps: FoundGap[];
  readonly resyncs: FoundResync[];
  /** Symbols by the code of their events. */
  readonly names: string[];
  events: number;
}

const KEEP_REFUSED = 20;

export function createLiveRun(config: LiveConfig): LiveRun {
  const timing = initStageTiming();
  const every = config.timingEvery;
  const clock: StageClock | null =
    every === null
      ? null
      : {
          nowNs: config.nowNs,
          record: (stage, ns) => recordStage(timing, stage, ns),
          every,
          countdown: every,
          lastNs: 0,
        };
  const { venue, env, chain } = config;
  const names: string[] = [];
  return {
    runner: createRunner(
      { chain },
      { venue, env, instruments: new Map(), symbols: null, keepRefused: KEEP_REFUSED },
      clock,
    ),
    counts: createLiveCounts({ symbols: config.symbols, needsBook: config.needsBook ?? true, names }),
    timing,
    digest: createRowDigest(),
    gaps: [],
    resyncs: [],
    names,
    events: 0,
  };
}

/** Runs one batch of frames through everything. */
export function runLive(run: LiveRun, frames: FrameBatch, watcher: LiveWatcher): void {
  runFrames(run.runner, frames, {
    from: 0,
    to: frames.count,
    sink: (events, rows, crossings) => {
      run.events += events.count;
      const { sequences } = run.runner.normalizer;
      while (run.names.length < sequences.length) run.names.push(sequences[run.names.length]?.scale.symbol ?? '');
      run.counts.take(events, crossings);
      noteTrouble(run, events);
      watcher.events(events);
      for (const row of rows) addRow(run.digest, row);
      if (rows.length > 0) watcher.rows(rows);
    },
  });
}

/** Symbols whose book is known now: begun, no message of it missing, and the connection up. */
export function syncedSymbols({ runner }: LiveRun): number {
  const { normalizer, chain } = runner;
  let synced = 0;
  for (const { scale, sync } of normalizer.sequences) {
    const state = chain.symbols[scale.code];
    if (sync.phase !== 'waiting' && state !== undefined && !bookUnknown(state)) synced++;
  }
  return synced;
}

function noteTrouble(run: LiveRun, events: EventBatch): void {
  const { kind, count } = events;
  for (let i = 0; i < count; i++) {
    const code = kind[i];
    if (code !== KIND.gap && code !== KIND.resync) continue;
    // A gap's symbol has sent frames, so it has a sequence.
    const symbol = run.names[events.symbol[i] as number] ?? '';
    const fromId = events.id1[i] as number;
    if (code === KIND.resync) run.resyncs.push({ symbol, lastId: fromId });
    else {
      const stream = (events.flags[i] as number) & FLAG.tradeStream ? 'trade' : 'depth';
      // The trade that shows a hole stands right behind it.
      const isAggregate = stream === 'trade' && kind[i + 1] === KIND.aggTrade;
      const [toId, recvUs] = [events.id2[i] as number, events.recvUs[i] as number];
      run.gaps.push({ symbol, stream, isAggregate, fromId, toId, recvUs });
    }
  }
}
