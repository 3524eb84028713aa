// The three audits of a report: all of them run, are counted together, and are the same again.

import { describe, expect, test } from 'vitest';
import { type JudgeStep, finish } from '../../../../src/core/analysis/judge/context.js';
import { judgeEndpoints } from '../../../../src/core/analysis/judge/endpoints.js';
import { judgeNulls } from '../../../../src/core/analysis/judge/null-audit.js';
import { context, plantedCollected } from '../../../support/planted-study.js';

const collected = plantedCollected({ rho: 0.4, steps: 900 });
const judged = finish(judgeEndpoints(collected, context()));

describe('null audits', () => {
  const steps: JudgeStep[] = [];
  const work = judgeNulls(collected, judged);
  let step = work.next();
  for (; step.done !== true; step = work.next()) steps.push(step.value);
  const audits = step.value;

  test('cover outcomes at the bar, shifts and walks, each with runs and interval', () => {
    expect(audits.map(({ kind }) => kind)).toEqual(['at-the-bar', 'circular-shift', 'random-walk']);
    for (const { runs, rejected, nominal } of audits) {
      expect(runs).toBeGreaterThanOrEqual(200);
      expect(rejected).toMatchObject({ n: runs, method: 'wilson', level: 0.95 });
      expect(rejected.low!).toBeLessThan(nominal);
    }
  });

  test('tell how far they are', () => {
    expect(new Set(steps.map(({ part }) => part))).toEqual(new Set(['audit']));
    expect(steps.every(({ done, of }) => done < of)).toBe(true);
  });

  test('say nothing of a market too short for an interval', () => {
    const short = plantedCollected({ rho: 0.4, steps: 6 });
    expect(finish(judgeNulls(short, []))).toEqual([]);
  });
});
