// The table of latency decay against a second computation of it, which shares no code with the first.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freshFolder, runCli } from '../support/cli.js';
import { testData } from '../support/data.js';
import { type DecayRow, latencyDecay } from '../oracle/latency-decay.mjs';

interface Point {
  readonly signal: string;
  readonly scheme: string;
  readonly latencyUs: number;
  readonly horizonUs: number;
  readonly hit: { readonly value: number; readonly n: number };
  readonly edgeBp: { readonly value: number; readonly n: number };
}

describe.each([
  ['btcusdt', 0.1],
  ['ethusdt', 0.01],
] as const)('%s of 2024-08-08, at 1 s', (name, tick) => {
  const path = testData(`usdm-btc-eth-2024-08-08/${name}_20240808.gz`);

  test.skipIf(path === null)('is reproduced exactly', { timeout: 120_000 }, async () => {
    const folder = freshFolder();
    try {
      const args = ['--env', 'mainnet', '--signals', 'qi,ofi:cks1', '--horizon', '1s,60s', '--report', 'out'];
      const { code, stderr } = await runCli(['analyze', path ?? '', ...args, '--data', 'data'], { cwd: folder.path });
      expect([code, stderr]).toEqual([6, expect.stringContaining('report:')]);
      const report = JSON.parse(readFileSync(join(folder.path, 'out', 'report.json'), 'utf8')) as {
        readonly decay: { readonly latencies: readonly Point[] };
      };
      const points = report.decay.latencies.filter(({ horizonUs }) => horizonUs === 1_000_000);
      const wanted: DecayRow[] = latencyDecay(path ?? '', tick, 0.001);
      expect(wanted).toHaveLength(24);
      for (const { signal, scheme, latencyUs, n, hits, ties, edgeBp } of wanted) {
        const point = points.find(
          (one) => one.signal === signal && one.scheme === scheme && one.latencyUs === latencyUs,
        );
        expect(point?.edgeBp.n, `${signal} ${scheme} ${latencyUs}`).toBe(n);
        expect([point?.hit.n, point?.hit.value]).toEqual([n - ties, hits / (n - ties)]);
        expect(point?.edgeBp.value).toBeCloseTo(edgeBp, 12);
      }
    } finally {
      folder.remove();
    }
  });
});
