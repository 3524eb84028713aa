// Alerts, troubles and errors of connections, in the language of the screen.

import { expect, test } from 'vitest';
import { putSource } from '../../../src/commands/screen/put-source.js';
import type { WatchRequest, WatchSnapshot } from '../../../src/core/watch/snapshot.js';
import { ENGLISH } from '../../../src/text/words.js';
import { chineseWords } from '../../../src/text/zh/words.js';
import type { WatchSource } from '../../../src/ui/source.js';

const SNAPSHOT = {
  session: 'no alerts',
  alerts: [{ text: 'ETHUSDT: messages are missing' }],
  troubles: [{ text: 'the clock was set by 7 ms', kind: 'clock_step' }],
  connections: [{ lastError: 'a message was too large' }, { lastError: null }],
} as unknown as WatchSnapshot;

const source: WatchSource = { snapshot: () => SNAPSHOT, player: null, why: null };
const REQUEST = {} as WatchRequest;

test('English is the source itself', () => {
  expect(putSource(source, ENGLISH)).toBe(source);
});

test('in Chinese the texts are put, and nothing else', () => {
  const put = putSource(source, chineseWords());
  expect(put.snapshot(REQUEST)).toEqual({
    ...SNAPSHOT,
    alerts: [{ text: 'ETHUSDT：缺少消息' }],
    troubles: [{ text: '时钟被调整了 7 ms', kind: 'clock_step' }],
    connections: [{ lastError: '消息过大' }, { lastError: null }],
  });
  expect(put.snapshot(REQUEST)).toEqual(put.snapshot(REQUEST));
  expect([put.player, put.why]).toEqual([null, null]);
});

test('a player that comes later is seen', () => {
  const late = { snapshot: () => SNAPSHOT, player: null, why: null } as {
    -readonly [K in keyof WatchSource]: WatchSource[K];
  };
  const put = putSource(late, chineseWords());
  late.why = () => Promise.resolve([]);
  expect(put.why).toBe(late.why);
});
