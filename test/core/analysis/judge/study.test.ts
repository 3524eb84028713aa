// A whole study: every part of its result, the facts they must show, and the work in slices.

import { describe, expect, test } from 'vitest';
import type { Collected } from '../../../../src/core/analysis/collect/collected.js';
import { type JudgePart, finish } from '../../../../src/core/analysis/judge/context.js';
import { halvedAt, judgeDecay } from '../../../../src/core/analysis/judge/decay.js';
import { ROUTES, judgeEconomics } from '../../../../src/core/analysis/judge/economics.js';
import { equityOf, netReturns } from '../../../../src/core/analysis/judge/equity.js';
import { gradedFigures, separatePairs } from '../../../../src/core/analysis/judge/graded.js';
import { judgePower } from '../../../../src/core/analysis/judge/power.js';
import { breakEvenOf, roundTripBp } from '../../../../src/core/analysis/judge/route-costs.js';
import { storeSeries } from '../../../../src/core/analysis/judge/store-series.js';
import { type JudgedStudy, judgeStudy } from '../../../../src/core/analysis/judge/study.js';
import { plantedHitRate } from '../../../../src/core/analysis/planted.js';
import { initRng } from '../../../../src/core/stats/rng.js';
import { MINUTE_US, context, plantedCollected, spec } from '../../../support/planted-study.js';

const RHO = 0.4;
const collected: Collected = plantedCollected({
  rho: RHO,
  steps: 2_000,
  signals: [spec('ofi'), spec('cvd'), spec('qi', null, 'baseline'), spec('momentum', null, 'baseline')],
  values: ({ signal, flow }) => [signal, flow, flow],
  plan: {
    decayHorizonsUs: [MINUTE_US, 5 * MINUTE_US],
    decayLatenciesUs: [0, MINUTE_US / 2, MINUTE_US],
    replications: 400,
  },
});
const full = context({ full: true, windowSeconds: [[1, 2, 3], null, null, null] });
const parts: JudgePart[] = [];

function run(): JudgedStudy {
  const work = judgeStudy(collected, full);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    parts.push(step.value.part);
  }
}
const study = run();

test('works in slices, part after part', () => {
  expect([...new Set(parts)]).toEqual([
    'market',
    'endpoints',
    'audit',
    'power',
    'decay',
    'economics',
    'multiplicity',
    'shape',
    'baselines',
    'regimes',
  ]);
});

test('a short report leaves out the long parts, the verdicts are the same', () => {
  const short = finish(judgeStudy(collected, { ...full, full: false }));
  expect(short).toMatchObject({ shape: null, baselines: null, regimes: null, audit: null });
  expect(short.endpoints).toEqual(study.endpoints);
  expect(short.power).toEqual(study.power);
});

describe('power', () => {
  const cell = study.power.find(({ signal }) => signal === 'ofi')!;

  test('finds what was planted', () => {
    // Only strong signals fire, so the rate among them is above that of all.
    expect(cell.hitOnset.value!).toBeGreaterThan(plantedHitRate(RHO));
    expect(cell.ic!.low!).toBeLessThan(RHO);
    expect(cell.ic!.high!).toBeGreaterThan(RHO);
    expect(cell.rankIc!.value!).toBeGreaterThan(0.3);
    expect(cell.icHacT!).toBeGreaterThan(5);
    expect(cell.auc!.low!).toBeGreaterThan(0.5);
    expect(cell.pesaranTimmermann!.p).toBeLessThan(0.001);
    expect(cell.permutation!.p).toBeLessThan(0.01);
    expect(cell.q!).toBeLessThan(0.05);
    expect(cell.edgeBp.low!).toBeGreaterThan(0);
    expect(cell.icir!.n).toBeGreaterThan(100);
  });

  test('finds nothing in flow of the same moment', () => {
    const flow = study.power.find(({ signal }) => signal === 'cvd')!;
    expect(Math.abs(flow.ic!.value!)).toBeLessThan(0.08);
    expect(flow.q!).toBeGreaterThan(0.05);
  });

  test('q is never below p', () => {
    for (const { p, q } of study.power) if (p !== null) expect(q!).toBeGreaterThanOrEqual(p);
  });

  test('grades only what is graded', () => {
    const plain = plantedCollected({ steps: 300, signals: [{ ...spec('ofi'), graded: false }] });
    expect(finish(judgePower({ collected: plain, tested: new Map(), trials: 1 }))[0]).toMatchObject({
      ic: null,
      auc: null,
    });
  });

  test('pairs a horizon apart share no outcome', () => {
    const series = storeSeries(collected, { s: 0, h: 0 });
    const { timeUs } = separatePairs(series, 5 * MINUTE_US);
    for (let i = 1; i < timeUs.length; i++) expect(timeUs[i]! - timeUs[i - 1]!).toBeGreaterThanOrEqual(5 * MINUTE_US);
    expect(gradedFigures(series, MINUTE_US, initRng(1)).upShare!.value).toBeCloseTo(0.5, 1);
  });
});

describe('decay', () => {
  test('the edge is gone once the entry comes a step late', () => {
    const of = (latencyUs: number) =>
      study.decay.latencies.find(
        (point) => point.signal === 'ofi' && point.scheme === 'onset' && point.latencyUs === latencyUs,
      )!;
    expect(of(0).edgeBp.low!).toBeGreaterThan(0);
    expect(of(MINUTE_US).edgeBp.high!).toBeLessThan(of(0).edgeBp.low!);
    const life = study.decay.halfLife.find(({ signal }) => signal === 'ofi')!.latencyUs;
    expect(life.value!).toBeGreaterThan(0);
    expect(life.value!).toBeLessThanOrEqual(MINUTE_US);
    expect([life.low! <= life.value!, life.high! >= life.value!, life.n]).toEqual([true, true, of(0).edgeBp.n]);
  });

  test.each([
    ['between two points', [4, 3, 1], 150],
    ['never', [4, 3, 2.5], null],
    ['without an edge to begin with', [-1, -2, -3], null],
    ['at a point', [4, 2, 1], 100],
    ['over a hole', [4, null, 0], 100],
  ])('half-life %s', (_, edges, at) => {
    expect(halvedAt(edges.map((edge, i) => ({ latencyUs: 100 * i, edge })))).toBe(at);
  });

  test('all lanes are points', () => {
    const { horizons, latencies } = finish(judgeDecay(collected, full));
    expect(new Set(horizons.map(({ horizonUs }) => horizonUs))).toEqual(new Set([MINUTE_US, 5 * MINUTE_US]));
    expect(new Set(latencies.map(({ latencyUs }) => latencyUs)).size).toBe(3);
  });
});

describe('economics', () => {
  test('fees are paid on both sides of each route', () => {
    const costs = { takerBp: 5, makerBp: 2 };
    expect(ROUTES.map((route) => roundTripBp(costs, route))).toEqual([10, 7, 4]);
    const at = (meanAbsBp: number | null, spreadBp: number | null) => breakEvenOf(costs, { meanAbsBp, spreadBp });
    expect(at(7.3, 0).takerTaker).toBeCloseTo(1.1849, 4);
    expect(at(7.3, 0).makerMaker).toBeCloseTo(0.774, 3);
    expect(at(0, 1)).toEqual({ takerTaker: null, takerMaker: null, makerMaker: null });
    expect(at(null, null)).toEqual({ takerTaker: null, takerMaker: null, makerMaker: null });
    // A wide market: who takes both ways pays the whole spread, who takes once half of it, a maker none.
    expect(at(5, 10)).toEqual({ takerTaker: 2.5, takerMaker: 1.7, makerMaker: 0.9 });
  });

  test('two basis points a step do not pay for ten', () => {
    expect(study.economic.map(({ verdict }) => verdict)).toEqual(['NOT_TRADABLE', 'NOT_TRADABLE']);
    const row = study.economics.routes.find(({ route }) => route === 'taker-taker')!;
    expect(row.grossBp.value! - row.netBp.value!).toBeCloseTo(10, 1);
    expect(row.breakEvenCostBp.value!).toBeCloseTo((row.netBp.value! + 10) / 2, 9);
  });

  test('without fees skill is tradable, but not on testnet', () => {
    const free = plantedCollected({ rho: RHO, steps: 2_000, plan: { costs: { takerBp: 0, makerBp: 0 } } });
    const judge = (env: 'mainnet' | 'testnet') => finish(judgeStudy(free, context({ env }))).economic[0]!;
    expect(judge('mainnet')).toMatchObject({ verdict: 'TRADABLE', signal: 'ofi' });
    expect(judge('mainnet').netEdgeBp.low!).toBeGreaterThan(0);
    expect(judge('testnet').verdict).toBe('INCONCLUSIVE');
  });

  test('the curve ends at the sum of the trades', () => {
    const { equity } = study.economics;
    const s = collected.plan.signals.findIndex(({ name }) => name === equity!.signal);
    const returns = netReturns(collected, collected.lanes[0]!.events![s]!);
    expect(equity!.trades).toBe(returns.length);
    expect(equity!.curve.at(-1)![1]).toBeCloseTo(
      returns.reduce((a, b) => a + b, 0),
      6,
    );
    expect(equity!.curve.length).toBeLessThanOrEqual(512);
    expect(equity!.maxDrawdownBp).toBeGreaterThan(0);
    expect(equity!.psr!).toBeLessThan(0.01);
    expect(equityOf(collected, [])).toBeNull();
  });

  test('nothing is traded where nothing fires', () => {
    const silent = plantedCollected({ threshold: 99, steps: 200 });
    const { economic, economics } = finish(judgeEconomics(silent, full, []));
    expect(economic).toEqual([]);
    expect(economics.equity).toBeNull();
  });
});
