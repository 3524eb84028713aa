// The ring of frames read last: what it gives is what was read, and it stays within its bytes.

import { expect, test } from 'vitest';
import { clearRing, createRing, findFrame, keepBatch } from '../../../src/assembly/player/frame-ring.js';
import { createFrameBatch } from '../../../src/core/market/frame.js';

/** Frames `f<n>\n` behind some bytes that belong to others. */
function batchOf(first: number, count: number) {
  const batch = createFrameBatch(8);
  const texts = Array.from({ length: count }, (_, i) => `f${first + i}`);
  batch.bytes = Buffer.from(`others\n${texts.join('\n')}\nothers\n`);
  let at = 7;
  for (const [i, text] of texts.entries()) {
    batch.start[i] = at;
    batch.end[i] = at + text.length;
    batch.recvUs[i] = 1_000 + first + i;
    batch.line[i] = first + i + 1;
    batch.kind[i] = 1;
    at += text.length + 1;
  }
  batch.count = count;
  batch.input = first % 3;
  batch.hints.set(0, 'ETHUSDT');
  return batch;
}

const textAt = (ring: ReturnType<typeof createRing>, frame: number): string | null => {
  const found = findFrame(ring, frame);
  if (found === null) return null;
  const { batch, at } = found;
  return Buffer.from(batch.bytes.subarray(batch.start[at], batch.end[at])).toString();
};

test('frames come back as they were, though the feed has overwritten its batch', () => {
  const ring = createRing(1e6);
  const batch = batchOf(0, 5);
  keepBatch(ring, batch, 0);
  batch.bytes.fill(0);
  batch.recvUs.fill(0);
  keepBatch(ring, batchOf(5, 3), 5);
  expect([0, 4, 5, 7].map((frame) => textAt(ring, frame))).toEqual(['f0', 'f4', 'f5', 'f7']);
  const found = findFrame(ring, 6);
  expect(found).toMatchObject({ at: 1, batch: { count: 3, input: 2 } });
  expect(found?.batch.recvUs[1]).toBe(1_006);
  expect(found?.batch.hints.get(0)).toBe('ETHUSDT');
});

test('what was not read, and what was given up, is not there', () => {
  const ring = createRing(300);
  for (let first = 0; first < 50; first += 5) keepBatch(ring, batchOf(first, 5), first);
  expect(ring.bytes).toBeLessThanOrEqual(300);
  expect(textAt(ring, 0)).toBeNull();
  expect(textAt(ring, 49)).toBe('f49');
  expect(textAt(ring, 50)).toBeNull();
  clearRing(ring);
  expect(textAt(ring, 49)).toBeNull();
});

test('an empty batch is nothing to keep', () => {
  const ring = createRing(300);
  keepBatch(ring, batchOf(0, 0), 0);
  expect(findFrame(ring, 0)).toBeNull();
});
