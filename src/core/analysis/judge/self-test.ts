// The self-test: every canary on freshly made markets, through the collector and the judge that real data go through.

import type { Canary, CanaryOptions, CanaryResult, CanaryStep } from './canary.js';
import { barCanary, coverageCanary, memoryCanary, nullCanary, plantedCanary, powerCanary } from './rate-canaries.js';
import {
  contemporaneousCanary,
  environmentCanary,
  futureDeletedCanary,
  gapsCanary,
  leakedLabelCanary,
  reversedLabelCanary,
  wrongWayCanary,
} from './rule-canaries.js';

/** Markets of the null canaries, so that a rate of 5 % is known to 1.4 points. */
export const SELF_TEST_SEEDS = 1_000;

/** In the order in which they run: quick ones first. */
const CANARIES: readonly Canary[] = [
  plantedCanary,
  memoryCanary,
  leakedLabelCanary,
  reversedLabelCanary,
  futureDeletedCanary,
  gapsCanary,
  contemporaneousCanary,
  wrongWayCanary,
  environmentCanary,
  coverageCanary,
  powerCanary,
  nullCanary,
  barCanary,
];

export interface SelfTestResult {
  readonly passed: boolean;
  readonly canaries: readonly CanaryResult[];
}

/** Runs in slices. @param options another seed makes other markets; fewer seeds make the null canaries blunter */
export function* selfTest(options: CanaryOptions): Generator<CanaryStep, SelfTestResult, undefined> {
  const canaries: CanaryResult[] = [];
  for (const canary of CANARIES) canaries.push(yield* canary(options));
  return { passed: canaries.every(({ passed }) => passed), canaries };
}
