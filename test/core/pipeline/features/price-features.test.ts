// Features of prices: impact, spreads, markouts, bars and volatility, with the published vectors and by hand.

import { describe, expect, test } from 'vitest';
import { amihud } from '../../../../src/core/pipeline/features/amihud.js';
import { BAR_VOLUME_OPTIONS } from '../../../../src/core/pipeline/features/bar-volume-options.js';
import { kyle } from '../../../../src/core/pipeline/features/kyle.js';
import { markout } from '../../../../src/core/pipeline/features/markout.js';
import { roll } from '../../../../src/core/pipeline/features/roll.js';
import { rowMid2, toBp } from '../../../../src/core/pipeline/features/row-mid.js';
import { spreads } from '../../../../src/core/pipeline/features/spreads.js';
import { timeBars } from '../../../../src/core/pipeline/features/time-bars.js';
import { volatility } from '../../../../src/core/pipeline/features/volatility.js';
import { volumeBars } from '../../../../src/core/pipeline/features/volume-bars.js';
import type { RowMoment } from '../../../../src/core/pipeline/feature.js';
import { FeatureRun, type FeatureValues } from '../../../support/feature-run.js';

/** A price change and the signed volume with it, a bar each. */
const CHANGES = [1, -2, 0.5, 3, -1, 0, 2, -1.5];
const SIGNED = [10, -15, 2, 22, -12, 3, 14, -8];
const UNIT = { tick: 1, step: 1 };

describe('kyle', () => {
  function run(breakAfter = -1): FeatureValues[] {
    const one = new FeatureRun(kyle, { bar: 1_000_000, window: 8 }, UNIT).trade(500, { priceTicks: 1, signed: 9 });
    let mid2 = 2000;
    one.row(1000, mid2);
    return CHANGES.map((change, i) => {
      one.trade(1500 + 1000 * i, { priceTicks: 1000, signed: SIGNED[i]! });
      mid2 += 2 * change;
      if (i === breakAfter) one.broken();
      return one.row(2000 + 1000 * i, mid2);
    });
  }

  test('published: intercept, slope, R², slope without intercept, slope on the signed root', () => {
    const values = run();
    expect(values.slice(0, 7).every((row) => row['kyle_lambda'] === null)).toBe(true);
    const last = values[7]!;
    expect(last['kyle_alpha']).toBeCloseTo(-0.0096314908, 10);
    expect(last['kyle_lambda']).toBeCloseTo(0.1298157454, 10);
    expect(last['kyle_r2']).toBeCloseTo(0.9581638350482572, 12);
    expect(last['kyle_lambda_origin']).toBeCloseTo(0.12969004893964112, 12);
    expect(last['kyle_lambda_root']).toBeCloseTo(0.47530994754703454, 12);
  });

  test('no bar spans a break', () => {
    expect(run(3)[7]!['kyle_lambda']).toBeNull();
  });

  test('prices in ticks, sizes in lots: λ is in price by base unit', () => {
    const one = new FeatureRun(kyle, { bar: 1_000_000, window: 3 }, { tick: 0.1, step: 0.001 });
    one.trade(0, { priceTicks: 1, signed: 1 }).row(1000, 2000);
    let mid2 = 2000;
    for (const [k, signed] of [2, -4, 6].entries()) {
      one.trade(1500 + 1000 * k, { priceTicks: 1, signed });
      mid2 += 2 * signed;
      one.row(2000 + 1000 * k, mid2);
    }
    // One tick of 0.1 for a lot of 0.001.
    expect(one.row(4500, mid2)['kyle_lambda_origin']).toBeCloseTo(100, 9);
  });
});

describe('amihud', () => {
  test('returns by money traded; a bar without trades is left out', () => {
    const one = new FeatureRun(amihud, { bar: 1_000_000, window: 2 }, UNIT).trade(500, { priceTicks: 1, signed: 1 });
    one.row(1000, 2000);
    one.trade(1100, { priceTicks: 1000, signed: 5 }).trade(1200, { priceTicks: 1000, signed: -5 });
    expect(one.row(2000, 2020)['amihud']).toBeNull();
    expect(one.row(3000, 2040)['amihud']).toBeNull();
    one.trade(3100, { priceTicks: 1000, signed: -2 });
    const truth = (0.01 / 10_000 + 0.05 / 2000) / 2;
    expect(one.row(4000, 2040 * 0.95)['amihud']! / truth).toBeCloseTo(1, 12);
    expect(one.broken().row(5000, 2000)['amihud']).toBeNull();
  });
});

describe('roll', () => {
  test('published: covariance −.0050617284, spread .1422916497', () => {
    const one = new FeatureRun(roll, { window: 9 });
    [1000, 998, 999, 1000, 1000, 998, 997, 999, 997, 998, 1000].forEach((priceTicks, i) =>
      one.trade(i, { priceTicks, signed: 1 }),
    );
    const values = one.row(100);
    expect(values['roll_cov']).toBeCloseTo(-0.0050617284, 10);
    expect(values['roll_spread']).toBeCloseTo(0.1422916497, 9);
    expect(one.broken().row(200)).toEqual({ roll_cov: null, roll_spread: null });
  });

  test('a covariance above 0 has no spread', () => {
    const one = new FeatureRun(roll, { window: 5 });
    [0, 0, 0, 5, 10, 10, 10].forEach((priceTicks, i) => one.trade(i, { priceTicks, signed: 1 }));
    expect(one.row(100)['roll_cov']).toBeGreaterThan(0);
    expect(one.row(100)['roll_spread']).toBeNull();
  });
});

describe('spreads and markouts', () => {
  test('half a spread of 1 tick at 1000: 10 bp; the mid goes along by 3 ticks in a second: −50 realised, 60 impact', () => {
    const one = new FeatureRun(spreads);
    one.trade(100, { priceTicks: 1000.5, signed: 7, mid2: 2000 });
    expect(one.row(200, 2000)['effective_spread']).toBeCloseTo(10, 9);
    one.book(900, 2006);
    expect(one.row(1100, 2006)['realised_spread_1s']).toBeNull();
    const due = one.row(1200, 2006);
    expect(due['effective_spread']).toBeNull();
    expect(due['realised_spread_1s']).toBeCloseTo(-50, 9);
    expect(due['price_impact_1s']).toBeCloseTo(60, 9);
    expect(one.row(1300, 2006)['realised_spread_1s']).toBeNull();
    one.book(4000, 2000);
    expect(one.row(5200, 2000)['price_impact_5s']).toBeCloseTo(0, 9);
  });

  test('the horizon meets the book as of then, not as of the row', () => {
    const one = new FeatureRun(markout, { short: 1_000_000 });
    one
      .trade(100, { priceTicks: 1000, signed: 1, mid2: 2000 })
      .trade(100, { priceTicks: 1000, signed: -1, mid2: 2000 });
    one.book(1099, 2002).book(1101, 3000);
    const values = one.row(2000, 3000);
    expect(values['markout_buy_1s']).toBeCloseTo(10, 9);
    expect(values['markout_sell_1s']).toBeCloseTo(-10, 9);
  });

  test('no horizon that ends while no quotes can be read meets the last that could be', () => {
    const one = new FeatureRun(markout, { short: 1_000_000 });
    one.trade(100, { priceTicks: 1000, signed: 1, mid2: 2000 }).trade(700, { priceTicks: 1000, signed: 1, mid2: 2000 });
    one.mid(1050, null).mid(1500, 2002);
    expect(one.row(1600, 2002)['markout_buy_1s']).toBeNull();
    expect(one.row(2000, 2002)['markout_buy_1s']).toBeCloseTo(10, 9);
  });

  test('void across a break, and where no book can be read', () => {
    const one = new FeatureRun(markout);
    one.trade(100, { priceTicks: 1000, signed: 1, mid2: 2000 }).broken();
    expect(one.row(2000, 2000)['markout_buy_1s']).toBeNull();
    one.trade(2100, { priceTicks: 1000, signed: 1, mid2: 2000 }).row(3000, null);
    expect(one.row(4000, 2000)['markout_buy_1s']).toBeNull();
  });
});

describe('bars', () => {
  test('a row with trades, one without, one with a break', () => {
    const one = new FeatureRun(timeBars);
    const nothing = { bar_open: null, bar_high: null, bar_low: null, bar_close: null, bar_vwap: null };
    const unknown = { ...nothing, bar_volume: null, bar_buy_volume: null, bar_trades: null };
    expect(one.row(100)).toEqual(unknown);
    expect(one.trade(150, { priceTicks: 1000, signed: 1 }).row(200)).toEqual(unknown);
    one.trade(210, { priceTicks: 1002, signed: 3 }).trade(220, { priceTicks: 998, signed: -1 });
    expect(one.row(300)).toEqual({
      bar_open: 100.2,
      bar_high: 100.2,
      bar_low: 99.8,
      bar_close: 99.8,
      bar_vwap: 100.1,
      bar_volume: 0.004,
      bar_buy_volume: 0.003,
      bar_trades: 2,
    });
    expect(one.row(400)).toEqual({ ...nothing, bar_volume: 0, bar_buy_volume: 0, bar_trades: 0 });
    expect(one.trade(450, { priceTicks: 1, signed: 1 }).broken().row(500)).toEqual(unknown);
  });

  test('volume bars: the last one closed, and how many in the row', () => {
    const one = new FeatureRun(volumeBars, { size: 0.01 });
    expect(one.row(100)).toMatchObject({ vbar_open: null, vbar_closed: null });
    one.trade(110, { priceTicks: 1000, signed: 4 }).row(200);
    one.trade(250, { priceTicks: 1010, signed: 2 }).trade(260, { priceTicks: 990, signed: -5 });
    expect(one.row(300)).toEqual({
      vbar_open: 100,
      vbar_high: 101,
      vbar_low: 99,
      vbar_close: 99,
      vbar_buy_share: 0.6,
      vbar_duration_us: 150_000,
      vbar_closed: 1,
    });
    expect(one.row(400)).toMatchObject({ vbar_close: 99, vbar_closed: 0 });
    one.trade(450, { priceTicks: 1000, signed: 25 });
    expect(one.resumed().row(500)).toMatchObject({
      vbar_open: 100,
      vbar_buy_share: 1,
      vbar_duration_us: 0,
      vbar_closed: 2,
    });
    expect(one.broken().row(600)).toMatchObject({ vbar_open: null, vbar_closed: null });
  });

  test('volume bars and VPIN share the options of size', () => {
    for (const option of BAR_VOLUME_OPTIONS) expect(volumeBars.options).toContain(option);
    expect(() => new FeatureRun(volumeBars, { share: 0 })).toThrow('volume_bars: share must be above 0');
    expect(() => new FeatureRun(volumeBars, { size: -1 })).toThrow('volume_bars: size must be at least 0');
  });
});

describe('volatility', () => {
  test('returns of 10 bp and −10 bp in the span: their root sum of squares, in bp', () => {
    const one = new FeatureRun(volatility, { short: 300_000 });
    const mids = [20_000, 20_000 * Math.exp(0.001), 20_000, 20_000];
    const values = mids.map((mid2, i) => one.row(100 * (i + 1), mid2));
    expect(values[2]!['volatility_300ms']).toBeNull();
    expect(values[3]!['volatility_300ms']).toBeCloseTo(Math.sqrt(2) * 10, 9);
    expect(values[3]!['bipower_300ms']).toBeCloseTo(Math.sqrt(Math.PI / 2) * 10, 9);
  });

  test('trades between 1000 and 1010 in the span: their range by √(4·ln 2), in bp', () => {
    const one = new FeatureRun(volatility, { short: 300_000 });
    const prices = [1, 1010, 1000, 1005];
    const seen = prices.map((priceTicks, i) => {
      one.trade(100 * i + 50, { priceTicks, signed: 1 });
      return one.row(100 * (i + 1), 2000)['parkinson_300ms'];
    });
    expect(seen.slice(0, 3)).toEqual([null, null, null]);
    expect(seen[3]).toBeCloseTo((Math.log(1.01) / Math.sqrt(4 * Math.log(2))) * 1e4, 9);
    expect(one.broken().row(500, 2000)['parkinson_300ms']).toBeNull();
  });

  test('a row without a mid starts the path anew, as does a break', () => {
    for (const spoil of [(one: FeatureRun) => one.row(500, null), (one: FeatureRun) => one.broken()]) {
      const one = new FeatureRun(volatility, { short: 200_000 });
      for (let ms = 100; ms <= 400; ms += 100) one.row(ms, 2000);
      spoil(one);
      const after = [600, 700, 800].map((ms) => one.row(ms, 9000)['volatility_200ms']);
      expect(after).toEqual([null, null, 0]);
    }
  });
});

test('mid of a row in half ticks, and bp: absent stays absent', () => {
  const of = (bidTicks: number | null) => rowMid2({ row: { bidTicks, askTicks: 11 } } as RowMoment);
  expect([of(10), of(null)]).toEqual([21, null]);
  expect([toBp(0.01), toBp(null)]).toEqual([100, null]);
});
