// A study judged: from what the collector kept to everything a report says of signals and market.

import type { Collected } from '../collect/collected.js';
import type { AnalysisResult } from '../result.js';
import { judgeBarriers } from './barriers.js';
import { judgeBaselines } from './baselines.js';
import type { JudgeContext, Sliced } from './context.js';
import { judgeDecay } from './decay.js';
import { judgeEconomics } from './economics.js';
import { judgeEndpoints, wholeVerdict } from './endpoints.js';
import { marketResult, signalUses } from './market.js';
import { judgeMultiplicity } from './multiplicity.js';
import { judgeNulls } from './null-audit.js';
import { judgePower } from './power.js';
import { judgeRegimes } from './regimes.js';
import { judgeShape } from './shape.js';
import { allSuspicions } from './suspicion.js';

/** The parts of an analysis that follow from the outcomes; the others come from the recording itself. */
export type JudgedStudy = Pick<
  AnalysisResult,
  | 'verdict'
  | 'endpoints'
  | 'suspicions'
  | 'economic'
  | 'market'
  | 'signals'
  | 'power'
  | 'decay'
  | 'shape'
  | 'barriers'
  | 'baselines'
  | 'regimes'
  | 'economics'
  | 'multiplicity'
  | 'audit'
>;

/** Runs in slices: between two of them whoever drives it can show progress, or stop. */
export function* judgeStudy(collected: Collected, context: JudgeContext): Sliced<JudgedStudy> {
  yield { part: 'market', done: 0, of: 1 };
  const market = marketResult(collected, context);
  const signals = signalUses(collected, context);
  const judged = yield* judgeEndpoints(collected, context);
  const endpoints = judged.map(({ endpoint }) => endpoint);
  const tested = new Map(judged.map(({ endpoint, permutation }) => [endpoint.signal, permutation]));
  const power = yield* judgePower({ collected, tested, trials: context.trials });
  const decay = yield* judgeDecay(collected, context);
  const { economic, economics } = yield* judgeEconomics(collected, context, endpoints);
  const multiplicity = yield* judgeMultiplicity(collected, context, { power, equity: economics.equity });
  return {
    verdict: wholeVerdict(endpoints),
    endpoints,
    suspicions: allSuspicions(collected, context.foresight ?? null),
    economic,
    market,
    signals,
    power,
    decay,
    shape: context.full ? yield* judgeShape(collected) : null,
    barriers: context.full ? yield* judgeBarriers(collected) : null,
    baselines: context.full ? yield* judgeBaselines(collected) : null,
    regimes: context.full ? yield* judgeRegimes(collected) : null,
    economics,
    multiplicity,
    audit: context.full ? yield* judgeNulls(collected, judged) : null,
  };
}
