// What a canary of the self-test is: a market whose truth is known, and what the tool must say of it.

import type { Estimate } from '../estimate.js';
import type { Count } from '../binomial.js';
import { wilsonEstimate } from './bounds.js';

/** Stable words: screens translate them. */
export type CanaryName =
  | 'planted'
  | 'planted-memory'
  | 'coverage'
  | 'null'
  | 'at-the-bar'
  | 'power'
  | 'contemporaneous'
  | 'wrong-way'
  | 'leaked-label'
  | 'reversed-label'
  | 'future-deleted'
  | 'environment'
  | 'gaps';

export interface CanaryResult {
  readonly canary: CanaryName;
  readonly passed: boolean;
  /** What was measured, with its n and interval. */
  readonly measured: Estimate;
  /** What it is held against: a truth, a nominal rate or a limit; null where only the verdict counts. */
  readonly wanted: number | null;
  /** How the two are compared. */
  readonly rule: 'interval-holds' | 'not-above' | 'at-least' | 'above' | 'all';
}

export interface CanaryOptions {
  readonly seed: number;
  /** Markets of the null canaries; at least 1,000 in earnest. */
  readonly seeds: number;
}

/** Between slices: which canary, and how far it is. */
export interface CanaryStep {
  readonly canary: CanaryName;
  readonly done: number;
  readonly of: number;
}

export type Canary = (options: CanaryOptions) => Generator<CanaryStep, CanaryResult, undefined>;

/** Every market must behave. */
export function allOf(canary: CanaryName, count: Count): CanaryResult {
  return {
    canary,
    passed: count.n > 0 && count.hits === count.n,
    measured: wilsonEstimate(count),
    wanted: 1,
    rule: 'all',
  };
}

/** The interval of the rate holds the truth. */
export function holdsTruth(canary: CanaryName, measured: Estimate, wanted: number): CanaryResult {
  const { low, high } = measured;
  const passed = low !== null && high !== null && low <= wanted && wanted <= high;
  return { canary, passed, measured, wanted, rule: 'interval-holds' };
}

/** The rate may lie above its nominal value by chance only. */
export function notAbove(canary: CanaryName, count: Count, wanted: number): CanaryResult {
  const measured = wilsonEstimate(count);
  return { canary, passed: measured.low !== null && measured.low <= wanted, measured, wanted, rule: 'not-above' };
}

export function atLeastRate(canary: CanaryName, count: Count, wanted: number): CanaryResult {
  const measured = wilsonEstimate(count);
  return { canary, passed: measured.value !== null && measured.value >= wanted, measured, wanted, rule: 'at-least' };
}
