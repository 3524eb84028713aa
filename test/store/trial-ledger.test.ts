// The ledger of trials on disk: only ever added to, whole lines from several writers, and readable after a crash.

import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PlanLine, TRIALS_SCHEMA, appendTrial, ledgerPath, readTrials } from '../../src/store/trial-ledger.js';
import { freshFolder } from '../support/cli.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => folder.remove());

const path = (): string => ledgerPath(join(folder.path, 'data'));
const plan = (id: string): PlanLine => ({
  ...{ schema: TRIALS_SCHEMA, kind: 'plan', id, time: '2026-01-01T00:00:00.000Z', software: 'v13', command: 'v13' },
  ...{ venue: 'binance-usdm', env: 'mainnet', symbol: 'ETHUSDT', lead: null, fromUs: null, toUs: null },
  ...{ chainHash: 'c', configHash: 'h', inputHash: null },
  trials: [{ signal: 'ofi', rule: 'r', horizonUs: 1, latencyUs: 1, label: 'mid', family: 'ofi' }],
});

describe('the ledger', () => {
  test('that is not there has no lines; the first one makes it, with its folder', async () => {
    expect(await readTrials(path())).toEqual([]);
    await appendTrial(path(), plan('a'));
    await appendTrial(path(), plan('b'));
    expect(await readTrials(path())).toEqual([plan('a'), plan('b')]);
  });

  test('keeps every byte that was there', async () => {
    await appendTrial(path(), plan('a'));
    const before = readFileSync(path(), 'utf8');
    await appendTrial(path(), plan('b'));
    expect(readFileSync(path(), 'utf8').startsWith(before)).toBe(true);
  });

  test('a line that a crash cut off, anywhere, costs itself and no other', async () => {
    await appendTrial(path(), plan('a'));
    const whole = readFileSync(path(), 'utf8');
    for (const cut of [1, 20, whole.length - 2, whole.length - 1]) {
      writeFileSync(path(), whole + whole.replace('"a"', '"b"').slice(0, cut));
      await appendTrial(path(), plan('c'));
      const ids = (await readTrials(path())).map(({ id }) => id);
      // Whole but for its line end, it is a line.
      expect(ids).toEqual(cut === whole.length - 1 ? ['a', 'b', 'c'] : ['a', 'c']);
    }
  });

  test('lines of others are passed over: another schema, no trials, no JSON, blank, null', async () => {
    await appendTrial(path(), plan('a'));
    const { trials: _, ...none } = plan('x');
    const others = [{ ...plan('y'), schema: 'v13.trial/9' }, none, { ...plan('z'), kind: 'note' }, null, 7];
    appendFileSync(path(), `${others.map((one) => JSON.stringify(one)).join('\n')}\n\nnot json\n\u0000\u0000\n`);
    await appendTrial(path(), plan('b'));
    expect((await readTrials(path())).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('several writers at once: no line is lost or mixed with another', async () => {
    const ids = Array.from({ length: 40 }, (_, k) => `run-${k}`);
    await Promise.all(ids.map((id) => appendTrial(path(), plan(id))));
    expect((await readTrials(path())).map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  test('in the way of which a folder stands: an error of the store', async () => {
    mkdirSync(path(), { recursive: true });
    await expect(appendTrial(path(), plan('a'))).rejects.toMatchObject({ kind: 'store' });
    await expect(readTrials(path())).rejects.toMatchObject({ kind: 'store' });
  });
});
