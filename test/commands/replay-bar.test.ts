// The progress line of a replay counts bytes as fast as it goes, and recorded time when paced.

import { expect, test } from 'vitest';
import type { Context, ProgressOptions } from '../../src/cli/context.js';
import { startBar } from '../../src/commands/replay/progress.js';

function barOf(speed: number | null) {
  const shown: number[] = [];
  const asked: ProgressOptions[] = [];
  const progress: Context['progress'] = (options) => {
    asked.push(options);
    return { update: (done) => shown.push(done), end: () => undefined };
  };
  const bar = startBar({ progress } as Context, { speed }, 1_000);
  bar.update({ bytesRead: 1_000, recvUs: 5_000_000 });
  bar.update({ bytesRead: 1_000, recvUs: 7_500_000 });
  bar.end();
  return { shown, options: asked[0] };
}

test('unpaced: bytes of all', () => {
  expect(barOf(null)).toEqual({ shown: [1_000, 1_000], options: { label: 'replaying', total: 1_000, unit: 'bytes' } });
});

test('paced: seconds of recording since its first message, of an unknown whole', () => {
  const options = { label: 'replaying', total: null, unit: 's of recording' };
  expect(barOf(10)).toEqual({ shown: [0, 2.5], options });
});
