// Frames through chain, observer and collector, as a study runs them.

import {
  type Collector,
  breakCollector,
  initCollector,
  noteSilence,
  pushDecision,
  pushQuote,
  pushTrade,
} from '../../src/core/analysis/collect/collector.js';
import { type StudySink, observer } from '../../src/core/analysis/observe/observer.js';
import { studySignals } from '../../src/core/analysis/signals/index.js';
import type { StudySignal } from '../../src/core/analysis/signals/study-signal.js';
import type { SignalSpec, StudyPlan } from '../../src/core/analysis/study-plan.js';
import { clearEventBatch } from '../../src/core/market/event-batch.js';
import { type Chain, addSymbol, createChain, stepChain } from '../../src/core/pipeline/chain.js';
import type { ChainConfig } from '../../src/core/pipeline/config.js';
import { featureKind } from '../../src/core/pipeline/features/index.js';
import { buildFeature } from '../../src/core/pipeline/features/settings.js';
import { normalizeFrames } from '../../src/exchange/binance/normalize.js';
import type { Normalizer } from '../../src/exchange/binance/normalizer.js';
import { type RawFrame, batchesOf } from './frames.js';
import { type NormalizerChoices, normalizerFor } from './market-run.js';
import { spec } from './study-plans.js';

const FOLLOWERS: readonly SignalSpec[] = [spec('momentum', 'baseline'), spec('reversal', 'baseline')];

/** Momentum and reversal have a place, and nothing to say: the collector makes them. */
const signalsOf = (config: ChainConfig): StudySignal[] => [
  ...studySignals(config),
  ...FOLLOWERS.map((follower): StudySignal => ({
    spec: follower,
    about: '',
    features: [],
    valueOf: () => null,
    sideOf: () => 0,
  })),
];

export interface StudyRun {
  readonly normalizer: Normalizer;
  readonly chain: Chain;
  readonly collector: Collector;
  /** Receipt of the last frame; null before the first. */
  receivedUs: number | null;
  readonly silences: { readonly fromUs: number; readonly toUs: number }[];
}

/** Silences are told before the first moment behind their beginning. */
function sinkOf(run: Pick<StudyRun, 'collector' | 'silences'>): StudySink {
  const { collector, silences } = run;
  const tell = (timeUs: number): void => {
    while (silences.length > 0 && silences[0]!.fromUs < timeUs) {
      const { fromUs, toUs } = silences.shift()!;
      noteSilence(collector, fromUs, toUs);
    }
  };
  return {
    quote: ({ timeUs, mid2, bidTicks, askTicks, bidLots, askLots }) => {
      tell(timeUs);
      pushQuote(collector, timeUs, mid2 === null ? null : { bidTicks, askTicks, bidLots, askLots });
    },
    trade: (trade) => {
      tell(trade.timeUs);
      pushTrade(collector, trade);
    },
    broken: (timeUs) => {
      tell(timeUs);
      breakCollector(collector, timeUs);
    },
    decision: (timeUs, values, sides) => {
      tell(timeUs);
      pushDecision(collector, timeUs, { values, sides });
    },
  };
}

/** The standard signals of one symbol, judged on its own prices. */
export function openStudy(config: ChainConfig, plan: StudyPlan, choices: NormalizerChoices): StudyRun {
  const signals = signalsOf(config);
  const asked = new Map(signals.flatMap(({ features }) => features.map(({ name, settings }) => [name, settings])));
  const features = [...asked].map(([name, settings]) => buildFeature(featureKind(name)!, settings));
  const collector = initCollector({ ...plan, signals: signals.map((signal) => signal.spec) });
  const silences: StudyRun['silences'] = [];
  const watch = observer({
    sink: sinkOf({ collector, silences }),
    signals,
    columns: features.flatMap(({ columns }) => columns.map(({ name }) => name)),
    roleOf: () => ({ prices: true, decisions: true }),
  });
  const chain = createChain(config, [...features, watch]);
  return { normalizer: normalizerFor(choices).normalizer, chain, collector, receivedUs: null, silences };
}

function seeReceipts(run: StudyRun, staleUs: number): void {
  const { count, recvUs } = run.normalizer.target.batch;
  for (let i = 0; i < count; i++) {
    const toUs = recvUs[i]!;
    const fromUs = run.receivedUs;
    if (fromUs !== null && toUs - fromUs > staleUs) run.silences.push({ fromUs, toUs });
    run.receivedUs = toUs;
  }
}

export function feedStudy(run: StudyRun, frames: readonly RawFrame[], size = 512): void {
  const { normalizer, chain, collector } = run;
  const events = normalizer.target.batch;
  for (const batch of batchesOf(frames, size)) {
    for (let from = 0; from < batch.count || normalizer.backlog !== null;) {
      clearEventBatch(events);
      from = normalizeFrames(normalizer, batch, { from, to: batch.count });
      normalizer.sequences.forEach((sequence, code) => addSymbol(chain, code, sequence.instrument));
      seeReceipts(run, collector.plan.staleUs);
      stepChain(chain, events, { rows: [], crossings: [], clock: null });
    }
  }
}
