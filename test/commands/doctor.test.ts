// `v13 doctor` as typed: against an emulator, through a proxy, against hosts that are not there and one that says nothing.

import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { startConnectProxy } from '../support/connect-proxy.js';
import { type EmulatorProcess, startEmulatorProcess } from '../support/emulator.js';

interface DoctorDocument {
  readonly schema: string;
  readonly verdict: string;
  readonly env: string;
  readonly legs: readonly {
    readonly group: string;
    readonly name: string;
    readonly verdict: string;
    readonly found: string;
    readonly hint: string | null;
    readonly figures: Readonly<Record<string, unknown>>;
  }[];
}

let folder = freshFolder();
let emulator: EmulatorProcess;
beforeAll(async () => {
  ensureBuilt();
  emulator = await startEmulatorProcess(['--seed', '7']);
}, 60_000);
afterAll(() => emulator.stop());
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const at = (name: string): string => join(folder.path, name);
const emulated = (): string[] => ['--env', 'emulator', '--base-url', emulator.url];

async function examine(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await runCli(['doctor', '--json', ...args], { cwd: folder.path, env });
  const document = JSON.parse(stdout) as DoctorDocument;
  const legs = new Map(document.legs.map((leg) => [leg.name, leg]));
  return { code, stderr, document, legs };
}

const NAMES = [
  ...['node', 'duckdb', 'terminal', 'time-zone', 'open-files'],
  ...['folder', 'space', 'fsync', 'lock', 'last-capture'],
  ...['config-file', 'secrets'],
  ...['proxy', 'dns', 'connection', 'rest-ping', 'clock', 'exchange-info'],
  ...['public-depth', 'market-trades'],
];

describe('against an emulator', () => {
  test('every leg of the way passes: exit 0, and the folder is as it was', async () => {
    const { code, document, legs, stderr } = await examine(emulated());
    expect(document).toMatchObject({ schema: 'v13.doctor/1', env: 'EMULATOR' });
    expect(document.legs.map(({ name }) => name)).toEqual(NAMES);
    const way = document.legs.filter(({ group }) => group === 'network' || group === 'streams');
    expect(way.filter(({ verdict }) => verdict !== 'PASS')).toEqual([]);
    expect(document.legs.filter(({ verdict }) => verdict === 'FAIL')).toEqual([]);
    expect(code).toBe(0);
    expect(legs.get('clock')?.figures['uncertaintyUs']).toBeLessThan(1_000_000);
    expect(legs.get('public-depth')?.found).toMatch(/^ethusdt@depth@100ms: first message after \d+ ms$/);
    expect(stderr).toContain(
      `next: v13 capture --symbol ETHUSDT --duration 60s --env emulator --base-url ${emulator.url}`,
    );
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('as text: the environment, the verdict, a line a leg', async () => {
    const { code, stdout } = await runCli(['doctor', ...emulated()], { cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe(`EMULATOR ${emulator.url}, streams ${emulator.url.replace('http', 'ws')}`);
    expect(stdout).toMatch(/^(PASS|WARN): of 20 legs/m);
    for (const name of NAMES) expect(stdout).toMatch(new RegExp(`^ {2}(PASS|WARN) +${name} +\\S`, 'm'));
  });

  test('a symbol that is not there: its book stays silent and fails, its trades warn', async () => {
    const { code, legs } = await examine([...emulated(), '--symbol', 'NOSUCHUSDT', '--timeout', '700ms']);
    expect(code).toBe(1);
    expect(legs.get('public-depth')).toMatchObject({ verdict: 'FAIL', figures: { acknowledged: true } });
    expect(legs.get('market-trades')).toMatchObject({ verdict: 'WARN' });
  });

  test('through a proxy: it is named without its password, and everything goes through it', async () => {
    const proxy = await startConnectProxy({ targetPort: Number(new URL(emulator.url).port), login: 'me:geheim' });
    const { code, document, legs, stderr } = await examine([
      ...emulated(),
      ...['--proxy', `http://me:geheim@127.0.0.1:${proxy.port}`],
    ]);
    expect(legs.get('proxy')?.found).toBe(`http://127.0.0.1:${proxy.port} (--proxy)`);
    expect(legs.get('connection')?.found).toContain('proxy 127.0.0.1');
    expect(JSON.stringify(document) + stderr).not.toContain('geheim');
    expect(proxy.asked.length).toBeGreaterThan(2);
    expect(code).toBe(0);
    await proxy.close();
  });
});

describe('what is wrong on this machine', () => {
  const offline = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
    examine(['--offline', ...args], env);

  test('--offline leaves out the network', async () => {
    const { document } = await offline();
    expect(new Set(document.legs.map(({ group }) => group))).toEqual(new Set(['machine', 'data', 'configuration']));
  });

  test('a faulty configuration fails with its line, and the other legs look all the same', async () => {
    writeFileSync(at('v13.yaml'), 'ofi:\n  mode: nonsense\n');
    const { code, legs } = await offline();
    expect(code).toBe(1);
    expect(legs.get('config-file')).toMatchObject({
      verdict: 'FAIL',
      hint: expect.stringContaining('config check') as string,
    });
    expect(legs.get('config-file')?.found).toContain('v13.yaml:2');
    expect(legs.get('fsync')?.verdict).not.toBe('FAIL');
  });

  test('a secret that others may read fails, a private one passes; neither is shown', async () => {
    writeFileSync(at('key'), 'geheimnis\n', { mode: 0o644 });
    const open = await offline([], { V13_API_SECRET_FILE: at('key') });
    expect(open.legs.get('secrets')).toMatchObject({ verdict: 'FAIL', hint: `run: chmod 600 ${at('key')}` });
    writeFileSync(at('private'), 'geheimnis\n', { mode: 0o600 });
    const shut = await offline([], { V13_API_SECRET_FILE: at('private') });
    expect(shut.legs.get('secrets')?.verdict).toBe('PASS');
    expect(JSON.stringify([open.document, shut.document])).not.toContain('geheimnis');
  });

  test('a file where the data root should be fails', async () => {
    writeFileSync(at('v13-data'), '');
    const { code, legs } = await offline();
    expect(code).toBe(1);
    expect(legs.get('folder')?.verdict).toBe('FAIL');
  });

  test('the last capture is told from its metrics', async () => {
    mkdirSync(at('v13-data'));
    const metrics = { written_at_ms: Date.now() - 5_000, session: 's', env: 'testnet', trades: { gaps_open: 1 } };
    writeFileSync(at('v13-data/metrics.json'), JSON.stringify(metrics));
    const { legs } = await offline();
    expect(legs.get('last-capture')).toMatchObject({ verdict: 'WARN', figures: { env: 'testnet', gapsOpen: 1 } });
  });
});

/** An environment of the configuration whose hosts cannot exist, or that says nothing. */
const configured = (rest: string, stream: string): void =>
  writeFileSync(at('v13.yaml'), `environment:\n  name: own\n  rest: ${rest}\n  stream: ${stream}\n  stamp: testnet\n`);

describe('a way that is not there', () => {
  test('hosts without an address: each leg fails on its own, at once, with what to do', async () => {
    configured('https://fapi.invalid', 'wss://fstream.invalid');
    const started = performance.now();
    const { code, legs } = await examine(['--env', 'own']);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(code).toBe(1);
    for (const name of ['dns', 'connection', 'rest-ping', 'clock', 'exchange-info', 'public-depth', 'market-trades']) {
      expect(legs.get(name)?.verdict, name).toBe('FAIL');
      expect(legs.get(name)?.hint, name).toMatch(/network|proxy|name server/);
    }
    expect(legs.get('fsync')?.verdict).not.toBe('FAIL');
  });

  test('a proxy whose address is none: the leg says so, and nothing goes past it', async () => {
    const { code, document, legs } = await examine([], { HTTPS_PROXY: 'ftp://geheim@x' });
    expect(code).toBe(1);
    expect(legs.get('proxy')).toMatchObject({ verdict: 'FAIL', figures: { code: 'V13_PROXY_URL' } });
    expect(legs.has('dns')).toBe(false);
    expect(JSON.stringify(document)).not.toContain('geheim');
  });

  describe('a server that accepts and says nothing', () => {
    let server: Server;
    const wires = new Set<Socket>();
    beforeAll(async () => {
      server = createServer((wire) => {
        wires.add(wire);
        wire.on('error', () => undefined);
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    });
    afterAll(() => {
      for (const wire of wires) wire.destroy();
      server.close();
    });
    const silent = (): string[] => {
      return ['--env', 'emulator', '--base-url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
    };

    test('never hangs: the connection passes, all that waits for an answer fails in time', async () => {
      const started = performance.now();
      const { code, legs } = await examine([...silent(), '--timeout', '300ms']);
      expect(performance.now() - started).toBeLessThan(15_000);
      expect(code).toBe(1);
      expect(legs.get('connection')?.verdict).toBe('PASS');
      for (const name of ['rest-ping', 'clock', 'exchange-info', 'public-depth', 'market-trades']) {
        expect(legs.get(name)?.verdict, name).toBe('FAIL');
      }
    });

    test('Ctrl-C ends it with 130', async () => {
      const args = ['doctor', '-v', ...silent(), '--timeout', '60s'];
      const { code, stdout } = await runCli(args, { cwd: folder.path, interruptAt: 'asking' });
      expect(code).toBe(130);
      expect(stdout).toBe('');
    });
  });
});
