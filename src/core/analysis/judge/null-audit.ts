// The same judgement on what cannot predict: outcomes at the bar, signals shifted in time, random walks.

import type { Collected, EventList } from '../collect/collected.js';
import type { NullAuditResult } from '../result.js';
import { AUDIT_ALPHA, type AuditCount, audit } from './audit.js';
import { wilsonEstimate } from './bounds.js';
import type { Sliced } from './context.js';
import { AUDIT_RUNS, type JudgedEndpoint, primaryOf } from './endpoints.js';
import { rngFor } from './seeds.js';
import { storeSeries } from './store-series.js';
import { auditWalks } from './walks.js';

/** Walks of all signals together: the cost of a report does not grow with their number. */
const WALKS = 320;

/** Runs of all signals put together; none where nothing was run. */
function together(kind: NullAuditResult['kind'], counts: readonly (AuditCount | null)[]): NullAuditResult[] {
  const hits = counts.reduce((sum, one) => sum + (one?.passed ?? 0), 0);
  const n = counts.reduce((sum, one) => sum + (one?.runs ?? 0), 0);
  return n === 0 ? [] : [{ kind, runs: n, rejected: wilsonEstimate({ hits, n }), nominal: AUDIT_ALPHA }];
}

interface Fired {
  readonly s: number;
  readonly events: EventList;
}

/** Signals that a verdict is asked of, and that fired. */
function firedOf(collected: Collected): Fired[] {
  const { lane } = primaryOf(collected);
  return collected.plan.signals.flatMap(({ role }, s) => {
    const events = lane.events?.[s];
    const isAsked = role === 'primary' || role === 'user';
    return isAsked && events !== undefined && events.timeUs.length > 0 ? [{ s, events }] : [];
  });
}

/** Drives an audit, and tells how far it is. */
function* driven<T>(work: Generator<number, T, undefined>, of: number): Sliced<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield { part: 'audit', done: step.value, of };
  }
}

/** The shifted signals as they are: how often their bounds lie above what knowing nothing gives. */
function* shifted(collected: Collected, { s, events }: Fired): Sliced<AuditCount | null> {
  const { plan } = collected;
  const { lane, h } = primaryOf(collected);
  const series = storeSeries(collected, { s, h });
  const rng = rngFor(plan.seed, 'audit', [s, 2]);
  const { lengthUs } = lane.blocks;
  const work = audit({ series, events, horizonUs: plan.primaryUs, lengthUs, bar: null, runs: AUDIT_RUNS, rng });
  return yield* driven(work, AUDIT_RUNS);
}

function* walked(collected: Collected, { s, events }: Fired, runs: number): Sliced<AuditCount> {
  const { primaryUs, latencyUs, seed } = collected.plan;
  const { blocks } = primaryOf(collected).lane;
  const rng = rngFor(seed, 'walks', [s]);
  return yield* driven(auditWalks({ events, blocks, horizonUs: primaryUs, latencyUs, runs, rng }), runs);
}

/** The audits at the bar are those that the verdicts rest on. */
export function* judgeNulls(collected: Collected, judged: readonly JudgedEndpoint[]): Sliced<NullAuditResult[]> {
  const fired = firedOf(collected);
  const runs = Math.ceil(WALKS / Math.max(1, fired.length));
  const shifts: (AuditCount | null)[] = [];
  const walks: AuditCount[] = [];
  for (const one of fired) {
    shifts.push(yield* shifted(collected, one));
    walks.push(yield* walked(collected, one, runs));
  }
  return [
    ...together(
      'at-the-bar',
      judged.map((one) => one.audit),
    ),
    ...together('circular-shift', shifts),
    ...together('random-walk', walks),
  ];
}
