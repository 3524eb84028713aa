// `v13 plan` as typed: tables, figures that the recording fixes, no peeking, wrong questions.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RULE_COST } from '../../src/core/analysis/judge/needed.js';
import { ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { testData } from '../support/data.js';
import { CLEAN, GAPS } from '../support/replays.js';

let folder = freshFolder();
beforeAll(ensureBuilt);
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const plan = (...args: string[]) => runCli(['plan', ...args], { cwd: folder.path });

interface Signal {
  readonly signal: string;
  readonly bar: number | null;
  readonly onsets: number;
  readonly outcomes: number;
  readonly outcomesPerDay: number | null;
  readonly assumed: readonly {
    readonly rate: number;
    readonly verdict: string;
    readonly outcomes: number;
    readonly outcomesAtLast: number;
    readonly hours: number | null;
    readonly missingHours: number | null;
  }[];
}
interface Plan {
  readonly symbol: string;
  readonly env: string;
  readonly coveredHours: number;
  readonly missingHours: number;
  readonly questions: number;
  readonly firstAlpha: number;
  readonly breakEven: { readonly takerTaker: number; readonly makerMaker: number };
  readonly moveBp: number;
  readonly spreadBp: number;
  readonly signals: readonly Signal[];
}

async function plans(...args: string[]): Promise<readonly Plan[]> {
  const { code, stdout, stderr } = await plan(...args, '--json');
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return (JSON.parse(stdout) as { readonly plans: readonly Plan[] }).plans;
}

const signalOf = ({ signals }: Plan, name: string): Signal => signals.find(({ signal }) => signal === name)!;

describe('three synthetic minutes', () => {
  test('tables of rates, hours and costs; nothing judged, nothing written', async () => {
    const { code, stdout, stderr } = await plan(CLEAN, '--horizon', '5s');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}environment +SYNTHETIC$/m);
    expect(stdout).toMatch(/^ {2}verified time +2\.9 min of 24 h that a verdict needs$/m);
    expect(stdout).toMatch(/^ {2}level +0\.05 over 4 questions: 0\.0125 by Holm/m);
    expect(stdout).toMatch(/^ {2}fusion +60\.0 % +62\.0 % +PASS/m);
    expect(stdout).toMatch(/^ {2}always +\d+\.\d\d bp +\d+\.\d % +/m);
    expect(stdout).toContain('Nothing was judged');
    expect(stdout).not.toMatch(/hit rate of|p-value|verdict +(PASS|FAIL)$/m);
    expect(stderr).toContain('next: v13 capture --symbol ETHUSDT --duration 24h');
    expect(existsSync(join(folder.path, 'v13-data'))).toBe(false);
  });

  test('a target and assumptions of one’s own', async () => {
    const [one] = await plans(
      CLEAN,
      '--horizon',
      '5s',
      '--target',
      '60%',
      '--assume',
      '65%,60%,55%',
      '--significance',
      '0.2',
    );
    expect(one).toMatchObject({ symbol: 'ETHUSDT', env: 'synthetic', questions: 4, firstAlpha: 0.05 });
    const ofi = signalOf(one!, 'ofi');
    expect(ofi.bar).toBe(0.6);
    // 583 by the table of needed outcomes (65 % against 60 %, one-sided 5 %, power 80 %), times what the rule costs.
    const needed = Math.ceil(RULE_COST * 583);
    expect(ofi.assumed.map(({ rate, verdict }) => [rate, verdict])).toEqual([
      [0.55, 'FAIL'],
      [0.65, 'PASS'],
    ]);
    expect(ofi.assumed[1]?.outcomes).toBe(needed);
    expect(ofi.assumed[1]!.outcomesAtLast).toBeLessThan(needed);
    const perHour = (ofi.outcomesPerDay! / 24) * (ofi.outcomes > 0 ? 1 : 0);
    expect(ofi.assumed[1]!.hours!).toBeGreaterThanOrEqual(Math.max(24, needed / perHour) - 1e-6);
    expect(ofi.assumed[1]!.missingHours!).toBeCloseTo(ofi.assumed[1]!.hours! - one!.coveredHours, 9);
    expect(signalOf(one!, 'qi')).toMatchObject({ bar: null, assumed: [] });
  });

  test('fees move the break-even and nothing else', async () => {
    const [dear] = await plans(CLEAN, '--horizon', '5s', '--fee-taker', '10bp');
    const [cheap] = await plans(CLEAN, '--horizon', '5s', '--fee-taker', '0bp');
    const { moveBp, spreadBp } = dear!;
    expect(spreadBp).toBeGreaterThan(0);
    expect(dear!.breakEven.takerTaker).toBeCloseTo(0.5 + (20 + spreadBp) / (2 * moveBp), 9);
    expect(cheap!.breakEven.takerTaker).toBeCloseTo(0.5 + spreadBp / (2 * moveBp), 9);
    expect(cheap!.breakEven.makerMaker).toBeCloseTo(0.5 + 4 / (2 * moveBp), 9);
    expect(dear!.signals.map(({ assumed }) => assumed)).toEqual(cheap!.signals.map(({ assumed }) => assumed));
  });
});

test('several symbols, one after another', async () => {
  const found = await plans(GAPS, '--symbol', 'BTCUSDT,ETHUSDT', '--horizon', '1s');
  expect(found.map(({ symbol }) => symbol)).toEqual(['BTCUSDT', 'ETHUSDT']);
});

const REAL = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');
test.skipIf(REAL === null)('a real recording of minutes: hours missing, costs that no oracle pays', async () => {
  const [one] = await plans(REAL!, '--horizon', '60s', '--target', '60%');
  expect(one!.missingHours).toBeGreaterThan(23.8);
  expect(one!.breakEven.takerTaker).toBeGreaterThan(1);
  for (const { outcomes } of one!.signals) expect(outcomes).toBeLessThanOrEqual(5);
});

test.each([
  [['--target', '60'], 'did you mean 60%?'],
  [['--target', '0.6'], 'did you mean 60%?'],
  [['--target', '100%'], 'below 100%'],
  [['--assume', '50%,many'], 'not a share'],
  [['--horizon', '60'], '60s'],
])('%j is refused', async (args, why) => {
  const { code, stderr } = await plan(CLEAN, ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(why);
});

test('nothing to plan from: exit 3, and how to get data', async () => {
  const { code, stderr } = await plan();
  expect(code).toBe(3);
  expect(stderr).toContain('v13 simulate');
});

test('in Chinese', async () => {
  const { stdout } = await plan(CLEAN, '--lang', 'zh');
  expect(stdout).not.toContain('Hours until a verdict');
});

test('the page shows the command as it is', () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/plan.md'), 'utf8')).toContain(
    'v13 plan --horizon 60s --target 60%',
  );
});
