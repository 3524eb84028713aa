// Tests of the figures of the machinery where nothing has been measured yet.

import { expect, test } from 'vitest';
import { liveLatency } from '../../../src/assembly/watch/live-figures.js';
import { createFigures } from '../../../src/assembly/capture/capture-figures.js';
import type { CaptureSession } from '../../../src/assembly/capture/capture-session.js';
import { createOffsetSampler } from '../../../src/assembly/capture/offset-sampler.js';

test('without a message there are no latencies, and nothing is made up', () => {
  const world = { clock: { nowUs: () => 1_700_000_000_000_000 } };
  const session = { figures: createFigures(1), sampler: createOffsetSampler(), world } as unknown as CaptureSession;
  expect(liveLatency(session)).toEqual({
    raw: null,
    corrected: null,
    correctedBy: null,
    offsetMs: null,
    uncertaintyMs: null,
    pipeline: null,
    histogram: null,
  });
});
