// Which events belong to which stream.

import { expect, test } from 'vitest';
import { KIND } from '../../../src/core/market/event-batch.js';
import {
  STREAM_NAMES,
  STREAM_OF_KIND,
  areWithBook,
  isMarketStream,
  streamNameOf,
} from '../../../src/core/quality/stream-name.js';

test('which kinds are which streams', () => {
  const nameOf = (kind: number) => STREAM_NAMES[STREAM_OF_KIND[kind] ?? -1];
  expect(nameOf(KIND.depthDelta)).toBe('depth');
  expect(nameOf(KIND.aggTrade)).toBe('aggTrade');
  expect(nameOf(KIND.trade)).toBe('trade');
  expect(nameOf(KIND.bookTicker)).toBe('bookTicker');
  expect(nameOf(KIND.markPrice)).toBe('markPrice');
  expect(nameOf(KIND.depthSnapshot)).toBe('snapshot');
  expect(nameOf(0)).toBe('other');
  expect(STREAM_NAMES.filter((_, place) => isMarketStream(place))).not.toContain('snapshot');
});

test('streams as the exchange names them', () => {
  expect(['depth@100ms', 'aggTrade', 'markPrice@1s', 'forceOrder'].map(streamNameOf)).toEqual([
    'depth',
    'aggTrade',
    'markPrice',
    'other',
  ]);
  expect([[], ['depth'], ['aggTrade', 'depth@500ms'], ['aggTrade']].map(areWithBook)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
