// Troubles in the log: each one line with its fields, and never so many that they hide each other.

import { expect, test } from 'vitest';
import { MOST_EVENTS, createEventLog } from '../../../src/assembly/capture/event-log.js';

function stage() {
  const lines: string[] = [];
  const at = { ms: 0 };
  const write = (level: string) => (message: string, fields: object) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  return { lines, at, ...createEventLog({ info: write('info'), warn: write('warn') }, () => at.ms) };
}

test('a line with what is known; what went well is no warning', () => {
  const { lines, note } = stage();
  note('gap', { symbol: 'ETHUSDT', fromId: 3, toId: 4 });
  note('healed', { symbol: 'ETHUSDT' });
  expect(lines).toEqual([
    'warn gap {"event":"gap","symbol":"ETHUSDT","fromId":3,"toId":4}',
    'info healed {"event":"healed","symbol":"ETHUSDT"}',
  ]);
});

test('so many of a kind a minute; the rest is counted, and other kinds go on', () => {
  const { lines, at, note } = stage();
  for (let i = 0; i < MOST_EVENTS + 70; i++) note('silence', { i });
  note('disk', {});
  expect(lines).toHaveLength(MOST_EVENTS + 1);
  at.ms = 60_000;
  note('silence', { i: 'next' });
  expect(lines.slice(-2)).toEqual([
    'warn events left out {"event":"silence","count":70}',
    'warn silence {"event":"silence","i":"next"}',
  ]);
});

test('what was left out is told at the end, though nothing of its kind follows', () => {
  const { lines, note, close } = stage();
  for (let i = 0; i < MOST_EVENTS + 3; i++) note('gap', { i });
  note('disk', {});
  close();
  expect(lines.at(-1)).toBe('warn events left out {"event":"gap","count":3}');
  const { length } = lines;
  close();
  expect(lines).toHaveLength(length);
});
