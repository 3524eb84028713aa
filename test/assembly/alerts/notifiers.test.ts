// The ways to be told, each against the real thing: programs of this machine, a server of this machine, a proxy.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  NOTIFY_LIMITS,
  type NotifyWorld,
  createNotifier,
  titleOf,
  variablesOf,
} from '../../../src/assembly/alerts/notifiers.js';
import type { NotifyChoice } from '../../../src/platform/notify-choice.js';
import { Secret } from '../../../src/platform/secrets.js';
import { type HookServer, alertRecord, startHook } from '../../support/alerts.js';
import { freshFolder } from '../../support/cli.js';

const folder = freshFolder();
let hook: HookServer;
beforeAll(async () => {
  hook = await startHook();
});
afterEach(() => {
  hook.bodies.length = 0;
  hook.answer = (response) => response.writeHead(204).end();
});
afterAll(async () => {
  await hook.close();
  folder.remove();
});

const WORLD: NotifyWorld = {
  variables: {},
  proxyFlag: null,
  random: () => 0,
  limits: {
    ...NOTIFY_LIMITS,
    execMs: 1_500,
    webhookMs: 300,
    attempts: 3,
    backoff: { baseMs: 5, capMs: 5, floorMs: 1 },
  },
};

/** Sends one record; the way is closed afterwards. */
async function send(choice: NotifyChoice, world = WORLD, signal = new AbortController().signal) {
  const notifier = createNotifier(choice, world);
  try {
    return await notifier.send(alertRecord({}), signal);
  } finally {
    notifier.close();
  }
}

const webhook = (url = hook.url): NotifyChoice => ({ kind: 'webhook', url: new Secret(url), host: new URL(url).host });

describe('webhook', () => {
  test('the record arrives as JSON', async () => {
    expect(await send(webhook())).toEqual({ ok: true });
    expect(hook.bodies.map((body) => JSON.parse(body) as unknown)).toEqual([alertRecord({})]);
  });

  test('500 twice: the third attempt is taken', async () => {
    hook.answer = (response) => response.writeHead(hook.bodies.length < 3 ? 500 : 200).end();
    expect(await send(webhook())).toEqual({ ok: true });
    expect(hook.bodies).toHaveLength(3);
  });

  test('500 for ever: given up after the last attempt', async () => {
    hook.answer = (response) => response.writeHead(503).end();
    expect(await send(webhook())).toEqual({ ok: false, fault: 'answered 503' });
    expect(hook.bodies).toHaveLength(3);
  });

  test('404 and redirections are not repeated', async () => {
    hook.answer = (response) => response.writeHead(404).end();
    expect(await send(webhook())).toEqual({ ok: false, fault: 'answered 404' });
    hook.answer = (response) => response.writeHead(302, { location: '/' }).end();
    expect(await send(webhook())).toEqual({ ok: false, fault: 'answered 302' });
    expect(hook.bodies).toHaveLength(2);
  });

  test('one that hangs is tried again, and given up', async () => {
    hook.answer = () => undefined;
    expect(await send(webhook())).toEqual({ ok: false, fault: 'no answer within 0.3 s' });
    expect(hook.bodies).toHaveLength(3);
  });

  test('the end cuts attempts and waiting short', async () => {
    hook.answer = (response) => response.writeHead(429, { 'retry-after': '3600' }).end();
    const ending = new AbortController();
    const sending = send(webhook(), WORLD, ending.signal);
    await expect.poll(() => hook.bodies.length).toBe(1);
    ending.abort();
    expect(await sending).toEqual({ ok: false, fault: 'answered 429' });
  });

  test('goes through the proxy, and past it for NO_PROXY', async () => {
    const proxied = { ...WORLD, variables: { http_proxy: 'http://127.0.0.1:1' } };
    expect(await send(webhook(), proxied)).toEqual({ ok: false, fault: 'ECONNREFUSED' });
    const flagged = { ...WORLD, proxyFlag: new Secret('http://127.0.0.1:1') };
    expect(await send(webhook(), flagged)).toEqual({ ok: false, fault: 'ECONNREFUSED' });
    const past = { ...proxied, variables: { ...proxied.variables, no_proxy: '127.0.0.1' } };
    expect(await send(webhook(), past)).toEqual({ ok: true });
  });

  test('is shown by its host only', () => {
    const notifier = createNotifier(webhook('https://hooks.example.com/T0/geheim'), WORLD);
    expect(notifier.name).toBe('webhook hooks.example.com');
    notifier.close();
  });
});

const exec = (...words: readonly [string, ...string[]]): NotifyChoice => ({ kind: 'exec', words });

describe('exec', () => {
  test('hostile values are data, in variables and on standard input', async () => {
    const out = join(folder.path, 'out.json');
    const script = join(folder.path, 'hook.mjs');
    const code = `
      import { readFileSync, writeFileSync } from 'node:fs';
      const seen = { text: process.env.V13_ALERT_TEXT, symbol: process.env.V13_ALERT_SYMBOL, input: readFileSync(0, 'utf8') };
      writeFileSync(process.argv[2], JSON.stringify(seen));`;
    writeFileSync(script, code);
    const record = alertRecord({ text: '$(touch x); `id` "\' \n\0', symbol: '币安人生USDT' });
    const notifier = createNotifier(exec(process.execPath, script, out), WORLD);
    expect(await notifier.send(record, new AbortController().signal)).toEqual({ ok: true });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({
      text: '$(touch x); `id` "\' \n',
      symbol: '币安人生USDT',
      input: `${JSON.stringify(record)}\n`,
    });
  });

  test.each([
    ['one that fails', exec(process.execPath, '-e', 'console.error("why"); process.exit(3)'), 'it ended with 3: why'],
    ['one that hangs', exec(process.execPath, '-e', 'setInterval(() => {}, 9)'), 'not done after 1.5 s, and ended'],
    ['one that is not there', exec('/nowhere/at/all'), 'there is no such program'],
  ])('%s', async (_, choice, fault) => {
    expect(await send(choice)).toEqual({ ok: false, fault });
  });
});

test('every variable of a command is named', () => {
  expect(Object.keys(variablesOf(alertRecord({ symbol: null, session: null })))).toEqual([
    'V13_ALERT_RULE',
    'V13_ALERT_STATE',
    'V13_ALERT_SYMBOL',
    'V13_ALERT_TEXT',
    'V13_ALERT_TIME_US',
    'V13_ALERT_ENV',
    'V13_ALERT_SESSION',
    'V13_ALERT_VALUES',
  ]);
});

test('the bell where there is no terminal, and the title of a notice', async () => {
  expect(createNotifier({ kind: 'bell' }, WORLD).name).toBe('bell');
  expect(titleOf(alertRecord({}))).toBe('v13 EMULATOR: ETHUSDT ofi_z > 3');
  expect(titleOf(alertRecord({ symbol: null, rule: 'disk' }))).toBe('v13 EMULATOR: disk');
  expect(await send({ kind: 'desktop' }, { ...WORLD, variables: {} })).toBeDefined();
});
