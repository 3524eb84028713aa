// Alerts of a session: what is recorded, shown, said and sent; and that nothing of it can hurt the session.

import { describe, expect, test } from 'vitest';
import { type AlertSetting, type AlertWorld, createAlertEngine } from '../../../src/assembly/alerts/alert-engine.js';
import type { Delivery, Notifier } from '../../../src/assembly/alerts/notice-queue.js';
import { DEFAULT_QUALITY } from '../../../src/core/alert/quality-figures.js';
import type { AlertRecord } from '../../../src/core/alert/record.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { expressionOf } from '../../support/expressions.js';
import { fullRow } from '../../support/signal-rows.js';

const BASE = { ...fullRow(), timeUs: 1_700_000_000_000_000 };
const rowOf = (second: number, ofiZ: number | null, symbol = 'ETHUSDT'): SignalRow => ({
  ...BASE,
  timeUs: BASE.timeUs + second * 1_000_000,
  ofiZ,
  symbol,
});

const SETTING: AlertSetting = {
  expressions: [expressionOf('ofi_z>3')],
  quality: null,
  minGapUs: 0,
  perMinute: 10,
};

function place(more: Partial<AlertWorld> = {}, answer: () => Promise<Delivery> = () => Promise.resolve({ ok: true })) {
  const seen = {
    records: [] as AlertRecord[],
    sent: [] as AlertRecord[],
    told: [] as string[],
    warned: [] as string[],
    logged: [] as string[],
  };
  const notifier: Notifier = {
    name: 'place',
    send(record) {
      seen.sent.push(record);
      return answer();
    },
    close: () => undefined,
  };
  const world: AlertWorld = {
    env: 'emulator',
    notifiers: [notifier],
    file: {
      append: (line) => seen.records.push(JSON.parse(line) as AlertRecord),
      lost: () => 0,
      flush: () => Promise.resolve(),
    },
    log: { warn: (message) => seen.logged.push(message) },
    tell: (text) => seen.told.push(text),
    warn: (text) => seen.warned.push(text),
    ...more,
  };
  return { seen, world };
}

describe('an expression', () => {
  test('raised and cleared: recorded, shown, said, sent', async () => {
    const { seen, world } = place();
    const engine = createAlertEngine(SETTING, world);
    engine.begin('s1');
    engine.rows([rowOf(0, 1), rowOf(1, 4.25)]);
    expect(engine.raised()).toEqual([
      { timeUs: BASE.timeUs + 1e6, symbol: 'ETHUSDT', rule: 'ofi_z > 3', text: 'ofi_z 4.25', isActive: true },
    ]);
    engine.rows([rowOf(2, null)]);
    expect(engine.raised()).toMatchObject([{ isActive: false }]);
    await engine.close();
    expect(seen.records).toMatchObject([
      { state: 'raised', time_us: BASE.timeUs + 1e6, values: { ofi_z: 4.25 }, env: 'emulator', session: 's1' },
      { state: 'cleared', time_us: BASE.timeUs + 2e6, values: { ofi_z: null }, text: 'it is over' },
    ]);
    expect(seen.told).toEqual(['alert ofi_z > 3, ETHUSDT: ofi_z 4.25']);
    expect(seen.sent).toEqual([seen.records[0]]);
    expect([seen.warned, seen.logged]).toEqual([[], ['alert']]);
  });

  test('a limit a minute in all: recorded and counted, said with the next one and at the end', async () => {
    const { seen, world } = place();
    const engine = createAlertEngine({ ...SETTING, perMinute: 2 }, world);
    const names = ['A', 'B', 'C', 'D', 'E'];
    engine.rows(names.map((name) => rowOf(0, 4, name)));
    engine.rows(names.map((name) => rowOf(61, 1, name)));
    engine.rows([rowOf(62, 4, 'A')]);
    await engine.close();
    expect(seen.records.filter(({ state }) => state === 'raised')).toHaveLength(6);
    expect(seen.sent.map(({ symbol, text }) => [symbol, text])).toEqual([
      ['A', 'ofi_z 4'],
      ['B', 'ofi_z 4'],
      ['A', 'ofi_z 4 (3 alerts before it not told)'],
    ]);
    expect(engine.totals()).toEqual({ raised: 6, untold: 3 });
    expect(seen.warned).toEqual(['3 alerts were recorded and not told: more than 2 a minute']);
  });

  test('a limit for each rule and symbol: what is left out is counted in the next', async () => {
    const { seen, world } = place();
    const engine = createAlertEngine({ ...SETTING, minGapUs: 30e6 }, world);
    for (const [second, z] of [
      [0, 4],
      [1, 1],
      [2, 4],
      [3, 1],
      [40, 4],
    ] as const)
      engine.rows([rowOf(second, z)]);
    await engine.close();
    expect(seen.records.map(({ state, suppressed }) => `${state} ${suppressed}`)).toEqual([
      'raised 0',
      'cleared 0',
      'raised 1',
    ]);
  });

  test('at most 100 are shown, the newest first', async () => {
    const { world } = place();
    const engine = createAlertEngine({ ...SETTING, perMinute: 600 }, world);
    for (let n = 0; n < 300; n++) engine.rows([rowOf(n, n % 2 === 0 ? 4 : 1)]);
    const shown = engine.raised();
    expect(shown).toHaveLength(100);
    expect(shown[0]?.timeUs).toBe(BASE.timeUs + 298e6);
    expect(shown.every(({ isActive }) => !isActive)).toBe(true);
    await engine.close();
  });
});

test('data quality', async () => {
  const { seen, world } = place();
  const engine = createAlertEngine({ ...SETTING, expressions: [], quality: DEFAULT_QUALITY }, world);
  const symbol = { symbol: 'ETHUSDT', messages: 100, firstUs: 0, lastUs: 0, depthGaps: 0, tradeGaps: 0, resyncs: 0 };
  engine.figures(() => ({ nowUs: 1, symbols: [{ ...symbol, resyncs: 1 }], latencyP99Us: null, disk: null }));
  const later = [{ ...symbol, resyncs: 1, lastUs: 11e6 }];
  engine.figures(() => ({ nowUs: 11e6, symbols: later, latencyP99Us: null, disk: null }));
  await engine.close();
  expect(seen.records.map(({ rule, state, text }) => [rule, state, text])).toEqual([
    ['resync', 'raised', 'ETHUSDT: the book was taken anew'],
    ['resync', 'cleared', 'it is over'],
  ]);
  expect(seen.told).toEqual(['alert resync: ETHUSDT: the book was taken anew']);
});

describe('nothing of it hurts the session', () => {
  test('a place that is broken is told of once, counted and logged each time', async () => {
    const { seen, world } = place({}, () => Promise.reject(new Error('no')));
    const engine = createAlertEngine(SETTING, world);
    for (let n = 0; n < 4; n++) engine.rows([rowOf(n, n % 2 === 0 ? 4 : 1)]);
    await engine.close();
    expect(seen.warned).toEqual(['place was not told of an alert: no', 'place: 2 notices failed, 0 were left out']);
    expect(seen.logged.filter((message) => message === 'notice not delivered')).toHaveLength(2);
  });

  test('a fault of its own ends the alerts, with a word', async () => {
    const { seen, world } = place({
      file: {
        append: () => {
          throw new Error('a fault');
        },
        lost: () => 0,
        flush: () => Promise.resolve(),
      },
    });
    const engine = createAlertEngine(SETTING, world);
    engine.rows([rowOf(0, 4)]);
    engine.rows([rowOf(1, 1), rowOf(2, 4)]);
    await engine.close();
    expect(seen.warned).toHaveLength(1);
    expect(seen.warned[0]).toContain('alerts have failed and end; the capture goes on: Error: a fault');
  });

  test('figures that cannot be taken end the alerts too; without alerts of quality they are not taken', async () => {
    const { seen, world } = place();
    const take = () => {
      throw new Error('no figures');
    };
    createAlertEngine(SETTING, world).figures(take);
    const engine = createAlertEngine({ ...SETTING, quality: DEFAULT_QUALITY }, world);
    engine.figures(take);
    await engine.close();
    expect(seen.warned).toEqual([expect.stringContaining('Error: no figures')]);
  });

  test('one that never answers holds the end up for two seconds at most', async () => {
    const ended: string[] = [];
    const hanging: Notifier = {
      name: 'hanging',
      send: (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ ok: false, fault: 'ended' }));
        }),
      close: () => ended.push('closed'),
    };
    const { seen, world } = place({ notifiers: [hanging] });
    const engine = createAlertEngine(SETTING, world);
    for (let n = 0; n < 4; n++) engine.rows([rowOf(n, n % 2 === 0 ? 4 : 1)]);
    const began = performance.now();
    await engine.close();
    expect(performance.now() - began).toBeLessThan(3_500);
    expect(ended).toEqual(['closed']);
    expect(seen.warned.at(-1)).toBe('hanging: 1 notices failed, 1 were left out');
  });
});
