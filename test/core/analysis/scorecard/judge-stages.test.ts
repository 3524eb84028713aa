// The scorecard: every gate can pass and can fail, and nothing passes on what it may not.

import { describe, expect, test } from 'vitest';
import { bestOf, judgeStages, keeps, verdictOfGates } from '../../../../src/core/analysis/scorecard/judge-stages.js';
import { figure } from '../../../../src/core/analysis/scorecard/figure.js';
import type { Evidence, Limit, StageGate } from '../../../../src/core/analysis/scorecard/scorecard.js';
import { STAGE_PLANS } from '../../../../src/core/analysis/scorecard/stage-gates.js';

const GATES = STAGE_PLANS.flatMap((plan) => plan.gates.map((gate) => ({ ...plan, gate })));

/** A value just within a limit, and one just outside. */
function around({ limit }: StageGate): { good: number; bad: number } {
  const step = 0.001;
  switch (limit.is) {
    case 'below':
      return { good: limit.than - step, bad: limit.than };
    case 'above':
      return { good: limit.than + step, bad: limit.than };
    case 'atMost':
      return { good: limit.than, bad: limit.than + step };
    case 'atLeast':
      return { good: limit.than, bad: limit.than - step };
    case 'exactly':
      return { good: limit.than, bad: limit.than + 1 };
    case 'within':
      return { good: limit.and, bad: limit.and + step };
  }
}

const evidence = (kind: Evidence['kind'], rest: Partial<Evidence> = {}): Evidence => ({
  ...{ kind, path: `${kind}.json`, env: 'mainnet', madeUs: 1, seconds: 1, preferred: true, stale: null, figures: {} },
  ...rest,
});

/** Evidence with which every gate passes, but for what is replaced. */
function allGood(replaced: Readonly<Record<string, number>> = {}, rest: Partial<Evidence> = {}): Evidence[] {
  const kinds = [...new Set(GATES.map(({ gate }) => gate.from))];
  return kinds.map((kind) => {
    const own = GATES.filter(({ gate }) => gate.from === kind);
    const figures = own.map(({ gate }) => [gate.key, figure(replaced[gate.key] ?? around(gate).good)] as const);
    return evidence(kind, { figures: Object.fromEntries(figures), ...rest });
  });
}

test('with everything kept every stage passes', () => {
  const card = judgeStages(allGood());
  expect(card.verdict).toBe('PASS');
  expect(card.stages.map(({ stage, verdict }) => [stage, verdict])).toEqual([
    ['capture', 'PASS'],
    ['compute', 'PASS'],
    ['validate', 'PASS'],
    ['trade', 'PASS'],
    ['train', 'PASS'],
  ]);
});

test('keys are unique: one name, one figure', () => {
  const keys = GATES.map(({ gate }) => `${gate.from} ${gate.key}`);
  expect(new Set(keys).size).toBe(keys.length);
});

describe.each(GATES.map(({ stage, gate }) => [stage, gate.from, gate.key, gate] as const))(
  '%s, %s, %s',
  (stage, _, key, gate) => {
    const judged = (all: Evidence[]) => {
      const card = judgeStages(all);
      const found = card.stages.find((one) => one.stage === stage);
      return { card, gate: found?.gates.find((one) => one.key === key) };
    };
    // The figures of two stages may share a name: only this gate's evidence is changed.
    const withFigure = (value: number | null, rest: Partial<Evidence> = {}): Evidence[] =>
      allGood().map((one) =>
        one.kind === gate.from ? { ...one, ...rest, figures: { ...one.figures, [key]: figure(value) } } : one,
      );

    test('fails, and the whole with it', () => {
      const { card, gate: found } = judged(withFigure(around(gate).bad));
      expect(found).toMatchObject({ verdict: 'FAIL', value: around(gate).bad, evidence: `${gate.from}.json` });
      expect(card.verdict).toBe('FAIL');
    });

    test('does not pass on a synthetic market, nor on data that changed, nor without a value', () => {
      const synthetic = judged(withFigure(around(gate).good, { env: 'synthetic' }));
      expect(synthetic.gate?.verdict).toBe('INCONCLUSIVE');
      expect(synthetic.gate?.notes).toEqual(['SYNTHETIC data cannot pass this stage']);
      expect(synthetic.card.verdict).toBe('INCONCLUSIVE');
      const stale = judged(withFigure(around(gate).good, { stale: 'its data changed: a.ndjson' }));
      expect(stale.gate).toMatchObject({ verdict: 'INCONCLUSIVE', notes: ['its data changed: a.ndjson'] });
      expect(judged(withFigure(null)).gate?.verdict).toBe('INCONCLUSIVE');
    });

    test('is not run without evidence, and says what makes it', () => {
      const { card, gate: found } = judged(allGood().filter(({ kind }) => kind !== gate.from));
      expect(found).toMatchObject({ verdict: 'NOT RUN', value: null, evidence: null });
      const commands = card.stages.find((one) => one.stage === stage)?.commands;
      expect(commands).toContain(STAGE_PLANS.find((one) => one.stage === stage)?.commands[gate.from]);
      expect(card.verdict).toBe('INCONCLUSIVE');
    });
  },
);

test('the testnet is enough for trading, and for nothing else', () => {
  const verdicts = judgeStages(allGood({}, { env: 'testnet' })).stages.map(({ stage, verdict }) => [stage, verdict]);
  expect(Object.fromEntries(verdicts)).toEqual({
    ...{ capture: 'INCONCLUSIVE', compute: 'INCONCLUSIVE', validate: 'INCONCLUSIVE', train: 'INCONCLUSIVE' },
    trade: 'PASS',
  });
});

test('without anything nothing was run', () => {
  const { verdict, stages } = judgeStages([]);
  expect(verdict).toBe('INCONCLUSIVE');
  expect(new Set(stages.map((one) => one.verdict))).toEqual(new Set(['NOT RUN']));
});

test.each<[string, Limit, number, boolean]>([
  ['below is strict', { is: 'below', than: 100 }, 100, false],
  ['above is strict', { is: 'above', than: 0.55 }, 0.55, false],
  ['atMost', { is: 'atMost', than: 1 }, 1, true],
  ['atLeast', { is: 'atLeast', than: 24 }, 24, true],
  ['exactly', { is: 'exactly', than: 0 }, 0, true],
  ['within, lower end', { is: 'within', than: 5, and: 20 }, 5, true],
  ['within, below', { is: 'within', than: 5, and: 20 }, 4.9, false],
])('%s', (_, limit, value, expected) => {
  expect(keeps(value, limit)).toBe(expected);
});

test('a verdict of its own is not overruled by the bare value', () => {
  const open = { 'hit.ofi': figure(0.7, { verdict: 'INCONCLUSIVE' }) };
  const all = allGood().map((one) =>
    one.kind === 'analysis' ? { ...one, figures: { ...one.figures, ...open } } : one,
  );
  const gate = judgeStages(all).stages[2]?.gates.find(({ key }) => key === 'hit.ofi');
  expect(gate).toMatchObject({ value: 0.7, verdict: 'INCONCLUSIVE' });
});

test('of several the live market comes first, then the question as asked, then the longer, then the newer', () => {
  const order = [
    evidence('analysis', { path: 'a', preferred: true, seconds: 9 }),
    evidence('analysis', { path: 'b', preferred: true, seconds: 9, stale: 'changed' }),
    evidence('analysis', { path: 'c', preferred: false, seconds: 99, madeUs: 2 }),
    evidence('analysis', { path: 'd', preferred: false, seconds: 99 }),
    evidence('analysis', { path: 'e', env: 'synthetic', preferred: true, seconds: 999 }),
  ];
  for (let first = 0; first < order.length; first++) {
    const best = bestOf(order.slice(first).reverse(), 'analysis', ['mainnet']);
    expect(best?.path).toBe(order[first]?.path);
  }
  expect(bestOf(order, 'trade', ['mainnet'])).toBeNull();
});

test('a failure counts before what is open, what is open before what passes', () => {
  expect(verdictOfGates([{ verdict: 'PASS' }, { verdict: 'INCONCLUSIVE' }, { verdict: 'FAIL' }])).toBe('FAIL');
  expect(verdictOfGates([{ verdict: 'PASS' }, { verdict: 'NOT RUN' }])).toBe('INCONCLUSIVE');
  expect(verdictOfGates([{ verdict: 'NOT RUN' }, { verdict: 'NOT RUN' }])).toBe('NOT RUN');
  expect(verdictOfGates([{ verdict: 'PASS' }])).toBe('PASS');
});
