// What each leg says of what it found: every verdict of every leg, from facts.

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  folderLeg,
  lastCaptureLeg,
  lockLeg,
  parseMetrics,
  spaceLeg,
  syncLeg,
  dataLegs,
} from '../../../src/assembly/doctor/data-legs.js';
import { symbolOf } from '../../../src/assembly/doctor/doctor.js';
import { filesLeg, nodeLeg, terminalLeg } from '../../../src/assembly/doctor/machine-legs.js';
import { clockLeg, proxyLeg } from '../../../src/assembly/doctor/network-legs.js';
import { findingOf, runInTurn } from '../../../src/assembly/doctor/run-legs.js';
import { streamFinding } from '../../../src/assembly/doctor/stream-legs.js';
import type { LegFinding } from '../../../src/core/quality/leg.js';
import { passed } from '../../../src/core/quality/leg.js';
import { chooseProxies } from '../../../src/exchange/binance/proxy-choice.js';
import { VenueError } from '../../../src/platform/errors.js';

/** Anything but PASS says what to do. */
function expectVerdict(finding: LegFinding, verdict: LegFinding['verdict']): void {
  expect(finding.verdict, finding.found).toBe(verdict);
  expect(finding.hint === null, finding.found).toBe(verdict === 'PASS');
}

const utf8 = { LANG: 'C.UTF-8' };
const terminal = { isTty: true, columns: 120, hasColour: true, variables: utf8 };
const GB = 1e9;

describe('the machine', () => {
  test.each([
    ['v20.18.9', 'FAIL'],
    ['v18.20.0', 'FAIL'],
    ['v20.19.0', 'PASS'],
    ['v24.1.0', 'PASS'],
  ] as const)('Node %s: %s', (node, verdict) => expectVerdict(nodeLeg({ node, system: 'linux' }), verdict));

  test('the terminal', () => {
    expectVerdict(terminalLeg(terminal), 'PASS');
    expectVerdict(terminalLeg({ ...terminal, isTty: false, columns: Infinity, variables: {} }), 'PASS');
    expectVerdict(terminalLeg({ ...terminal, columns: 60 }), 'WARN');
    expectVerdict(terminalLeg({ ...terminal, variables: { LANG: 'C' } }), 'WARN');
    expectVerdict(terminalLeg({ ...terminal, variables: { LC_ALL: 'C', LANG: 'en_US.UTF-8' } }), 'WARN');
  });

  test.each([
    [null, 'PASS'],
    [Infinity, 'PASS'],
    [1_024, 'PASS'],
    [256, 'WARN'],
    [32, 'FAIL'],
  ] as const)('%s open files: %s', (limit, verdict) => expectVerdict(filesLeg(limit), verdict));
});

describe('the data root', () => {
  const there = { exists: true, isFolder: true, isWritable: true, nearest: '/data' };
  test.each([
    [there, 'PASS'],
    [{ ...there, exists: false, isFolder: false, nearest: '/' }, 'PASS'],
    [{ ...there, isFolder: false, isWritable: false }, 'FAIL'],
    [{ ...there, isWritable: false }, 'FAIL'],
  ] as const)('folder %o: %s', (state, verdict) => expectVerdict(folderLeg('/data', state), verdict));

  test.each([
    [50 * GB, 'PASS'],
    [5 * GB, 'WARN'],
    [0.5 * GB, 'FAIL'],
  ] as const)('%i bytes free: %s', (freeBytes, verdict) =>
    expectVerdict(spaceLeg({ freeBytes, totalBytes: 100 * GB }), verdict),
  );

  test('a file system that tells nothing', () => expectVerdict(spaceLeg(null), 'WARN'));

  test.each([
    [2_000, 'PASS'],
    [200_000, 'WARN'],
    [2_000_000, 'FAIL'],
  ] as const)('fsync of %i µs: %s', (p95Us, verdict) =>
    expectVerdict(syncLeg({ count: 40, p50Us: 1_000, p95Us }), verdict),
  );

  test('the lock', () => {
    const holder = { pid: 4711, session: 's', since: 1_723_075_200_000_000, command: 'v13 capture', nonce: 'n' };
    expectVerdict(lockLeg(null), 'PASS');
    expectVerdict(lockLeg('unknown'), 'WARN');
    expect(lockLeg(holder).found).toBe('a capture is running since 2024-08-08T00:00:00Z: v13 capture, process 4711');
  });

  test('the last capture', () => {
    const last = { writtenAtMs: 1_000_000, session: 's', env: 'mainnet', gapsOpen: 0 };
    expectVerdict(lastCaptureLeg(null, 0, false), 'PASS');
    expectVerdict(lastCaptureLeg(last, 1_005_000, true), 'PASS');
    expectVerdict(lastCaptureLeg(last, 1_100_000, false), 'PASS');
    expectVerdict(lastCaptureLeg(last, 1_100_000, true), 'FAIL');
    expectVerdict(lastCaptureLeg({ ...last, gapsOpen: 2 }, 1_005_000, true), 'WARN');
    expect(lastCaptureLeg(last, 1_005_000, true).found).toContain('MAINNET s, last sign 5 s ago');
  });

  test('metrics.json is read as it is written, and anything else is none', () => {
    const text = '{"written_at_ms":5,"session":"s","env":"testnet","trades":{"gaps_open":3}}';
    expect(parseMetrics(text)).toEqual({ writtenAtMs: 5, session: 's', env: 'testnet', gapsOpen: 3 });
    expect(parseMetrics('{"written_at_ms":5,"session":"s","env":"testnet"}')?.gapsOpen).toBeNull();
    for (const other of ['', 'null', '[]', '{"session":"s"}']) expect(parseMetrics(other), other).toBeNull();
  });
});

describe('the network', () => {
  const hosts = { restBase: 'https://fapi.binance.com', streamBase: 'wss://fstream.binance.com' };
  const choose = (variables: Record<string, string>) => proxyLeg(chooseProxies(hosts, { flag: null, variables }));

  test('a proxy is shown without its password; two ways are worth a warning', () => {
    expectVerdict(choose({}), 'PASS');
    const finding = choose({ HTTPS_PROXY: 'http://user:geheim@proxy:3128' });
    expect(finding.found).toBe('http://proxy:3128 (HTTPS_PROXY)');
    expect(JSON.stringify(finding)).not.toContain('geheim');
    expectVerdict(choose({ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'fstream.binance.com' }), 'WARN');
  });

  test.each([
    [1_000, 'PASS'],
    [-400_000, 'PASS'],
    [700_000, 'WARN'],
    [-6_000_000, 'FAIL'],
  ] as const)('a clock %i µs off: %s', (offsetUs, verdict) =>
    expectVerdict(clockLeg({ offsetUs, uncertaintyUs: 20_000, samples: 5, atUs: 0 }), verdict),
  );

  test('what lies within the uncertainty is no skew', () => {
    expectVerdict(clockLeg({ offsetUs: 700_000, uncertaintyUs: 300_000, samples: 5, atUs: 0 }), 'PASS');
  });

  test('the symbol: as asked, else BTCUSDT, else the first that trades', () => {
    const info = (names: readonly string[]) => ({
      symbols: names.map((name) => {
        const [symbol = '', status = 'TRADING'] = name.split(' ');
        return { symbol, status, contractType: 'PERPETUAL', tick: '0.1', step: '1', baseAsset: null, quoteAsset: null };
      }),
      unreadable: [],
      weightPerMinute: null,
    });
    expect(symbolOf('ETHUSDT', info(['BTCUSDT']))).toBe('ETHUSDT');
    expect(symbolOf(null, info(['AUSDT', 'BTCUSDT']))).toBe('BTCUSDT');
    expect(symbolOf(null, info(['AUSDT SETTLING', 'BUSDT']))).toBe('BUSDT');
    expect(symbolOf(null, info([]))).toBe('BTCUSDT');
    expect(symbolOf(null, null)).toBe('BTCUSDT');
  });
});

describe('streams', () => {
  const state = {
    ...{ name: 'public-0', route: 'public' as const, host: 'h', phase: 'open' as const, sinceUs: 0, streams: 1 },
    ...{ acknowledged: 1, ageMs: 1, lastMessageUs: null, nextRollOverUs: null, isRollingOver: false, attempts: 0 },
    ...{ lastError: null, silent: [], refused: [] },
  };
  const of = (stream: string, sign: Parameters<typeof streamFinding>[1]) => streamFinding(stream, sign, 5_000);

  test('a message passes, a fault fails with its hint', () => {
    const finding = of('btcusdt@aggTrade', { kind: 'message', afterMs: 12.6, bytes: 100 });
    expect(finding.found).toBe('btcusdt@aggTrade: first message after 13 ms');
    expectVerdict(finding, 'PASS');
    expectVerdict(of('btcusdt@aggTrade', { kind: 'fault', message: 'no', hint: 'do', code: 'V13_X' }), 'FAIL');
  });

  test('silence: of trades it is worth a warning, of a book or before the subscription it fails', () => {
    expectVerdict(of('btcusdt@aggTrade', { kind: 'nothing', state }), 'WARN');
    expectVerdict(of('btcusdt@depth@100ms', { kind: 'nothing', state }), 'FAIL');
    expectVerdict(of('btcusdt@aggTrade', { kind: 'nothing', state: { ...state, acknowledged: 0 } }), 'FAIL');
    expectVerdict(of('btcusdt@aggTrade', { kind: 'nothing', state: null }), 'FAIL');
  });
});

describe('running', () => {
  const watch = (signal: AbortSignal, onLeg = () => undefined) => ({ signal, elapsedMs: () => 7, onLeg });
  const signal = new AbortController().signal;

  test('an error is a finding, and the next leg looks all the same', async () => {
    const legs = await runInTurn(
      [
        {
          group: 'network',
          name: 'a',
          look: () => Promise.reject(new VenueError('no', { code: 'V13_X', hint: 'do', retryable: false })),
        },
        { group: 'network', name: 'b', look: () => passed('yes') },
      ],
      watch(signal),
    );
    expect(legs).toEqual([
      {
        group: 'network',
        name: 'a',
        verdict: 'FAIL',
        found: 'no',
        hint: 'do',
        figures: { code: 'V13_X' },
        elapsedMs: 0,
      },
      { group: 'network', name: 'b', verdict: 'PASS', found: 'yes', hint: null, figures: {}, elapsedMs: 0 },
    ]);
    expect(findingOf(Object.assign(new Error('EACCES: no'), { code: 'EACCES' }))).toMatchObject({
      found: 'EACCES: no',
      figures: { code: 'EACCES' },
    });
  });

  test('an interruption ends it', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const look = () => {
      controller.abort(reason);
      return Promise.reject(new Error('other'));
    };
    const legs = runInTurn([{ group: 'data', name: 'a', look }], watch(controller.signal));
    await expect(legs).rejects.toBe(reason);
  });
});

test('a file in place of the data root: that is all there is to say of it', () => {
  const { signal } = new AbortController();
  const legs = dataLegs({ dataRoot: fileURLToPath(import.meta.url), nowUs: () => 0, signal });
  expect(legs.map(({ name }) => name)).toEqual(['folder']);
});
