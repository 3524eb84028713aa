// Figures of merit: the published series, and what is said of series without losses, wins or returns.

import { describe, expect, test } from 'vitest';
import {
  autocorrelationAt,
  downsideDeviation,
  equityPath,
  momentsOf,
  sharpeRatio,
  sortinoRatio,
  tailRisk,
  winsAndLosses,
} from '../../../src/core/analysis/performance.js';
import { annualisation, probabilisticSharpe } from '../../../src/core/analysis/sharpe.js';

const R = [0.004, -0.002, 0.001, 0.003, -0.006, 0.002, 0, -0.001, 0.005, -0.003, 0.002, 0.001];

describe('published series', () => {
  const moments = momentsOf(R)!;
  const outcome = winsAndLosses(R);
  const path = equityPath(R);
  const tail = tailRisk(R, 0.9)!;
  test.each<[string, number | null, number]>([
    ['mean', moments.mean, 0.0005],
    ['sd', moments.sd, 0.003118857599710626],
    ['Sharpe', sharpeRatio(R), 0.16031511026549947],
    ['Sharpe a year of hours', sharpeRatio(R)! * annualisation(8760)!, 15.004672169557317],
    ['downside deviation', downsideDeviation(R), 0.0020412414523193153],
    ['Sortino', sortinoRatio(R), 0.2449489742783178],
    ['final equity', path.final, 1.0059626999460825],
    ['deepest drawdown', path.maxDrawdown, -0.006],
    ['profit factor', outcome.profitFactor, 1.5],
    ['win rate', outcome.winRate, 0.5833333333333334],
    ['win rate without ties', outcome.winRateWithoutTies, 0.6363636363636364],
    ['payoff', outcome.payoff, 0.8571428571428572],
    ['autocorrelation at 1', autocorrelationAt(R, 1), -0.5771028037383177],
    ['skew', moments.skew, -0.5633618859446948],
    ['kurtosis', moments.kurtosis, 2.713337409380732],
    ['value at risk', tail.valueAtRisk, 0.003],
    ['expected shortfall', tail.conditional, 0.0045],
  ])('%s', (_, value, expected) => expect(value).toBeCloseTo(expected, 12));

  test('probabilistic Sharpe ratio', () => {
    const sample = { sharpe: sharpeRatio(R)!, n: R.length, skew: moments.skew!, kurtosis: moments.kurtosis! };
    expect(probabilisticSharpe(sample)).toBeCloseTo(0.6938019186143388, 12);
  });
});

describe('named facts', () => {
  test('a drawdown lasts until its peak is passed', () => {
    expect(equityPath([1, -1, -1, 1, 2, -1], 'simple')).toEqual({ final: 1, maxDrawdown: -2, longestDrawdown: 3 });
    expect(equityPath([-0.5, -0.5])).toEqual({ final: 0.25, maxDrawdown: -0.75, longestDrawdown: 2 });
    expect(equityPath([])).toEqual({ final: 1, maxDrawdown: 0, longestDrawdown: 0 });
  });

  test('five wins of six make up what they make up', () => {
    expect(winsAndLosses([1, 1, 1, 1, 1, 1, -9]).topFiveShare).toBeCloseTo(5 / 6, 15);
  });

  test('without a loss there is no profit factor, payoff or Sortino', () => {
    expect(winsAndLosses([1, 2, 0])).toMatchObject({ profitFactor: null, payoff: null, winRate: 2 / 3 });
    expect(sortinoRatio([1, 2])).toBeNull();
    expect(winsAndLosses([-1])).toMatchObject({ profitFactor: 0, payoff: null, topFiveShare: null });
  });

  test('a constant has a mean, a deviation of 0, and no shape', () => {
    expect(momentsOf([0.1, 0.1, 0.1])).toMatchObject({ sd: 0, skew: null, kurtosis: null });
    expect([sharpeRatio([0.1, 0.1, 0.1]), autocorrelationAt([2, 2, 2], 1)]).toEqual([null, null]);
  });

  test('nothing, and a single return', () => {
    expect([momentsOf([]), sharpeRatio([]), downsideDeviation([]), tailRisk([], 0.9), sortinoRatio([])]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(winsAndLosses([])).toMatchObject({ n: 0, winRate: null, winRateWithoutTies: null });
    expect(momentsOf([3])).toEqual({ n: 1, mean: 3, sd: null, skew: null, kurtosis: null });
    expect(autocorrelationAt([1, 2], 2)).toBeNull();
  });

  test('risk at 95 % of a hundred returns is the fifth worst', () => {
    const returns = Array.from({ length: 100 }, (_, i) => i - 50);
    expect(tailRisk(returns, 0.95)).toEqual({ valueAtRisk: 46, conditional: 48 });
  });
});
