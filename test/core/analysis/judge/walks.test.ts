// Verdicts of random walks under a recording's own pattern of firing.

import { describe, expect, test } from 'vitest';
import { finish } from '../../../../src/core/analysis/judge/context.js';
import { type WalkQuestion, auditWalks } from '../../../../src/core/analysis/judge/walks.js';
import { holdsAt } from '../../../../src/core/analysis/judge/trial.js';
import { initRng } from '../../../../src/core/stats/rng.js';
import { MINUTE_US, plantedCollected } from '../../../support/planted-study.js';

const lane = plantedCollected({ rho: 0.5, steps: 1_200 }).lanes[0]!;
const question = (over: Partial<WalkQuestion> = {}): WalkQuestion => ({
  events: lane.events![0]!,
  blocks: lane.blocks,
  horizonUs: MINUTE_US,
  latencyUs: 100_000,
  runs: 200,
  rng: initRng(7),
  ...over,
});

describe('random walks', () => {
  test('pass no more often than they may, however good the signal was on the real prices', () => {
    const { runs, passed, failed } = finish(auditWalks(question()));
    expect(runs).toBe(200);
    expect(passed + failed).toBeGreaterThan(5);
    expect(holdsAt({ hits: passed, n: runs }, 0.05)).toBe(true);
    expect(holdsAt({ hits: failed, n: runs }, 0.05)).toBe(true);
  });

  test('the same seed gives the same walks', () => {
    expect(finish(auditWalks(question({ runs: 20 })))).toEqual(finish(auditWalks(question({ runs: 20 }))));
  });

  test('a pattern too thin for an interval runs nothing', () => {
    const { events } = lane;
    const few = { ...events![0]!, timeUs: events![0]!.timeUs.subarray(0, 2), side: events![0]!.side.subarray(0, 2) };
    expect(finish(auditWalks(question({ events: few })))).toEqual({ runs: 0, passed: 0, failed: 0 });
  });

  test('outcomes meet the horizon even where it is shorter than the latency', () => {
    const { runs } = finish(auditWalks(question({ horizonUs: 1_000_000, latencyUs: 5_000_000, runs: 5 })));
    expect(runs).toBe(5);
  });
});
