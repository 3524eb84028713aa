// `v13 analyze` on a whole day of a real market: the full report, the same from raw recordings and from the lake.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freshFolder, runCli } from '../support/cli.js';
import { testData } from '../support/data.js';
import { sameIn } from '../support/same-report.js';

const DAY = testData('spot-nexousdt-2024-07-23');
const LIMIT = { timeout: 400_000 };

interface Report {
  readonly verdict: string;
  readonly endpoints: readonly { readonly nEff: number | null; readonly nNonOverlap: number }[];
  readonly economics: { readonly costs: { readonly takerBp: number }; readonly routes: readonly unknown[] };
  readonly shape: readonly unknown[] | null;
  readonly audit: readonly unknown[] | null;
}

describe('34 hours of NEXOUSDT', () => {
  test.skipIf(DAY === null)('a full report, byte for byte the same from both sources', LIMIT, async () => {
    const folder = freshFolder();
    try {
      const run = (...args: string[]) => runCli(args, { cwd: folder.path });
      const common = ['--full', '--no-cache', '--data', 'data'];
      const raw = await run('analyze', DAY ?? '', '--env', 'mainnet', ...common, '--report', 'raw');
      expect([0, 1, 6], raw.stderr).toContain(raw.code);
      expect((await run('convert', DAY ?? '', '--env', 'mainnet', '--data', 'other')).code).toBe(0);
      const lake = await run('analyze', 'other/lake', ...common, '--report', 'lake');
      expect(lake.code, lake.stderr).toBe(raw.code);
      expect(sameIn(folder.path, 'lake')).toBe(sameIn(folder.path, 'raw'));
      const report = JSON.parse(readFileSync(join(folder.path, 'raw', 'report.json'), 'utf8')) as Report;
      expect(report.economics.costs.takerBp).toBe(5);
      expect(report.economics.routes.length).toBeGreaterThan(0);
      expect(report.endpoints.some(({ nEff }) => nEff !== null)).toBe(true);
      expect([report.shape, report.audit].every((part) => part !== null && part.length > 0)).toBe(true);
    } finally {
      folder.remove();
    }
  });
});
