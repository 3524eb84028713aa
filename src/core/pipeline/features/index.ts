// All features that can be asked for: one line each.

import type { FeatureKind } from '../feature.js';
import { amihud } from './amihud.js';
import { clipped } from './clipped.js';
import { cvdEwma } from './cvd-ewma.js';
import { cvdNotional } from './cvd-notional.js';
import { cvdRobust } from './cvd-robust.js';
import { cvdWindows } from './cvd-windows.js';
import { depthImbalance } from './depth-imbalance.js';
import { gofi, loggofi } from './gofi.js';
import { integrated } from './integrated.js';
import { kyle } from './kyle.js';
import { levels } from './levels.js';
import { markout } from './markout.js';
import { microprice } from './microprice.js';
import { mlofi } from './mlofi.js';
import { ofiModes } from './ofi-modes.js';
import { ofiParts } from './ofi-parts.js';
import { pivots } from './pivots.js';
import { robustZ } from './robust-z.js';
import { roll } from './roll.js';
import { spreads } from './spreads.js';
import { states } from './states.js';
import { timeBars } from './time-bars.js';
import { volatility } from './volatility.js';
import { volumeBars } from './volume-bars.js';
import { vpin } from './vpin.js';
import { weightedMid } from './weighted-mid.js';
import { winsorZ } from './winsor-z.js';

export const FEATURE_KINDS: readonly FeatureKind[] = [
  levels,
  weightedMid,
  depthImbalance,
  microprice,
  ofiModes,
  mlofi,
  integrated,
  gofi,
  loggofi,
  ofiParts,
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
  robustZ,
  winsorZ,
  clipped,
  states,
  pivots,
];

export const featureKind = (name: string): FeatureKind | null =>
  FEATURE_KINDS.find((kind) => kind.name === name) ?? null;
