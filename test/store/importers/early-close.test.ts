// Closing a compressed input at any moment settles every read under way.

import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../../src/store/importers/byte-source.js';
import { decodeSource } from '../../../src/store/importers/compression.js';

const PACKED = gzipSync(Buffer.from(Array.from({ length: 400_000 }, (_, k) => (k * 7919) % 251)));

/** Hands out `step` bytes a read, each after a turn of the event loop; also when closed, as a slow disk would. */
function slowSource(step: number): ByteSource {
  let at = 0;
  return {
    async read(target, from) {
      await new Promise(setImmediate);
      const count = PACKED.copy(target, from, at, Math.min(at + step, PACKED.length));
      at += count;
      return count;
    },
    get consumed() {
      return at;
    },
    damage: null,
    close: () => Promise.resolve(),
  };
}

const within = async <Value>(promise: Promise<Value>): Promise<Value | 'never'> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'never'>((resolve) => {
    timer = setTimeout(() => resolve('never'), 2_000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

describe('close during a read', () => {
  test.each([0, 1, 2, 3, 5, 8, 13, 21, 34])('after %i turns of the event loop', async (turns) => {
    for (const step of [16, PACKED.length]) {
      const source = decodeSource(slowSource(step), { compression: 'gzip', path: 'x.gz', reopen: null });
      const pending = source.read(Buffer.alloc(500_000), 0);
      for (let k = 0; k < turns; k++) await new Promise(setImmediate);
      await source.close();
      expect(await within(pending)).toBeTypeOf('number');
      expect(await within(source.read(Buffer.alloc(10), 0))).toBeTypeOf('number');
    }
  });

  test('is no damage of the input', async () => {
    const source = decodeSource(slowSource(64), { compression: 'gzip', path: 'x.gz', reopen: () => slowSource(64) });
    const pending = source.read(Buffer.alloc(500_000), 0);
    await new Promise(setImmediate);
    await source.close();
    await within(pending);
    expect(source.damage).toBeNull();
  });
});
