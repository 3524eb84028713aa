// A study judged: from what the collector kept to everything a report says of signals and market.

import type { Collected } from '../collect/collected.js';
import type { AnalysisResult, NullAuditResult } from '../result.js';
import { AUDIT_ALPHA, audit } from './audit.js';
import { judgeBarriers } from './barriers.js';
import { judgeBaselines } from './baselines.js';
import { wilsonEstimate } from './bounds.js';
import type { JudgeContext, Sliced } from './context.js';
import { judgeDecay } from './decay.js';
import { judgeEconomics } from './economics.js';
import { AUDIT_RUNS, type JudgedEndpoint, judgeEndpoints, primaryOf, wholeVerdict } from './endpoints.js';
import { marketResult, signalUses } from './market.js';
import { judgeMultiplicity } from './multiplicity.js';
import { judgePower } from './power.js';
import { judgeRegimes } from './regimes.js';
import { rngFor } from './seeds.js';
import { judgeShape } from './shape.js';
import { storeSeries } from './store-series.js';

/** The parts of an analysis that follow from the outcomes; the others come from the recording itself. */
export type JudgedStudy = Pick<
  AnalysisResult,
  | 'verdict'
  | 'endpoints'
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

/** Audits at the bar, as the verdicts used them, put together. */
function atTheBar(judged: readonly JudgedEndpoint[]): NullAuditResult[] {
  const audits = judged.flatMap((one) => (one.audit === null ? [] : [one.audit]));
  const n = audits.reduce((sum, { runs }) => sum + runs, 0);
  if (n === 0) return [];
  const hits = audits.reduce((sum, { passed }) => sum + passed, 0);
  return [{ kind: 'at-the-bar', runs: n, rejected: wilsonEstimate({ hits, n }), nominal: AUDIT_ALPHA }];
}

/** The shifted signals as they are: how often their bounds lie above what knowing nothing gives. */
function* shifted(collected: Collected): Sliced<NullAuditResult[]> {
  const { plan } = collected;
  const { lane, h } = primaryOf(collected);
  let [hits, n] = [0, 0];
  for (const [s, { role }] of plan.signals.entries()) {
    const events = lane.events?.[s];
    if (events === undefined || (role !== 'primary' && role !== 'user')) continue;
    yield { part: 'audit', done: s, of: plan.signals.length };
    const series = storeSeries(collected, { s, h });
    const rng = rngFor(plan.seed, 'audit', [s, 2]);
    const { lengthUs } = lane.blocks;
    const runs = audit({ series, events, horizonUs: plan.primaryUs, lengthUs, bar: null, runs: AUDIT_RUNS, rng });
    let step = runs.next();
    for (; step.done !== true; step = runs.next()) yield { part: 'audit', done: step.value, of: AUDIT_RUNS };
    hits += step.value?.passed ?? 0;
    n += step.value?.runs ?? 0;
  }
  if (n === 0) return [];
  return [{ kind: 'circular-shift', runs: n, rejected: wilsonEstimate({ hits, n }), nominal: AUDIT_ALPHA }];
}

/** Runs in slices: between two of them whoever drives it can show progress, or stop. */
export function* judgeStudy(collected: Collected, context: JudgeContext): Sliced<JudgedStudy> {
  yield { part: 'market', done: 0, of: 1 };
  const market = marketResult(collected, context);
  const signals = signalUses(collected, context);
  const judged = yield* judgeEndpoints(collected, context);
  const endpoints = judged.map(({ endpoint }) => endpoint);
  const tested = new Map(judged.map(({ endpoint, permutation }) => [endpoint.signal, permutation]));
  const power = yield* judgePower({ collected, tested });
  const decay = yield* judgeDecay(collected, context);
  const { economic, economics } = yield* judgeEconomics(collected, context, endpoints);
  const multiplicity = yield* judgeMultiplicity(collected, context, { power, equity: economics.equity });
  return {
    verdict: wholeVerdict(endpoints),
    endpoints,
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
    audit: context.full ? [...atTheBar(judged), ...(yield* shifted(collected))] : null,
  };
}
