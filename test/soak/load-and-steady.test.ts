// The load and the steady soak in their short forms: small enough for every run of the tests, and able to fail.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/docs.js';
import { type LoadResult, loadVerdict } from '../../soak/support/load-run.js';
import { steadyHolds } from '../../soak/support/steady-run.js';

function soak(...args: readonly string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, 'scripts', 'soak.mjs'), ...args], { cwd: ROOT }, (error, out) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), out });
    });
  });
}

describe('load', () => {
  test('--quick: nothing lost', async () => {
    const { code, out } = await soak('load', '--quick');
    expect([code, out]).toEqual([0, expect.stringContaining('PASS  lost (holes, open ids, disconnects): 0')]);
  }, 120_000);

  const options = { symbols: 500, rate: 22_000, seconds: 60, weightLimit: 2_400, quick: false };
  const good: LoadResult = {
    syncedAfterS: 260,
    seconds: 60,
    messages: 1_320_000,
    cpuUs: 3_000_000,
    systemUs: 500_000,
    pipelineP50: 2,
    pipelineP99: 9,
    pipelineMax: 30,
    rssMaxMb: 300,
    holes: 0,
    troubles: 0,
    openIds: 0,
    stalls: 0,
    lines: 1_400_000,
    bare: { messages: 330_000, cpuUs: 462_000, systemUs: 200_000, seconds: 15 },
    end: 'interrupted',
  };
  test.each<[string, Partial<LoadResult>, boolean]>([
    ['as wanted', {}, true],
    ['a hole', { holes: 1 }, false],
    ['a disconnect', { troubles: 1 }, false],
    ['too few messages', { messages: 600_000 }, false],
    ['too slow', { pipelineP99: 25 }, false],
    ['too much memory', { rssMaxMb: 450 }, false],
    ['too much CPU', { cpuUs: 9_000_000 }, false],
  ])('%s', (_, change, holds) => expect(loadVerdict(options, { ...good, ...change })).toBe(holds));
});

describe('steady', () => {
  test('--quick: the gate passes', async () => {
    const { code, out } = await soak('steady', '--quick');
    expect([code, out]).toEqual([0, expect.stringContaining('Gate steady-30m: PASS')]);
  }, 120_000);

  const options = { seconds: 1_800, symbols: 10, rate: 300, speed: 10, quick: false };
  const memory = (perMinute: number) =>
    Array.from({ length: 180 }, (_, i) => ({ seconds: i * 10, mb: 100 + (i / 6) * perMinute }));
  test.each([
    ['flat', 0, memory(0.2), true],
    ['growing', 0, memory(1.5), false],
    ['a failed gate', 1, memory(0), false],
    ['memory never seen', 0, [], false],
  ])('%s', (_, code, samples, holds) =>
    expect(steadyHolds(options, { report: 'x', code, memory: samples })).toBe(holds),
  );
});
