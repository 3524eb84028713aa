// Notices of a screen that looks on: what is new is told once, what stood before or was jumped over is not.

import { expect, test } from 'vitest';
import type { Notifier } from '../../../src/assembly/alerts/notice-queue.js';
import { tellOfAlerts } from '../../../src/commands/screen/tell-of-alerts.js';
import type { WatchRequest, WatchSnapshot } from '../../../src/core/watch/snapshot.js';
import { NOON_US, watchSnapshot } from '../../support/watch-sample.js';

const PLAYER = {
  ...{ state: 'playing', speed: 1, fromUs: 0, toUs: 1, positionUs: 0, frames: 1, indexed: 1 },
  ...{ gaps: 0, signals: 0, hits: null, missed: null },
} as unknown as NonNullable<WatchSnapshot['player']>;
const raised = (second: number, isActive = true) => ({
  ...{ timeUs: NOON_US + second * 1e6, symbol: 'ETHUSDT', rule: `rule ${second}`, text: 'text', isActive },
});

function watching(perMinute = 100) {
  const sent: string[] = [];
  const notifier: Notifier = {
    name: 'fake',
    send: (record) => {
      sent.push(record.rule);
      return Promise.resolve({ ok: true });
    },
    close: () => undefined,
  };
  let now = watchSnapshot({});
  const inner = { snapshot: () => now, player: null, why: null };
  const told = tellOfAlerts(inner, { notifiers: [notifier], perMinute, onFault: () => undefined });
  const look = async (change: Partial<WatchSnapshot>): Promise<readonly string[]> => {
    now = watchSnapshot({ source: 'attached', ...change });
    told.source.snapshot({} as WatchRequest);
    await new Promise(setImmediate);
    return sent;
  };
  return { look, told };
}

test('of a capture elsewhere: what is new is told once, in order; what stood before is no news', async () => {
  const { look, told } = watching();
  expect(await look({ alerts: [raised(1)] })).toEqual([]);
  expect(await look({ alerts: [raised(3), raised(2), raised(1)] })).toEqual(['rule 2', 'rule 3']);
  expect(await look({ alerts: [raised(3), raised(2), raised(1)] })).toEqual(['rule 2', 'rule 3']);
  expect(await look({ alerts: [raised(4, false), raised(3)] })).toEqual(['rule 2', 'rule 3']);
  await told.close();
});

test('of a replay: only while it plays, and again where it plays again', async () => {
  const { look } = watching();
  await look({ player: PLAYER, alerts: [] });
  expect(await look({ player: { ...PLAYER, state: 'paused' }, alerts: [raised(9)] })).toEqual([]);
  expect(await look({ player: PLAYER, alerts: [raised(10), raised(9)] })).toEqual(['rule 10']);
  await look({ player: { ...PLAYER, state: 'seeking' }, alerts: [] });
  expect(await look({ player: PLAYER, alerts: [raised(10)] })).toEqual(['rule 10', 'rule 10']);
});

test('no more than so many a minute', async () => {
  const { look } = watching(2);
  await look({ alerts: [] });
  expect(await look({ alerts: [raised(4), raised(3), raised(2)] })).toHaveLength(2);
});
