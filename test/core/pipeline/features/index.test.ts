// Every feature there is: named and described, the same after a checkpoint, and knowing nothing of what comes later.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROW_KEYS } from '../../../../src/assembly/row-text.js';
import { DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../../../src/core/pipeline/config.js';
import { FEATURE_KINDS, featureKind } from '../../../../src/core/pipeline/features/index.js';
import { buildFeature } from '../../../../src/core/pipeline/features/settings.js';
import type { SignalRow } from '../../../../src/core/pipeline/row.js';
import { initRng, nextInt } from '../../../../src/core/stats/rng.js';
import { anySteps, marketOf } from '../../../support/any-market.js';
import { allFeatures, settingsFor } from '../../../support/feature-kinds.js';
import { batchesOf } from '../../../support/frames.js';
import { cloneMarket, openMarket, runMarket, stepMarket } from '../../../support/market-run.js';
import { BTC_2024, framesIn, instrumentsOf, pathsOf } from '../../../support/recordings.js';
import { UNIT_MARKET, shortChain } from '../../../support/scripted-market.js';

const NAME = /^[a-z][a-z0-9_]*$/;
const GRIDS = [
  ['time grid', DEFAULT_CHAIN],
  ['event grid', ORIGINAL_CHAIN],
] as const;

describe.each(FEATURE_KINDS)('$name', (kind) => {
  const columns = [...buildFeature(kind, settingsFor(kind)).columns];

  test('is found by its name, and says what it is', () => {
    expect(featureKind(kind.name)).toBe(kind);
    expect(kind.name).toMatch(NAME);
    for (const text of [kind.about, kind.source]) expect(text).toMatch(/^\S.*[^.]$/);
    for (const { name, about } of kind.options) expect([name, about]).toEqual([expect.stringMatching(NAME), expect.stringMatching(/^\S.*[^.]$/)]); // prettier-ignore
  });

  test('columns are named and described', () => {
    expect(columns.length).toBeGreaterThan(0);
    for (const { name, about } of columns) {
      expect(name).toMatch(NAME);
      expect(about).toMatch(/^\S.*\.$/);
    }
  });

  test('an option that must be given is asked for', () => {
    const wanted = kind.options.find(({ fallback }) => fallback === null);
    if (wanted === undefined) expect(() => buildFeature(kind, {})).not.toThrow();
    else expect(() => buildFeature(kind, {})).toThrow(`${kind.name}: ${wanted.name} must be given`);
  });

  test('the state is plain data', () => {
    const state = buildFeature(kind, settingsFor(kind)).init({ tick: 0.1, step: 0.001 });
    expect(structuredClone(state)).toEqual(state);
  });
});

test('names of features and of columns are unique, and no column is called as a key of a row', () => {
  const names = allFeatures().flatMap(({ columns }) => columns.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(FEATURE_KINDS.map(({ name }) => name)).size).toBe(FEATURE_KINDS.length);
  expect(names.filter((name) => ROW_KEYS.some(([key]) => key === name))).toEqual([]);
  expect(featureKind('none_such')).toBeNull();
});

/** Rows as text: −0 and NaN would show. */
const textOf = (rows: readonly SignalRow[]): string[] =>
  rows.map(
    (row) =>
      `${row.timeUs} ${(row.features ?? []).map((value) => (Object.is(value, -0) ? '-0' : `${value}`)).join(' ')}`,
  );

describe.each(GRIDS)('on any market, %s', (_, { grid }) => {
  const config = { ...shortChain(4), grid };
  const open = () => openMarket(config, { instruments: [UNIT_MARKET], features: allFeatures() });

  test('a checkpoint in the middle changes nothing; values are numbers or absent', () => {
    fc.assert(
      fc.property(anySteps, fc.nat(200), (steps, cut) => {
        const { frames } = marketOf(steps, 1);
        const whole = textOf(runMarket(open(), frames));
        const first = open();
        const rows = runMarket(first, frames.slice(0, cut % frames.length));
        rows.push(...runMarket(cloneMarket(first), frames.slice(cut % frames.length)));
        expect(textOf(rows)).toEqual(whole);
        expect(whole.filter((text) => /NaN|Infinity|undefined|-0(?= |$)/.test(text))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe.skipIf(pathsOf(BTC_2024) === null).each(GRIDS)('on a recording, %s', (_, config) => {
  const paths = pathsOf(BTC_2024);
  const open = () =>
    openMarket(config, { instruments: instrumentsOf(BTC_2024), features: allFeatures(), capacity: 997 });
  const framesOf = (count: number) => (paths === null ? [] : framesIn(BTC_2024, paths).slice(0, count));

  test('every column has a value somewhere', () => {
    const rows = runMarket(open(), framesOf(40_000));
    const names = allFeatures().flatMap(({ columns }) => columns.map(({ name }) => name));
    const empty = names.filter((__, k) => rows.every(({ features }) => features?.[k] === null));
    expect(empty).toEqual([]);
  });

  test('cloned at random points, in batches of odd sizes: the same rows', () => {
    const frames = framesOf(12_000);
    const whole = textOf(runMarket(open(), frames));
    const rng = initRng(41);
    let market = open();
    const rows: SignalRow[] = [];
    for (const batch of batchesOf(frames, 113)) {
      if (nextInt(rng, 8) === 0) market = cloneMarket(market);
      stepMarket(market, batch, rows);
    }
    expect(whole.length).toBeGreaterThan(300);
    expect(textOf(rows)).toEqual(whole);
  });

  test('when everything after t is deleted, rows up to t are the same: 100 random t', () => {
    const frames = framesOf(3_000);
    const whole = textOf(runMarket(open(), frames));
    const rng = initRng(43);
    for (let n = 0; n < 100; n++) {
      const rows = textOf(runMarket(open(), frames.slice(0, nextInt(rng, frames.length))));
      expect(rows).toEqual(whole.slice(0, rows.length));
    }
  });
});
