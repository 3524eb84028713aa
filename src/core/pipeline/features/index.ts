// All features that can be asked for: one line each.

import type { FeatureKind } from '../feature.js';
import { amihud } from './amihud.js';
import { cvdEwma } from './cvd-ewma.js';
import { cvdNotional } from './cvd-notional.js';
import { cvdRobust } from './cvd-robust.js';
import { cvdWindows } from './cvd-windows.js';
import { kyle } from './kyle.js';
import { markout } from './markout.js';
import { ofiModes } from './ofi-modes.js';
import { roll } from './roll.js';
import { spreads } from './spreads.js';
import { timeBars } from './time-bars.js';
import { volatility } from './volatility.js';
import { volumeBars } from './volume-bars.js';
import { vpin } from './vpin.js';

export const FEATURE_KINDS: readonly FeatureKind[] = [
  ofiModes,
  cvdNotional,
  cvdEwma,
  cvdRobust,
  cvdWindows,
  vpin,
  kyle,
  amihud,
  roll,
  spreads,
  markout,
  timeBars,
  volumeBars,
  volatility,
];

export const featureKind = (name: string): FeatureKind | null =>
  FEATURE_KINDS.find((kind) => kind.name === name) ?? null;
