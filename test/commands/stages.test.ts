// `v13 stages` as typed: what it reads of a data root, what it says of evidence that cannot count, exit codes.

import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { CLEAN, linesIn } from '../support/replays.js';
import { putSegments } from '../support/segments.js';
import { partsOf, segmentsOf } from '../support/verifying.js';

const folder = freshFolder();
const data = join(folder.path, 'v13-data');
const run = (...args: string[]) => runCli(args, { cwd: folder.path });

interface Gate {
  readonly key: string;
  readonly value: number | null;
  readonly verdict: string;
  readonly evidence: string | null;
  readonly env: string | null;
  readonly notes: readonly string[];
}
interface Document {
  readonly schema: string;
  readonly verdict: string;
  readonly stages: readonly { readonly stage: string; readonly verdict: string; readonly gates: readonly Gate[] }[];
}

async function card(
  ...args: string[]
): Promise<{ code: number | null; document: Document; readonly gate: (key: string) => Gate }> {
  const { code, stdout, stderr } = await run('stages', '--json', ...args);
  if (code === 70) throw new Error(stderr);
  const document = JSON.parse(stdout) as Document;
  const gates = document.stages.flatMap((one) => one.gates);
  return { code, document, gate: (key) => gates.find((one) => one.key === key)! };
}

const put = (name: string, document: object): string => {
  const path = join(folder.path, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, JSON.stringify(document));
  return path;
};

beforeAll(async () => {
  ensureBuilt();
  const texts = segmentsOf(linesIn(CLEAN), 2, true);
  const certificates = await partsOf(folder.path, texts);
  putSegments(join(data, 'raw', 'binance-usdm', 'synthetic', '2026-01-01'), texts, certificates);
  expect((await run('convert')).code).toBe(0);
  const { code, stdout } = await run('replay', '--json');
  expect(code).toBe(0);
  put('v13-data/reports/replay.json', JSON.parse(stdout) as object);
}, 60_000);
afterAll(() => {
  folder.remove();
});

describe('a data root with a synthetic recording', () => {
  test('every figure has its file, none passes, nothing fails that did not', async () => {
    const { code, document, gate } = await card();
    expect({ code, schema: document.schema }).toEqual({ code: 6, schema: 'v13.stages/1' });
    expect(gate('breaks')).toMatchObject({ value: 0, verdict: 'INCONCLUSIVE', env: 'synthetic' });
    expect(gate('breaks').notes).toContain('SYNTHETIC data cannot pass this stage');
    expect(gate('breaks').evidence).toMatch(/-\*\.manifest\.json$/);
    expect(gate('rate').value).toBeGreaterThan(1);
    expect(gate('written').value).toBeGreaterThan(1e5);
    expect(gate('unsealed').value).toBe(0);
    expect(gate('parquet').value).toBeGreaterThan(0);
    expect(gate('ofi_ms')).toMatchObject({ evidence: join(data, 'reports', 'replay.json') });
    expect(gate('ofi_known').value).not.toBeNull();
    expect(gate('hit.ofi')).toMatchObject({ verdict: 'NOT RUN', evidence: null });
  });

  test('as text: targets, files by number, the command for what is missing', async () => {
    const { code, stdout, stderr } = await run('stages');
    expect(code).toBe(6);
    expect(stdout).toContain('NOT OF THE LIVE MARKET');
    expect(stdout).toMatch(/^ {2}breaks of the id chain +0 += 0 +INCONCLUSIVE +\[1\]$/m);
    expect(stdout).toMatch(/\[1\] SYNTHETIC v13-data\/raw\/binance-usdm\/synthetic\/\S+\.manifest\.json/);
    expect(stdout).toMatch(/^validate: NOT RUN$/m);
    expect(stdout).toContain('v13 analyze --symbol ETHUSDT --horizon 60s');
    expect(stderr).toMatch(/^next: v13 \w+/m);
  });

  test('in Chinese', async () => {
    const { stdout } = await run('stages', '--lang', 'zh');
    expect(stdout).toContain('目标');
    expect(stdout).not.toContain('books begun anew');
  });

  test('a segment that is not as it was sealed: said, and a gate fails', async () => {
    const raw = join(data, 'raw');
    const name = (readdirSync(raw, { recursive: true }) as string[]).find((one) => one.endsWith('.ndjson'))!;
    const before = await card();
    appendFileSync(join(raw, name), '\n');
    const { code, gate } = await card();
    expect(before.gate('unsealed').value).toBe(0);
    expect(gate('unsealed')).toMatchObject({ value: 1, verdict: 'FAIL' });
    expect(gate('breaks').notes.join()).toContain('changed since it was sealed');
    // What the replay has read is no more what lies there.
    expect(gate('ofi_known').notes.join()).toContain('its data changed');
    expect(code).toBe(1);
  });
});

describe('reports that lie elsewhere', () => {
  const analysis = (env: string, ofi: string) => ({
    ...{ schema: 'v13.analyze/2', environment: env, lead: null, plan: { primaryUs: 60_000_000 } },
    provenance: { coveredUs: 26 * 3_600e6, inputs: [] },
    endpoints: [{ signal: 'ofi', kind: 'target', verdict: ofi, hit: { value: 0.58 }, gates: [] }],
  });

  test('the verdict of a report, and what it does not say', async () => {
    const path = put('there/report.json', analysis('MAINNET', 'PASS'));
    const { gate } = await card(path);
    expect(gate('hit.ofi')).toMatchObject({ value: 0.58, verdict: 'PASS', evidence: path, env: 'mainnet' });
    expect(gate('coverage')).toMatchObject({ value: 26, verdict: 'PASS' });
    expect(gate('hit.fusion')).toMatchObject({ value: null, verdict: 'INCONCLUSIVE', notes: ['not in this file'] });
  });

  test('a folder of them: that of the live market counts', async () => {
    put('many/a.json', analysis('SYNTHETIC', 'PASS'));
    put('many/b.json', analysis('MAINNET', 'FAIL'));
    const { code, gate } = await card(join(folder.path, 'many'));
    expect(gate('hit.ofi')).toMatchObject({ verdict: 'FAIL', env: 'mainnet' });
    expect(code).toBe(1);
  });

  test('what is not there, and what says nothing', async () => {
    expect((await run('stages', 'absent.json')).code).toBe(3);
    put('other.json', { schema: 'v13.simulate/1' });
    const { code, stderr } = await run('stages', 'other.json');
    expect(code).toBe(3);
    expect(stderr).toContain('says nothing about a stage');
  });
});

test('nothing at all: nothing was run, exit 6', async () => {
  const { code, stdout } = await runCli(['stages', '--json']);
  expect(code).toBe(6);
  const verdicts = (JSON.parse(stdout) as Document).stages.map(({ verdict }) => verdict);
  expect(new Set(verdicts)).toEqual(new Set(['NOT RUN']));
});
