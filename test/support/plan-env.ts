// A PlanEnv for tests of plan(): a fixed moment, UTC, no configuration.

import { NO_CONFIG } from '../../src/cli/config/layers.js';
import { resolveGeneral } from '../../src/cli/config/resolve.js';
import type { PlanEnv } from '../../src/cli/plan-env.js';

/** 2024-08-08 12:00:00 UTC in µs. */
export const NOON_US = 1_723_118_400_000_000;

export const testEnv = (changes: Partial<PlanEnv> = {}): PlanEnv => ({
  nowUs: NOON_US,
  timeZone: 'UTC',
  cwd: '/home/me',
  variables: {},
  dataRoot: '/home/me/v13-data',
  lang: 'en',
  json: false,
  configFile: null,
  general: resolveGeneral(NO_CONFIG),
  config: NO_CONFIG,
  ...changes,
});
