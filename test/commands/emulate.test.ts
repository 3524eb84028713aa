// `v13 emulate` as typed: the first line, the end by a signal, refusals.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseFault } from '../../src/commands/emulate/fault-option.js';
import { newFault } from '../../src/exchange/emulator/fault-script.js';
import { collect, get, hasData } from '../exchange/emulator/plain-client.js';
import { ensureBuilt, freshFolder, runCli } from '../support/cli.js';

const BINARY = fileURLToPath(new URL('../../dist/bin/v13.js', import.meta.url));
const FIXTURE = fileURLToPath(new URL('../../fixtures/synthetic-ethusdt-3m.ndjson.gz', import.meta.url));

let folder = freshFolder();
beforeAll(() => {
  ensureBuilt();
});
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

interface Listening {
  readonly event: string;
  readonly url: string;
  readonly ws: string;
  readonly pid: number;
}

/** Starts the command; `first` is its first line, `ended` its exit code and all of its standard output. */
function launch(args: readonly string[]) {
  const child = spawn(process.execPath, [BINARY, 'emulate', ...args], { cwd: folder.path });
  let stdout = '';
  const first = new Promise<Listening>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const line = stdout.split('\n', 2);
      if (line.length > 1) resolve(JSON.parse(line[0]!) as Listening);
    });
  });
  const ended = new Promise<{ code: number | null; stdout: string }>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, stdout });
    });
  });
  return { child, first, ended };
}

describe('a run', () => {
  test('says where it listens, serves a recording, and ends by SIGINT within a second, truth log and all', async () => {
    const { child, first, ended } = launch(['--feed', FIXTURE, '--loop', '--speed', '10x', '--truth', 'truth.ndjson']);
    const { event, url, ws, pid } = await first;
    expect([event, pid]).toEqual(['listening', child.pid]);
    expect(ws).toBe(url.replace('http', 'ws'));
    expect((await get(`${url}/fapi/v1/depth?symbol=ETHUSDT&limit=5`)).status).toBe(200);
    const client = await collect(`${ws}/market/ws/ethusdt@aggTrade`);
    await client.until(hasData(5));
    const begin = performance.now();
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
    expect(performance.now() - begin).toBeLessThan(1_000);
    await client.untilClosed();
    const lines = readFileSync(join(folder.path, 'truth.ndjson'), 'utf8').trimEnd().split('\n');
    expect(lines.filter((line) => line.includes('"kind":"sent"')).length).toBeGreaterThanOrEqual(client.texts.length);
    expect(lines.at(-1)).toContain('"kind":"end"');
  });

  test('--duration ends it, --json closes with a document', async () => {
    const { stdout, code } = await runCli([
      'emulate',
      '--symbols',
      '3',
      '--rate',
      '100',
      '--at-once',
      '--duration',
      '300ms',
      '--json',
    ]);
    expect(code).toBe(0);
    const [first, ...rest] = stdout.split('\n');
    expect(JSON.parse(first!)).toMatchObject({ event: 'listening' });
    expect(JSON.parse(rest.join('\n'))).toMatchObject({
      schema: 'v13.emulate/1',
      environment: 'EMULATOR',
      connections: 0,
    });
  });
});

describe('refusals', () => {
  test.each([
    ['no source', [], 'nothing to emulate'],
    ['two sources', ['--feed', 'a', '--seed', '7'], 'choose one'],
    ['--loop without a recording', ['--seed', '7', '--loop'], '--feed'],
    ['--rate without --symbols', ['--seed', '7', '--rate', '9'], '--symbols'],
    ['lag and lead', ['--seed', '7', '--snapshot-lag', '1s', '--snapshot-lead', '1s'], 'both'],
    ['--chaos-kinds without a seed', ['--seed', '7', '--chaos-kinds', 'drop'], '--chaos SEED'],
    ['an unknown fault', ['--seed', '7', '--fault', 'dorp'], 'did you mean drop?'],
    ['an unknown key of a fault', ['--seed', '7', '--fault', 'drop:code=1'], 'it takes'],
    ['a time without a unit', ['--seed', '7', '--fault', 'drop:at=10'], 'unit'],
    [
      'a fault of a symbol that is not there',
      ['--seed', '7', '--fault', 'drop:symbol=ETHUSD'],
      'did you mean ETHUSDT?',
    ],
  ])('%s', async (_, args, words) => {
    const { code, stdout, stderr } = await runCli(['emulate', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  test('a port that is taken is a wrong choice, as for metrics', async () => {
    const { first, child, ended } = launch(['--seed', '7']);
    const port = new URL((await first).url).port;
    const { code, stderr } = await runCli(['emulate', '--seed', '7', '--port', port]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`cannot listen on port ${port}`)]);
    child.kill('SIGINT');
    await ended;
  });

  test('a recording that is not there is a data error', async () => {
    expect((await runCli(['emulate', '--feed', 'none.ndjson'])).code).toBe(3);
  });
});

describe('--fault', () => {
  test.each([
    ['drop', newFault('drop')],
    [
      'drop:n=3,at=10s,stream=aggTrade,symbol=eth/usdt',
      newFault('drop', { count: 3, atUs: 10_000_000, stream: 'aggTrade', symbol: 'ETHUSDT' }),
    ],
    ['silent:stream=all,for=30s,conn=2', newFault('silent', { forUs: 30_000_000, connection: 2 })],
    ['close:after=200,code=1011', newFault('close', { afterMessages: 200, value: 1011 })],
    ['rest-429:path=depth,n=2,s=5', newFault('rest-429', { stream: 'depth', count: 2, value: 5 })],
    ['clock-skew:ms=-1500', newFault('clock-skew', { value: -1_500 })],
  ])('%s', (text, fault) => {
    expect(parseFault(text)).toEqual({ ok: true, value: fault });
  });
});
