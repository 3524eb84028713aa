// The pre-registered questions of a study and their verdicts.

import { blockEffectiveN } from '../calendar-blocks.js';
import { blockSums, blockTotals } from '../collect/block-view.js';
import type { Collected, CollectedLane } from '../collect/collected.js';
import type { Count } from '../binomial.js';
import type { Verdict } from '../estimate.js';
import { holm, holmLevels } from '../multiple-testing.js';
import type { Endpoint, GateResult } from '../result.js';
import type { SignalSpec } from '../study-plan.js';
import { type AuditCount, audit } from './audit.js';
import {
  type Bounds,
  boundsAgainst,
  hitBounds,
  hitEstimate,
  leastP,
  pByInversion,
  strictEstimate,
  tieEstimate,
} from './bounds.js';
import type { JudgeContext, Sliced } from './context.js';
import { MOST_FALSE_PASSES, above, allows, atMost, dataGates } from './gates.js';
import { type HitSample, studySample } from './hit-sample.js';
import { type Missing, NOTHING_MISSING, missingFor } from './missing.js';
import { isFused, pairedDifference } from './paired.js';
import { permutationOf } from './permutation.js';
import { rngFor } from './seeds.js';
import type { ShiftTest } from './shifts.js';
import { storeSeries } from './store-series.js';
import { allSuspicions } from './suspicion.js';

/** Runs of an endpoint's null audit. */
export const AUDIT_RUNS = 400;

/** An endpoint's verdict with the audit it rests on. */
export interface JudgedEndpoint {
  readonly endpoint: Endpoint;
  readonly audit: AuditCount | null;
  readonly permutation: ShiftTest | null;
}

/** What is asked of one signal, and all that is known before the family is looked at. */
interface Question {
  readonly spec: SignalSpec;
  readonly s: number;
  readonly kind: Endpoint['kind'];
  readonly bar: number;
  readonly sample: HitSample;
  readonly boundsAt: (alpha: number) => Bounds | null;
  readonly p: number | null;
  readonly permutation: ShiftTest | null;
}

export interface Primary {
  readonly lane: CollectedLane;
  /** Number of the primary horizon among those of the plan. */
  readonly h: number;
}

/** The lane of the pre-registered endpoints. */
export function primaryOf({ plan, lanes }: Collected): Primary {
  const lane = lanes.find(({ primary }) => primary);
  const h = plan.horizonsUs.indexOf(plan.primaryUs);
  if (lane === undefined || h < 0) throw new RangeError(`no lane of the primary horizon, ${plan.primaryUs} µs`);
  return { lane, h };
}

/** How often the commoner direction came, of all moves that were none of nought. Half of two where there was no move. */
export function commonerDirection({ moves }: Collected, horizonUs: number): Count {
  const found = moves.find((move) => move.horizonUs === horizonUs);
  const n = found === undefined ? 0 : found.n - found.ties;
  return found === undefined || n === 0 ? { hits: 1, n: 2 } : { hits: Math.max(found.ups, n - found.ups), n };
}

const isAsked = ({ role }: SignalSpec): boolean => role === 'primary' || role === 'user';

/** Target (where there is a bar) and base rate for each signal that a verdict is asked of. */
function* questionsOf(collected: Collected): Sliced<Question[]> {
  const { plan } = collected;
  const { lane, h } = primaryOf(collected);
  const measured = commonerDirection(collected, plan.primaryUs);
  const questions: Question[] = [];
  for (const [s, spec] of plan.signals.entries()) {
    yield { part: 'endpoints', done: s, of: plan.signals.length };
    if (!isAsked(spec)) continue;
    const { replications } = plan;
    const sample = studySample(collected, lane, { s, scheme: 'onset' });
    const permutation = permutationOf(collected, { lane, s, h, most: Infinity });
    const ask = (kind: Endpoint['kind'], bar: number, boundsAt: Question['boundsAt']): void => {
      const inverted = sample.count.n === 0 ? null : pByInversion(boundsAt, bar, 'above');
      const p = inverted === null ? null : Math.max(leastP(replications), inverted);
      questions.push({ spec, s, kind, bar, sample, boundsAt, p, permutation });
    };
    if (spec.bar !== null) ask('target', spec.bar, (alpha) => hitBounds(sample, alpha));
    ask('base-rate', measured.hits / measured.n, boundsAgainst(sample, measured));
  }
  return questions;
}

interface Level {
  readonly alpha: number;
  readonly pHolm: number | null;
}

/** Holm's step-down over the questions of a kind: what was never asked of any outcome counts as p = 1. */
function levelsOf(questions: readonly Question[], alpha: number): Level[] {
  const levels = questions.map((): Level => ({ alpha, pHolm: null }));
  for (const kind of ['target', 'base-rate'] as const) {
    const family = questions.map((question, i) => ({ question, i })).filter(({ question }) => question.kind === kind);
    const p = family.map(({ question }) => question.p ?? 1);
    const [adjusted, alphas] = [holm(p), holmLevels(p, alpha)];
    family.forEach(({ question, i }, k) => {
      levels[i] = { alpha: alphas[k] as number, pHolm: question.p === null ? null : (adjusted[k] as number) };
    });
  }
  return levels;
}

/** PASS and FAIL need their gates; a signal below the bar is never turned round. */
export function verdictOf(bounds: Bounds | null, bar: number, gates: readonly GateResult[]): Verdict {
  if (bounds !== null && bounds.lower > bar && allows(gates, 'PASS')) return 'PASS';
  if (bounds !== null && bounds.upper < bar && allows(gates, 'FAIL')) return 'FAIL';
  return 'INCONCLUSIVE';
}

interface Case {
  readonly collected: Collected;
  readonly context: JudgeContext;
  readonly question: Question;
  readonly level: Level;
}

function* auditOf({ collected, question }: Case): Sliced<AuditCount | null> {
  const { plan } = collected;
  const { lane, h } = primaryOf(collected);
  const { s, bar, kind } = question;
  const events = lane.events?.[s];
  if (events === undefined) return null;
  const runs = audit({
    series: storeSeries(collected, { s, h }),
    events,
    horizonUs: plan.primaryUs,
    lengthUs: lane.blocks.lengthUs,
    bar,
    runs: AUDIT_RUNS,
    rng: rngFor(plan.seed, 'audit', [s, kind === 'target' ? 0 : 1]),
  });
  for (;;) {
    const step = runs.next();
    if (step.done === true) return step.value;
    yield { part: 'audit', done: step.value, of: AUDIT_RUNS };
  }
}

/** The worse side counts: an audit that fails too readily must stop a FAIL as well. */
const falseRate = (count: AuditCount | null): number | null =>
  count === null ? null : Math.max(count.passed, count.failed) / count.runs;

/** Signals that look as if they had been made with knowledge of what came later cannot PASS. */
function suspicionCount({ collected, context, question }: Case): number {
  const { name } = question.spec;
  return allSuspicions(collected, context.foresight ?? null).filter(({ signal }) => signal === name).length;
}

function gatesOf(one: Case, audited: AuditCount | null, paired: Endpoint['paired']): GateResult[] {
  const { collected, context, question, level } = one;
  const { plan } = collected;
  const { lane } = primaryOf(collected);
  const raw = blockTotals(blockSums(lane.blocks, question.s, 'all')).n;
  const dropped = lane.dropped[question.s] as number;
  const broken = lane.broken[question.s] as number;
  const { leastCoverageUs, leastOutcomes } = plan;
  return [
    ...dataGates({ context, sample: question.sample, decided: raw + dropped, broken, leastCoverageUs, leastOutcomes }),
    atMost('null_audit', falseRate(audited), MOST_FALSE_PASSES),
    atMost('permutation', question.permutation?.p ?? null, level.alpha),
    ...(isFused(question.spec.name) ? [above('paired', paired?.lower ?? null, 0)] : []),
    ...(question.spec.role === 'user' ? [atMost('foresight', suspicionCount(one), 0)] : []),
  ];
}

function counted({
  collected,
  question,
}: Case): Pick<Endpoint, 'nRaw' | 'nOnset' | 'nNonOverlap' | 'ties' | 'nEff' | 'tieShare' | 'strictHit'> {
  const { lane } = primaryOf(collected);
  const { n, ties, rate } = question.sample;
  return {
    nRaw: blockTotals(blockSums(lane.blocks, question.s, 'all')).n,
    nOnset: lane.entries[question.s] as number,
    nNonOverlap: n,
    ties,
    nEff: blockEffectiveN(rate),
    tieShare: tieEstimate(question.sample),
    strictHit: strictEstimate(question.sample),
  };
}

function missingOf(
  { context, question, level }: Case,
  found: Pick<Endpoint, 'gates' | 'paired'> & { readonly bounds: Bounds | null },
): Missing {
  const { count, rate } = question.sample;
  return missingFor({
    ...count,
    ...found,
    nEff: blockEffectiveN(rate),
    effectiveBlocks: rate.effectiveBlocks,
    coveredUs: context.coveredUs,
    bar: question.bar,
    alpha: level.alpha,
  });
}

function pairedOf({ collected, question, level }: Case): Endpoint['paired'] {
  const { plan } = collected;
  if (!isFused(question.spec.name)) return null;
  const rng = rngFor(plan.seed, 'paired', [question.s]);
  const { replications, signals } = plan;
  return pairedDifference({
    lane: primaryOf(collected).lane,
    signals,
    s: question.s,
    alpha: level.alpha,
    replications,
    rng,
  });
}

function* judgeOne(one: Case): Sliced<JudgedEndpoint> {
  const { question, level, collected } = one;
  const audited = yield* auditOf(one);
  const paired = pairedOf(one);
  const gates = gatesOf(one, audited, paired);
  const bounds = question.boundsAt(level.alpha);
  const verdict = verdictOf(bounds, question.bar, gates);
  const endpoint: Endpoint = {
    signal: question.spec.name,
    horizonUs: collected.plan.primaryUs,
    kind: question.kind,
    bar: question.bar,
    hit: hitEstimate(question.sample),
    lower: bounds?.lower ?? null,
    upper: bounds?.upper ?? null,
    ...counted(one),
    alpha: level.alpha,
    pValue: question.p,
    pHolm: level.pHolm,
    gates,
    verdict,
    isClumped: question.sample.slow?.reason === 'few_blocks',
    ...(verdict === 'INCONCLUSIVE' ? missingOf(one, { gates, paired, bounds }) : NOTHING_MISSING),
    paired,
  };
  return { endpoint, audit: audited, permutation: question.permutation };
}

/** All endpoints of the plan, targets and base rates, in the order of its signals. */
export function* judgeEndpoints(collected: Collected, context: JudgeContext): Sliced<JudgedEndpoint[]> {
  const questions = yield* questionsOf(collected);
  const levels = levelsOf(questions, collected.plan.alpha);
  const judged: JudgedEndpoint[] = [];
  for (const [i, question] of questions.entries()) {
    judged.push(yield* judgeOne({ collected, context, question, level: levels[i] as Level }));
  }
  return judged;
}

/** FAIL if any endpoint failed; else INCONCLUSIVE if any is, or if none was asked; else PASS. */
export function wholeVerdict(endpoints: readonly Pick<Endpoint, 'verdict'>[]): Verdict {
  if (endpoints.some(({ verdict }) => verdict === 'FAIL')) return 'FAIL';
  if (endpoints.length === 0 || endpoints.some(({ verdict }) => verdict === 'INCONCLUSIVE')) return 'INCONCLUSIVE';
  return 'PASS';
}
