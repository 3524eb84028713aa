// `v13 capture --alert`: what is raised live is what the recording gives again; and no notice can end a capture.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROW_KEYS } from '../../src/assembly/row-text.js';
import { initAlert, stepAlert } from '../../src/core/alert/alert.js';
import { formatExpression } from '../../src/core/alert/format.js';
import type { RaisedAlert } from '../../src/core/alert/raised.js';
import type { AlertRecord } from '../../src/core/alert/record.js';
import { namedValues, usedNames } from '../../src/core/alert/used-names.js';
import type { SignalRow } from '../../src/core/pipeline/row.js';
import { type HookServer, startHook } from '../support/alerts.js';
import { freshFolder, runCli } from '../support/cli.js';
import { type EmulatorProcess, startEmulatorProcess } from '../support/emulator.js';
import { expressionOf } from '../support/expressions.js';

let emulator: EmulatorProcess;
let hook: HookServer;
const folder = freshFolder();
beforeAll(async () => {
  hook = await startHook();
  emulator = await startEmulatorProcess(['--seed', '7', '--symbol', 'ETHUSDT,BTCUSDT']);
}, 60_000);
afterAll(async () => {
  await emulator.stop();
  await hook.close();
  folder.remove();
});

const SHORT = ['--z-window', '20', '--z-warmup', '20'];
const source = ({ url } = emulator): string[] => ['--env', 'emulator', '--base-url', url, ...SHORT];

/** Alerts as the run recorded them, in the order of the file. */
function recorded(data: string): AlertRecord[] {
  const path = join(data, 'alerts');
  const lines = readdirSync(path).flatMap((name) => readFileSync(join(path, name), 'utf8').trimEnd().split('\n'));
  return lines.map((line) => JSON.parse(line) as AlertRecord);
}

function rowOf(line: string): SignalRow {
  const read = JSON.parse(line) as Readonly<Record<string, unknown>>;
  return { ...Object.fromEntries(ROW_KEYS.map(([key, field]) => [field, read[key]])), features: null } as SignalRow;
}

/** What an alert of this expression says to these rows. */
function replayed(text: string, rows: readonly SignalRow[]) {
  const expression = expressionOf(text);
  const state = initAlert(expression);
  return rows.flatMap((row) => {
    const edge = stepAlert(state, row);
    if (edge === null) return [];
    const rule = formatExpression(expression);
    return [{ ...edge, rule, values: namedValues(usedNames(expression), row) }];
  });
}

const RULES = [
  '|ofi_z| > 1',
  'ofi_z > 0 for 300ms',
  'ofi_z crosses above 0.5',
  'cvd_z is null',
  'ofi_signal == buy || fusion_signal == strong_sell',
];

describe('alerts of a capture', () => {
  test('those of expressions are the ones that the recording gives, row by row', async () => {
    const data = join(folder.path, 'live');
    const alerts = RULES.flatMap((rule) => ['--alert', rule]);
    const flags = [...source(), ...alerts, '--symbol', 'ETHUSDT,BTCUSDT', '--duration', '10s', '--data', data];
    const env = { V13_ALERTS_EVERY: '0s', V13_ALERTS_PER_MINUTE: '600' };
    const { code, stdout, stderr } = await runCli(['capture', ...flags, '--json', '--no-default-alerts'], { env });
    expect([code, stderr.includes('warning: alert |ofi_z')]).toEqual([0, false]);
    expect(stderr).toContain('warning: alert abs(ofi_z) > 1, ETHUSDT: ofi_z ');
    const { files } = JSON.parse(stdout) as { files: string };
    const out = join(folder.path, 'rows.ndjson');
    expect((await runCli(['replay', files, '--rows', out])).code).toBe(0);
    const rows = readFileSync(out, 'utf8').trimEnd().split('\n').map(rowOf);
    const key = (rule: string, symbol: string | null, timeUs: number) => `${rule} ${symbol ?? ''} ${timeUs}`;
    const live = recorded(data).map(({ rule, symbol, time_us: us, state, values, since_us: since }) => ({
      key: key(rule, symbol, us),
      kind: state === 'raised' ? 'raise' : 'clear',
      values,
      since,
    }));
    const again = RULES.flatMap((rule) => replayed(rule, rows)).map(
      ({ rule, symbol, timeUs, kind, values, sinceUs }) => ({
        key: key(rule, symbol, timeUs),
        kind,
        values,
        since: sinceUs,
      }),
    );
    const sorted = <T extends { key: string }>(list: readonly T[]) =>
      [...list].sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(live.length).toBeGreaterThan(50);
    expect(sorted(live)).toEqual(sorted(again));
  }, 90_000);

  test('a gap and its resync are told, to a web hook too, with the session', async () => {
    const data = join(folder.path, 'quality');
    const faulty = await startEmulatorProcess(['--seed', '7', '--symbol', 'BTCUSDT', '--fault', 'drop:n=3,at=4s']);
    const flags = [...source(faulty), '--symbol', 'BTCUSDT', '--duration', '9s', '--data', data];
    const { code, stdout, stderr } = await runCli(['capture', ...flags, '--notify', `webhook:${hook.url}`, '--json']);
    await faulty.stop();
    expect(code).toBe(0);
    const sent = hook.bodies.map((body) => JSON.parse(body) as AlertRecord);
    const raised = recorded(data).filter(({ state }) => state === 'raised');
    expect(sent.map(({ rule, symbol }) => [rule, symbol])).toEqual(raised.map(({ rule, symbol }) => [rule, symbol]));
    expect(raised.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['gap', 'resync']));
    expect(raised.every(({ session, env }) => session !== null && env === 'emulator')).toBe(true);
    expect(stderr).toContain('warning: alert gap: BTCUSDT: messages are missing');
    // The screen of a replay raises them again, within the second of a look.
    const { files } = JSON.parse(stdout) as { files: string };
    const shown = await runCli(['dashboard', '--replay', files, '--json']);
    const { alerts } = (JSON.parse(shown.stdout) as { snapshot: { alerts: RaisedAlert[] } }).snapshot;
    const told = (list: readonly { rule: string; symbol: string | null }[]) =>
      list.map(({ rule, symbol }) => `${rule} ${symbol ?? ''}`).sort();
    expect(told(alerts)).toEqual(told(raised));
    for (const { rule, symbol, time_us: us } of raised) {
      const again = alerts.find((one) => one.rule === rule && one.symbol === symbol);
      expect(Math.abs((again?.timeUs ?? 0) - us)).toBeLessThanOrEqual(1_100_000);
    }
    expect(stderr).not.toContain('geheim');
  }, 90_000);

  test('whatever is broken of them, the capture is whole', async () => {
    hook.answer = () => undefined;
    const data = join(folder.path, 'broken');
    const notify = ['--notify', 'exec:/nowhere/at/all', '--notify', `webhook:${hook.url}`, '--notify', 'bell'];
    const flags = [...source(), '--symbol', 'ETHUSDT', '--duration', '6s', '--data', data, '--alert', '|ofi_z| > 0'];
    await runCli(['capture', ...flags, '--duration', '1s']);
    writeFileSync(join(data, 'alerts'), 'a file where the folder should be');
    const { code, stdout, stderr } = await runCli(['capture', ...flags, ...notify, '--json']);
    expect(code).toBe(0);
    const { digest, files, end } = JSON.parse(stdout) as { digest: string; files: string; end: string };
    expect(end).toBe('duration');
    expect(stderr).toContain('warning: alerts cannot be recorded: ');
    expect(stderr).toContain('warning: exec /nowhere/at/all was not told of an alert: there is no such program');
    expect(stderr).not.toContain('geheim');
    expect((await runCli(['replay', files, '--expect', digest, '--digest'])).code).toBe(0);
  }, 90_000);
});

describe('refused before anything is opened', () => {
  test.each([
    ['an expression', ['--alert', 'ofi_zz > 3'], '--alert: unknown name "ofi_zz", at character 1; did you mean ofi_z?'],
    ['a way to be told', ['--notify', 'bel'], '--notify bel: not a way to tell of alerts; did you mean bell?'],
    ['an address', ['--notify', 'webhook:geheim'], '--notify webhook:…: not an address'],
  ])('%s', async (_, flags, message) => {
    const { code, stderr } = await runCli(['capture', '--symbol', 'ETHUSDT', ...flags, '--dry-run']);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).not.toContain('geheim');
  });

  test('an expression, in Chinese, with a place of two digits', async () => {
    const flags = ['--symbol', 'ETHUSDT', '--dry-run', '--lang', 'zh', '--alert', 'ofi_z > 2 LANG'];
    const { code, stderr } = await runCli(['capture', ...flags]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('在第 11 个字符处；')]);
  });

  test('an expression of the configuration', async () => {
    writeFileSync(join(folder.path, 'v13.yaml'), 'alerts:\n  rules: |\n    ofi_z > 3\n    ofi_z >\n');
    const { code, stderr } = await runCli(['capture', '--symbol', 'ETHUSDT', '--dry-run'], { cwd: folder.path });
    expect([code, stderr]).toEqual([2, expect.stringContaining('alerts.rules: something is missing at the end')]);
  });
});
