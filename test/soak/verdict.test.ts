// The validation of verdicts, on few markets: it holds for the rule as it is, and sees rules that are broken.

import { describe, expect, test } from 'vitest';
import { type NullRow, nullRow, powerRows, trialsOf } from '../../soak/support/verdict-checks.js';
import { readVerdictOptions } from '../../soak/support/verdict-options.js';
import { allHold, verdictPage } from '../../soak/support/verdict-page.js';
import { inSpells, independent } from '../../src/core/analysis/judge/scenarios.js';
import { type Rule, naive, theRule, withoutBlocks } from '../../src/core/analysis/judge/trial.js';

const spells = inSpells(0.55, 800, { spread: 0.15, length: 20 });
const inSpellsTrials = trialsOf(spells, 150, 13);
const row = (rule: Rule): NullRow =>
  nullRow({ name: 'in spells', bar: 0.55, scenario: spells, promised: true }, inSpellsTrials, rule);

describe('false verdicts at the bar', () => {
  test('the rule holds', () => expect(row(theRule).holds).toBe(true));

  test.each([
    ['without the bound of blocks', withoutBlocks],
    ['with every sample for an outcome', naive],
    ['with no interval at all', (): null => null],
    ['at the estimate itself', ({ sample }: Parameters<Rule>[0]) => ({ lower: sample.rate.value ?? 0, upper: 1 })],
  ] as const)('a rule %s is seen', (_, rule) => expect(row(rule).holds).toBe(false));

  test('intervals that hold everything are too wide', () => {
    const one = { name: 'independent', bar: 0.55, scenario: independent(0.55, 400), promised: true };
    const trials = trialsOf(one.scenario, 60, 13);
    expect(nullRow(one, trials, theRule).holds).toBe(true);
    expect(nullRow(one, trials, () => ({ lower: 0, upper: 1 })).holds).toBe(false);
  });
});

describe('power', () => {
  const options = { ...readVerdictOptions(['--quick']), powers: 40 };

  test('never passing is seen', () => {
    const rows = powerRows(
      options,
      () => undefined,
      () => ({ lower: 0, upper: 1 }),
    );
    expect(rows.some(({ holds }) => holds)).toBe(false);
  });
});

describe('options and page', () => {
  test('options', () => {
    expect(readVerdictOptions([])).toMatchObject({ quick: false, nulls: 1_000, out: 'docs/validation.md' });
    expect(readVerdictOptions(['--seed', '5', '--out', 'x.md'])).toMatchObject({ seed: 5, out: 'x.md' });
    expect(() => readVerdictOptions(['--sed'])).toThrow();
  });

  test('a broken promise is named', () => {
    const overlap = { markets: 1, samples: 1, onsets: 1, naive: 1, blocks: 0, ours: 0, holds: true };
    const good = { nulls: [row(theRule)], powers: [], curve: [], overlap };
    const bad = { ...good, nulls: [row(withoutBlocks)] };
    expect(allHold(good)).toBe(true);
    expect(allHold(bad)).toBe(false);
    expect(allHold({ ...good, nulls: [{ ...row(withoutBlocks), promised: false }] })).toBe(true);
    expect(verdictPage(bad, readVerdictOptions([]), 'machine')).toContain('BROKEN');
    expect(verdictPage(good, readVerdictOptions([]), 'machine')).not.toContain('BROKEN');
  });
});
