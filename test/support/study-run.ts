// Frames through chain, observer and collector, as a study runs them.

import { type Collector, initCollector } from '../../src/core/analysis/collect/collector.js';
import {
  type DrainPlan,
  type DrainState,
  drain,
  initDrain,
  seeReceipts,
} from '../../src/core/analysis/collect/drain.js';
import { OBSERVER, studySignals } from '../../src/core/analysis/collect/signals.js';
import type { StudyPlan } from '../../src/core/analysis/study-plan.js';
import { clearEventBatch } from '../../src/core/market/event-batch.js';
import { type Chain, addSymbol, createChain, stepChain } from '../../src/core/pipeline/chain.js';
import type { ChainConfig } from '../../src/core/pipeline/config.js';
import type { SignalRow } from '../../src/core/pipeline/row.js';
import { normalizeFrames } from '../../src/exchange/binance/normalize.js';
import type { Normalizer } from '../../src/exchange/binance/normalizer.js';
import { type RawFrame, batchesOf } from './frames.js';
import { type NormalizerChoices, normalizerFor } from './market-run.js';

export interface StudyRun {
  readonly normalizer: Normalizer;
  readonly chain: Chain;
  readonly plan: DrainPlan;
  readonly state: DrainState;
  readonly collector: Collector;
}

export interface StudyRunOf {
  readonly config: ChainConfig;
  readonly decides: string;
  readonly judgedOn?: string;
  /** Everything but the signals, which are the standard ones. */
  readonly plan: StudyPlan;
  readonly choices: NormalizerChoices;
}

export function openStudy({ config, decides, judgedOn = decides, plan, choices }: StudyRunOf): StudyRun {
  const { features, reader } = studySignals(config);
  const drainPlan = { decides, judgedOn, observer: OBSERVER, reader };
  return {
    normalizer: normalizerFor(choices).normalizer,
    chain: createChain(config, features),
    plan: drainPlan,
    state: initDrain(drainPlan),
    collector: initCollector({ ...plan, signals: reader.specs }),
  };
}

export function feedStudy(run: StudyRun, frames: readonly RawFrame[], size = 512): void {
  const { normalizer, chain, collector } = run;
  const events = normalizer.target.batch;
  const rows: SignalRow[] = [];
  for (const batch of batchesOf(frames, size)) {
    for (let from = 0; from < batch.count || normalizer.backlog !== null;) {
      clearEventBatch(events);
      from = normalizeFrames(normalizer, batch, { from, to: batch.count });
      normalizer.sequences.forEach((sequence, code) => addSymbol(chain, code, sequence.instrument));
      stepChain(chain, events, { rows, crossings: [], clock: null });
      seeReceipts(run.state, events, collector.plan.staleUs);
      drain(run, { chain, rows, final: false });
      rows.length = 0;
    }
  }
}
