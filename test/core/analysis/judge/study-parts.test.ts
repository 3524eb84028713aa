// The long parts of a study: shape, baselines, regimes, multiplicity, and the small pieces they are made of.

import { describe, expect, test } from 'vitest';
import type { Collected } from '../../../../src/core/analysis/collect/collected.js';
import { MAJORITY, judgeBaselines, partialIc } from '../../../../src/core/analysis/judge/baselines.js';
import { finish } from '../../../../src/core/analysis/judge/context.js';
import { eventBlocks, meanByBlock, rateByBlock } from '../../../../src/core/analysis/judge/event-blocks.js';
import { marketResult, signalUses } from '../../../../src/core/analysis/judge/market.js';
import { judgeMultiplicity } from '../../../../src/core/analysis/judge/multiplicity.js';
import { isFused } from '../../../../src/core/analysis/judge/paired.js';
import { collectPlanted } from '../../../../src/core/analysis/judge/planted-study.js';
import { dateOf, judgeRegimes, sessionOf } from '../../../../src/core/analysis/judge/regimes.js';
import { PURPOSES, rngFor } from '../../../../src/core/analysis/judge/seeds.js';
import { forecastsOfHalves } from '../../../../src/core/analysis/judge/calibrated.js';
import { judgeShape } from '../../../../src/core/analysis/judge/shape.js';
import { momentAt } from '../../../../src/core/analysis/judge/store-series.js';
import { judgeStudy } from '../../../../src/core/analysis/judge/study.js';
import type { DecayPoint } from '../../../../src/core/analysis/result-power.js';
import { nextUniform } from '../../../../src/core/stats/rng.js';
import { MINUTE_US, START_US, context, plantedCollected, spec } from '../../../support/planted-study.js';

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
const pick = ({ signal, horizonUs, latencyUs, scheme }: DecayPoint) => ({ signal, horizonUs, latencyUs, scheme });
const full = context({ full: true, windowSeconds: [[1, 2, 3], null, null, null] });
const study = finish(judgeStudy(collected, full));

describe('shape', () => {
  const shape = study.shape!.find(({ signal }) => signal === 'ofi')!;

  test('means rise with the value', () => {
    expect(shape.buckets).toHaveLength(6);
    expect(shape.buckets[0]!.meanBp.value!).toBeLessThan(0);
    expect(shape.buckets[5]!.meanBp.value!).toBeGreaterThan(0);
    expect(shape.monotone.spearman).toBeCloseTo(1, 12);
    expect(shape.monotone.p!).toBeLessThan(0.05);
    expect(shape.buckets.reduce((n, { meanBp }) => n + meanBp.n, 0)).toBeGreaterThan(1_990);
  });

  test('long and short are the onsets', () => {
    const cell = study.power.find(({ signal }) => signal === 'ofi')!;
    expect(shape.long.n + shape.short.n).toBe(cell.hitOnset.n);
  });

  test('a fitted probability is calibrated on later data', () => {
    const { ece, brier, uncertainty, reliability, resolution, bins, n } = shape.calibration!;
    expect(ece.value!).toBeLessThan(0.1);
    expect(brier.value!).toBeLessThan(uncertainty.value!);
    for (const of of [ece, brier, uncertainty, reliability, resolution]) {
      expect(of.n).toBe(n);
      expect(of.low!).toBeLessThanOrEqual(of.high!);
      expect(of.low!).toBeGreaterThanOrEqual(0);
    }
    // The market is as calibrated as its signal: no miscalibration can be told from none.
    expect(ece.low).toBe(0);
    expect(brier.low!).toBeLessThan(brier.value!);
    expect(bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(n);
    const few = {
      timeUs: new Float64Array(50),
      x: new Float64Array(50),
      y: new Float64Array(50),
      past: new Float64Array(50),
    };
    expect(forecastsOfHalves(few, 1)).toBeNull();
  });

  test('no outcomes, no calibration', () => {
    expect(finish(judgeShape(plantedCollected({ steps: 0 })))[0]!.calibration).toBeNull();
  });
});

describe('one rate has one interval', () => {
  const cells = study.power.filter(({ signal }) => signal === 'ofi');

  test('in verdict, matrix and decay', () => {
    for (const cell of cells) {
      const { signal, horizonUs, latencyUs } = cell;
      const here = { signal, horizonUs, latencyUs, scheme: 'onset' };
      const points = [...study.decay.horizons, ...study.decay.latencies].filter(
        (point) => JSON.stringify({ ...here, ...pick(point) }) === JSON.stringify(here),
      );
      expect(points.length).toBeGreaterThan(0);
      for (const { hit, edgeBp, ties } of points) {
        expect({ hit, edgeBp, ties }).toEqual({ hit: cell.hitOnset, edgeBp: cell.edgeBp, ties: cell.ties });
      }
      for (const endpoint of study.endpoints.filter((one) => one.signal === signal && one.horizonUs === horizonUs)) {
        expect({ hit: endpoint.hit, ties: endpoint.ties }).toEqual({ hit: cell.hitOnset, ties: cell.ties });
      }
    }
  });

  test('in a regime that held all the time, and in the gross edge of a taker', () => {
    const [cell] = cells;
    const whole = study.regimes!.filter(({ signal, edgeBp }) => signal === 'ofi' && edgeBp.n === cell!.nNonOverlap);
    expect(whole.length).toBeGreaterThan(0);
    for (const { hit, edgeBp } of whole) expect({ hit, edgeBp }).toEqual({ hit: cell!.hitOnset, edgeBp: cell!.edgeBp });
    const route = study.economics.routes.find((one) => one.signal === 'ofi' && one.route === 'taker-taker');
    expect(route!.grossBp).toEqual(cell!.edgeBp);
  });

  test('outcomes are the decided ones and the ties, everywhere', () => {
    for (const { nNonOverlap, ties, hitOnset } of study.power) expect(hitOnset.n).toBe(nNonOverlap - ties);
    for (const { nNonOverlap, ties, hit } of study.endpoints) expect(hit.n).toBe(nNonOverlap - ties);
    for (const { edgeBp, ties, hit } of [...study.decay.latencies, ...study.regimes!])
      expect(hit.n).toBe(edgeBp.n - ties);
  });
});

test('false discoveries are counted over all that was ever tried on the data', () => {
  const judge = (trials: number) => finish(judgeStudy(collected, context({ trials })));
  const [first, later] = [judge(1), judge(400)];
  const cells = first.power.filter(({ p }) => p !== null).length;
  expect(cells).toBe(4);
  for (const [i, { q }] of first.power.entries())
    expect(later.power[i]!.q).toBeCloseTo(Math.min(1, (q! * 400) / cells), 12);
  expect(later.multiplicity.discoveries10).toBeLessThanOrEqual(first.multiplicity.discoveries10);
});

describe('baselines', () => {
  const of = (baseline: string) =>
    finish(judgeBaselines(collected)).find((row) => row.signal === 'ofi' && row.baseline === baseline)!;

  test('are beaten on the same moments', () => {
    for (const name of ['qi', 'momentum', MAJORITY]) {
      expect(of(name).difference.low!).toBeGreaterThan(0);
      expect(of(name).hit.high!).toBeGreaterThan(0.45);
    }
  });

  test('the past return explains nothing of it', () => {
    expect(of('momentum').partialIc.value!).toBeGreaterThan(0.3);
    const none = {
      timeUs: new Float64Array(3),
      x: new Float64Array(3),
      y: new Float64Array(3),
      past: new Float64Array(3),
    };
    expect(partialIc(none, 1).value).toBeNull();
  });
});

describe('regimes', () => {
  const rows = finish(judgeRegimes(collected)).filter(({ signal }) => signal === 'ofi');
  const of = (kind: string) => rows.filter((row) => row.kind === kind);

  test('each kind holds every outcome once', () => {
    const n = study.power.find(({ signal }) => signal === 'ofi')!.hitOnset.n;
    for (const kind of ['volatility', 'spread', 'hour', 'session', 'day', 'rolling'])
      expect(of(kind).reduce((sum, { hit }) => sum + hit.n, 0)).toBe(n);
    expect(of('leave-one-out').reduce((sum, { hit }) => sum + hit.n, 0)).toBe(9 * n);
  });

  test('windows and blocks left out name their time, one after another; a regime is no stretch of time', () => {
    for (const kind of ['rolling', 'leave-one-out']) {
      const rows = of(kind);
      expect(rows.length).toBeGreaterThan(5);
      rows.forEach(({ fromUs, toUs }, k) => {
        expect(toUs!).toBeGreaterThan(fromUs!);
        if (k > 0) expect(fromUs!).toBeGreaterThan(rows[k - 1]!.toUs!);
      });
    }
    expect(of('hour').map(({ fromUs, toUs }) => fromUs ?? toUs)).toEqual(of('hour').map(() => null));
  });

  test.each([
    [0, '1970-01-01', 'asia'],
    [951_782_400, '2000-02-29', 'asia'],
    [1_700_000_000, '2023-11-14', 'late'],
    [1_735_689_599, '2024-12-31', 'late'],
    [1_723_118_400, '2024-08-08', 'europe'],
    [1_723_140_000, '2024-08-08', 'us'],
  ])('%d s is %s, %s', (seconds, date, session) => {
    expect(dateOf(seconds * 1e6)).toBe(date);
    expect(sessionOf(seconds * 1e6)).toBe(session);
  });
});

describe('multiplicity', () => {
  test('more trials deflate the same ratio', () => {
    const found = { power: study.power, equity: study.economics.equity };
    const dsr = (trials: number) =>
      finish(judgeMultiplicity(collected, { ...full, trials }, found)).deflatedSharpe!.dsr;
    expect(dsr(100)).toBeLessThanOrEqual(dsr(1));
    expect(study.multiplicity).toMatchObject({ cells: 4, trials: 1 });
    expect(study.multiplicity.discoveries05).toBeGreaterThan(0);
    expect(study.multiplicity.pbo!.value).toBeLessThan(0.1);
    expect(study.multiplicity.spa!.pConsistent).toBeLessThan(0.05);
  });
});

describe('market and signals', () => {
  test('moves, spread and use', () => {
    const market = marketResult(collected, full);
    const move = market.moves.find(({ horizonUs }) => horizonUs === MINUTE_US)!;
    expect(move.n).toBe(1_999);
    expect(move.meanAbsBp.value!).toBeCloseTo(2 * Math.sqrt(2 / Math.PI), 1);
    expect(move.sdBp.value!).toBeCloseTo(2, 1);
    expect(move.breakEven.takerTaker.value!).toBeGreaterThan(3);
    expect(move.conditional.map(({ signal }) => signal)).toEqual(['ofi', 'cvd']);
    expect(market.spreadTicks).toMatchObject({ mean: 2, p50: 2, p95: 2, oneTickShare: 0 });
    expect(market.hours).toHaveLength(24);
    const [use] = signalUses(collected, full);
    expect(use).toMatchObject({ rows: 2_000, valid: 1, windowSeconds: [1, 2, 3] });
    expect(Math.abs(use!.autocorrelation[0]!)).toBeLessThan(0.08);
    expect(use!.longShare).toBeCloseTo(0.31, 1);
  });

  test('an empty market has no figures and breaks nothing', () => {
    const nothing = finish(judgeStudy(plantedCollected({ steps: 0 }), full));
    expect(nothing.verdict).toBe('INCONCLUSIVE');
    expect(nothing.market).toMatchObject({ meanMid: null, spreadTicks: null });
  });
});

describe('audit', () => {
  test('at the bar, shifted and on random walks, chance passes at its nominal rate', () => {
    expect(study.audit!.map(({ kind }) => kind)).toEqual(['at-the-bar', 'circular-shift', 'random-walk']);
    for (const { kind, runs, rejected, nominal } of study.audit!) {
      expect(nominal).toBe(0.05);
      expect(rejected.low!).toBeLessThan(0.06);
      expect(rejected.n).toBe(runs);
      expect(runs).toBeGreaterThanOrEqual(kind === 'random-walk' ? 200 : 800);
    }
  });
});

describe('small parts', () => {
  test('events fall into the blocks of their time', () => {
    const table = {
      numbers: Float64Array.of(10, 11, 13),
      lengthUs: 100,
      baseUs: 100,
      signals: 1,
      cells: new Float64Array(60),
    };
    const blocks = eventBlocks(table, [1_000, 1_099, 1_350]);
    expect([...blocks.of]).toEqual([0, 0, 2]);
    expect(Array.from(meanByBlock(blocks, [1, NaN, 3]).total)).toEqual([1, 0, 3]);
    expect(Array.from(rateByBlock(blocks, [-1, 0, 3]).count)).toEqual([1, 0, 1]);
  });

  test('moments are found by time', () => {
    const times = Float64Array.of(1, 3, 5);
    expect([0, 1, 2, 5, 6].map((time) => momentAt(times, time))).toEqual([0, 0, 1, 2, 3]);
  });

  test('purposes and places have seeds of their own', () => {
    const places = [[], [0], [1], [0, 1], [1, 0]];
    const draws = PURPOSES.flatMap((purpose) => places.map((place) => nextUniform(rngFor(7, purpose, place))));
    expect(new Set(draws).size).toBe(draws.length);
    expect(nextUniform(rngFor(7, 'audit', [1]))).toBe(nextUniform(rngFor(7, 'audit', [1])));
    expect(nextUniform(rngFor(8, 'audit', [1]))).not.toBe(nextUniform(rngFor(7, 'audit', [1])));
  });

  test('only fusions are made of parts', () => expect([isFused('fusion'), isFused('ofi')]).toEqual([true, false]));

  test('a planted decision knows no later price', () => {
    const logPrice = [0, 1, 3, 2];
    const values = [1, 1, 1, 1];
    const { lanes } = collectPlanted({
      plan: collected.plan.signals.length > 0 ? plantedCollected({ steps: 0 }).plan : collected.plan,
      clock: { startUs: START_US, stepUs: MINUTE_US },
      series: { logPrice, signals: [{ values, threshold: 0 }] },
    });
    expect(lanes[0]!.events![0]!.y[0]).toBeCloseTo(2, 6);
  });
});
