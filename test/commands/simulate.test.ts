// `v13 simulate` as typed: determinism, refusals, files that appear whole; and the fixtures it makes.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshFolder, runCli } from '../support/cli.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const simulate = (...args: string[]) => runCli(['simulate', ...args], { cwd: folder.path });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const contents = (name: string) => readFileSync(join(folder.path, name));

describe('files', () => {
  test('the same seed gives the same bytes, another seed others', async () => {
    for (const [seed, name] of [
      ['7', 'a'],
      ['7', 'b'],
      ['8', 'c'],
    ] as const) {
      const { code } = await simulate('--seed', seed, '--duration', '5s', '--out', `${name}.ndjson.gz`);
      expect(code).toBe(0);
    }
    expect(contents('a.ndjson.gz').equals(contents('b.ndjson.gz'))).toBe(true);
    expect(contents('a.ndjson.gz').equals(contents('c.ndjson.gz'))).toBe(false);
  });

  test('plain and gzip hold the same lines', async () => {
    await simulate('--duration', '3s', '--out', 'a.ndjson');
    await simulate('--duration', '3s', '--out', 'a.ndjson.gz');
    expect(gunzipSync(contents('a.ndjson.gz')).equals(contents('a.ndjson'))).toBe(true);
  });

  test('without --out the recording lies in the data root', async () => {
    const { code } = await simulate('--duration', '2s', '--symbol', 'eth/usdt', '--seed', '3');
    expect(code).toBe(0);
    expect(existsSync(join(folder.path, 'v13-data', 'synthetic-ethusdt-seed3.ndjson.gz'))).toBe(true);
  });

  test('an existing file is kept without --force', async () => {
    writeFileSync(join(folder.path, 'a.ndjson'), 'mine');
    const refused = await simulate('--duration', '2s', '--out', 'a.ndjson');
    expect(refused.code).toBe(5);
    expect(refused.stderr).toContain('--force');
    expect(contents('a.ndjson').toString()).toBe('mine');
    expect((await simulate('--duration', '2s', '--out', 'a.ndjson', '--force')).code).toBe(0);
    expect(contents('a.ndjson').toString()).toContain('"env":"synthetic"');
  });

  test('an interrupted run leaves nothing behind', async () => {
    mkdirSync(join(folder.path, 'out'));
    const args = ['simulate', '--duration', '2d', '--out', 'out/a.ndjson.gz'];
    const { code } = await runCli(args, { cwd: folder.path, interruptAt: 'SYNTHETIC' });
    expect(code).toBe(130);
    expect(readdirSync(join(folder.path, 'out'))).toEqual([]);
  });
});

describe('output', () => {
  test('says SYNTHETIC to people, with the facts beside the recorded ones', async () => {
    const { stdout, stderr } = await simulate('--duration', '10s', '--out', 'a.ndjson', '--stats');
    expect(stderr).toContain('SYNTHETIC: no real market');
    expect(stderr).toContain('next: v13 replay');
    expect(stdout).toMatch(/^SYNTHETIC /);
    expect(stdout).toMatch(/ETHUSDT +SYNTHETIC +recorded ETHUSDT/);
    expect(stdout).toMatch(/R² of OFI and mid change, same second +0\.\d{3} \(n \d+\)/);
  });

  test('says it to scripts, with what was planted', async () => {
    const args = ['--duration', '10s', '--out', 'a.ndjson', '--gap', 'depth:4s', '--gap', 'disconnect:6s', '--json'];
    const document = JSON.parse((await simulate(...args)).stdout) as Record<string, unknown>;
    expect(document).toMatchObject({
      schema: 'v13.simulate/1',
      environment: 'SYNTHETIC',
      injected: [{ kind: 'depth', symbol: 'ETHUSDT' }, { kind: 'disconnect' }],
      generator: { seed: 7 },
    });
  });

  test('--gaps plants as many as asked for', async () => {
    const { stdout } = await simulate('--duration', '20s', '--out', 'a.ndjson', '--gaps', '4');
    expect(stdout.match(/^planted: /gm)).toHaveLength(4);
  });

  test('what was planted reads like a replay: times, ids, separators, units', async () => {
    const args = ['--duration', '20s', '--out', 'a.ndjson', '--gap', 'trade:5s', '--gap', 'disconnect:9s'];
    const { stdout, stderr } = await simulate(...args);
    expect(stdout).toMatch(/^[\d.]+ MB: (.*, )?[1-9],\d{3} bookTicker/m);
    expect(stdout).toMatch(
      /trade gap ETHUSDT at 2026-01-01 00:00:05\.\d{3} UTC, \d+ messages lost, ids \d+ to \d+ missing/,
    );
    expect(stdout).toMatch(/disconnect at 2026-01-01 00:00:09\.000 UTC for 1\.5 s, \d+ messages lost/);
    expect(stderr).not.toContain('warning');
  });

  test('fewer faults than asked for are said', async () => {
    const { stdout, stderr } = await simulate(
      '--duration',
      '5s',
      '--out',
      'a.ndjson',
      '--gap',
      'depth:2s',
      '--gap',
      'depth:4999ms',
    );
    expect(stdout.match(/^planted: /gm)).toHaveLength(1);
    expect(stderr).toContain('warning: only 1 of the 2 faults asked for could be planted');
  });

  test('a gap can name its symbol', async () => {
    for (const symbol of ['BTCUSDT', 'ETHUSDT']) {
      const args = ['--symbol', 'BTCUSDT,ETHUSDT', '--duration', '6s', '--out', `${symbol}.ndjson`];
      expect((await simulate(...args, '--gap', `depth:2s:${symbol}`)).stdout).toContain(
        `planted: depth gap ${symbol} `,
      );
    }
  });

  test('--dry-run writes nothing', async () => {
    const { code } = await simulate('--duration', '10s', '--out', 'a.ndjson', '--dry-run');
    expect(code).toBe(0);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

describe('refusals', () => {
  test.each([
    ['a duration without a unit', ['--duration', '10'], 'unit'],
    ['a gap of no kind', ['--gap', 'book:3s'], 'must be one of'],
    ['a gap without a time', ['--gap', 'depth'], 'KIND:TIME'],
    ['a gap behind the end', ['--duration', '5s', '--gap', 'depth:9s'], 'behind the end'],
    ['a depth gap without depth', ['--streams', 'aggTrade', '--gap', 'depth:3s'], 'needs the stream'],
    ['a gap of a symbol that is not simulated', ['--gap', 'depth:3s:BTCUSDT'], 'which is not simulated'],
    ['a disconnect of one symbol', ['--gap', 'disconnect:3s:ETHUSDT'], 'hits every symbol'],
    ['alpha beyond the end', ['--duration', '5s', '--alpha', '0.1', '--alpha-horizon', '6s'], '--alpha-horizon'],
    ['too much alpha', ['--alpha', '0.9'], 'between 0 and 0.4'],
    ['units for two symbols', ['--symbol', 'BTCUSDT,ETHUSDT', '--tick', '0.1'], 'one symbol'],
    ['a price between two ticks', ['--price', '2600.005'], 'does not fit'],
    ['another kind of file', ['--out', 'a.csv'], 'must end in'],
    ['a lag to the end', ['--duration', '2s', '--snapshot-lag', '3s'], '--snapshot-lag'],
  ])('%s', async (_, args, words) => {
    const { code, stderr } = await simulate(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

interface Fixture {
  readonly file: string;
  readonly command: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly contentSha256: string;
}

describe('fixtures', () => {
  const path = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
  const manifest = JSON.parse(readFileSync(path('manifest.json'), 'utf8')) as Fixture[];
  const readme = readFileSync(path('README.md'), 'utf8');

  test.each(manifest)('$file is what its command makes', async ({ file, command, ...known }) => {
    const bytes = readFileSync(path(file));
    expect(sha256(bytes)).toBe(known.sha256);
    expect(statSync(path(file)).size).toBeLessThan(2_500_000);
    expect(readme).toContain(command);
    const { code } = await runCli(command.split(' ').slice(1), { cwd: folder.path });
    expect(code).toBe(0);
    expect(sha256(gunzipSync(contents(`fixtures/${file}`)))).toBe(known.contentSha256);
    expect(sha256(gunzipSync(bytes))).toBe(known.contentSha256);
  });

  test('every recording of the folder is in the manifest, and the page says SYNTHETIC', () => {
    const files = readdirSync(path('.')).filter((name) => name.startsWith('synthetic-'));
    expect(files.sort()).toEqual(manifest.map(({ file }) => file).sort());
    expect(readme).toContain('SYNTHETIC');
  });
});
