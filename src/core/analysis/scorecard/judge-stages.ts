// Holds evidence against the gates of the stages: the best of each kind, marked where it is stale or of no real market.

import type { Environment } from '../../market/instrument.js';
import type { Verdict } from '../estimate.js';
import {
  type Evidence,
  type EvidenceKind,
  type JudgedGate,
  type JudgedStage,
  type Limit,
  STAGES_SCHEMA,
  type Scorecard,
  type StageGate,
  type StagePlan,
  type StageVerdict,
} from './scorecard.js';
import { STAGE_PLANS } from './stage-gates.js';

/** Whether a value keeps a limit. */
export function keeps(value: number, limit: Limit): boolean {
  switch (limit.is) {
    case 'below':
      return value < limit.than;
    case 'above':
      return value > limit.than;
    case 'atMost':
      return value <= limit.than;
    case 'atLeast':
      return value >= limit.than;
    case 'exactly':
      return value === limit.than;
    case 'within':
      return value >= limit.than && value <= limit.and;
  }
}

/** Real markets before others, then what answers the question as asked, then the longer, then the newer. */
function compare(a: Evidence, b: Evidence, passesOn: readonly Environment[]): number {
  const rank = ({ env }: Evidence): number => (passesOn.includes(env) ? 0 : 1);
  const order = (of: (one: Evidence) => number): number => of(b) - of(a);
  return (
    rank(a) - rank(b) ||
    order(({ preferred }) => Number(preferred)) ||
    order(({ stale }) => Number(stale === null)) ||
    order(({ seconds }) => seconds) ||
    order(({ madeUs }) => madeUs)
  );
}

export function bestOf(
  all: readonly Evidence[],
  kind: EvidenceKind,
  passesOn: readonly Environment[],
): Evidence | null {
  const found = all.filter((one) => one.kind === kind).sort((a, b) => compare(a, b, passesOn));
  return found[0] ?? null;
}

/** A gate without evidence. */
const notRun = ({ key, label, unit, limit }: StageGate): JudgedGate => ({
  ...{ key, label, unit, limit },
  value: null,
  verdict: 'NOT RUN',
  evidence: null,
  env: null,
  notes: [],
});

function judgeGate(gate: StageGate, evidence: Evidence, passesOn: readonly Environment[]): JudgedGate {
  const { key, label, unit, limit } = gate;
  const figure = evidence.figures[key] ?? { value: null, verdict: null, note: 'not in this file' };
  const own: Verdict =
    figure.verdict ?? (figure.value === null ? 'INCONCLUSIVE' : keeps(figure.value, limit) ? 'PASS' : 'FAIL');
  const isForeign = !passesOn.includes(evidence.env);
  const notes = [
    ...(figure.note === null ? [] : [figure.note]),
    ...(isForeign ? [`${evidence.env.toUpperCase()} data cannot pass this stage`] : []),
    ...(evidence.stale === null ? [] : [evidence.stale]),
  ];
  const verdict = own === 'PASS' && (isForeign || evidence.stale !== null) ? 'INCONCLUSIVE' : own;
  return {
    ...{ key, label, unit, limit },
    value: figure.value,
    verdict,
    evidence: evidence.path,
    env: evidence.env,
    notes,
  };
}

/** FAIL before everything; NOT RUN only where nothing was; else what is left open. */
export function verdictOfGates(gates: readonly { readonly verdict: StageVerdict }[]): StageVerdict {
  const has = (verdict: StageVerdict): boolean => gates.some((gate) => gate.verdict === verdict);
  if (has('FAIL')) return 'FAIL';
  if (gates.every(({ verdict }) => verdict === 'NOT RUN')) return 'NOT RUN';
  return has('INCONCLUSIVE') || has('NOT RUN') ? 'INCONCLUSIVE' : 'PASS';
}

function judgeStage({ stage, passesOn, commands, gates }: StagePlan, all: readonly Evidence[]): JudgedStage {
  const missing = new Set<string>();
  const judged = gates.map((gate) => {
    const evidence = bestOf(all, gate.from, passesOn);
    const one = evidence === null ? notRun(gate) : judgeGate(gate, evidence, passesOn);
    const command = commands[gate.from];
    const isOpen = one.verdict === 'NOT RUN' || one.verdict === 'INCONCLUSIVE';
    if (isOpen && command !== undefined) missing.add(command);
    return one;
  });
  return { stage, verdict: verdictOfGates(judged), gates: judged, commands: [...missing] };
}

/** PASS when every stage passes, FAIL when one fails, else INCONCLUSIVE. */
export function judgeStages(evidence: readonly Evidence[]): Scorecard {
  const stages = STAGE_PLANS.map((plan) => judgeStage(plan, evidence));
  const whole: Verdict = stages.some(({ verdict }) => verdict === 'FAIL')
    ? 'FAIL'
    : stages.every(({ verdict }) => verdict === 'PASS')
      ? 'PASS'
      : 'INCONCLUSIVE';
  return { schema: STAGES_SCHEMA, verdict: whole, stages };
}
