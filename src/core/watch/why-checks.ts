// The figures of a row computed once more from what it is made of, by the formulas as the documentation writes them.

import type { WhyCheck, Why, WhyTrade, WhyWindow } from './why.js';

type Parts = Omit<Why, 'checks'>;
type Value = number | string | null;

const check = (name: string, row: Value, again: Value): WhyCheck => ({ name, row, again, isEqual: row === again });

/** Two passes round otherwise than a sliding window does: equal to this share. */
const ROUNDING = 1e-6;

function nearCheck(name: string, row: number | null, again: number | null): WhyCheck {
  const isEqual =
    row === null || again === null ? row === again : Math.abs(row - again) <= ROUNDING * Math.max(1, Math.abs(row));
  return { name, row, again, isEqual };
}

/** Of z: out of the window's own figures exactly, out of its samples to rounding. */
function zChecks(name: string, z: number | null, window: WhyWindow | null): WhyCheck[] {
  if (window === null) return z === null ? [] : [check(`${name}: window`, z, null)];
  const exact = check(name, z, window.z);
  return window.plain === null ? [exact] : [exact, nearCheck(`${name}, from the samples`, z, window.plain.z)];
}

const lotsOf = (trades: readonly WhyTrade[]): number => trades.reduce((sum, { signedLots }) => sum + signedLots, 0);

function cvdChecks({ row, bar, trades, units, config }: Parts): WhyCheck[] {
  const toQty = (lots: number): number => (lots * units.stepMantissa) / units.stepDivisor;
  if (row.cvdDelta === null) return [];
  if (config.cvd.mode === 'delta') {
    if (bar === null) return [check('cvd_delta: bar', row.cvdDelta, null)];
    return [
      check('cvd_delta', row.cvdDelta, toQty(lotsOf(bar.trades))),
      check('cvd bar, lots', bar.buyLots - bar.sellLots, lotsOf(bar.trades)),
    ];
  }
  const last = trades.at(-1);
  return [check('cvd_delta', row.cvdDelta, last === undefined ? null : toQty(last.signedLots))];
}

/** OFI, CVD, and the z of both. */
export function flowChecks(why: Parts): WhyCheck[] {
  const { row, updates, units, ofiWindow, cvdWindow } = why;
  const checks: WhyCheck[] = [];
  if (row.ofi !== null) {
    const lots = updates.reduce((sum, { flowLots }) => sum + (flowLots ?? NaN), 0);
    const isWhole = updates.every(({ flowLots }) => flowLots !== null);
    checks.push(check('ofi', row.ofi, isWhole ? (lots * units.stepMantissa) / units.stepDivisor : null));
    checks.push(...zChecks('ofi_z', row.ofiZ, ofiWindow));
  }
  checks.push(...cvdChecks(why));
  if (row.cvdZ !== null || (cvdWindow !== null && row.cvdReason !== 'no_data')) {
    checks.push(...zChecks('cvd_z', row.cvdZ, cvdWindow));
  }
  return checks;
}

const sideOf = (z: number | null, threshold: number): Value =>
  z === null ? null : z > threshold ? 'buy' : z < -threshold ? 'sell' : 'neutral';

function fusionChecks({ row, config }: Parts): WhyCheck[] {
  const { ofiZ, cvdZ } = row;
  const { weightOfi, weightCvd, threshold, minConsistency } = config.fusion;
  if (ofiZ === null || cvdZ === null) return [check('fusion', row.fusion, null)];
  const fusion = (weightOfi * ofiZ + weightCvd * cvdZ) / (weightOfi + weightCvd);
  const [a, b] = [Math.abs(ofiZ), Math.abs(cvdZ)];
  const agrees = (ofiZ > 0 && cvdZ > 0) || (ofiZ < 0 && cvdZ < 0);
  const consistency = agrees ? Math.min(a, b) / Math.max(a, b) : 0;
  const isStrong = consistency > minConsistency;
  const signal =
    isStrong && fusion > threshold ? 'strong_buy' : isStrong && fusion < -threshold ? 'strong_sell' : 'neutral';
  return [
    check('fusion', row.fusion, fusion),
    check('consistency', row.consistency, consistency),
    check('fusion_signal', row.fusionSignal, signal),
  ];
}

/** As docs/formulas.md states it: change of the mid in half ticks over that at the start, in bp; 0 in the dead band. */
function trendAgain({ trend, config }: Parts): number | null {
  if (trend === null || trend.startHalfTicks === null) return null;
  const change = trend.endHalfTicks - trend.startHalfTicks;
  if (Math.abs(change) <= 2 * config.divergence.deadBandTicks) return 0;
  return (change / trend.startHalfTicks) * 1e4;
}

function divergenceAgain({ row, config }: Parts, trendBp: number | null): string | null {
  const { ofiZ, cvdZ } = row;
  const limits = config.divergence;
  if (ofiZ === null || cvdZ === null) return null;
  const isConflict =
    Math.abs(ofiZ) > limits.conflictOfiZ && Math.abs(cvdZ) > limits.conflictCvdZ && ofiZ > 0 !== cvdZ > 0;
  if (isConflict) return 'inconsistent';
  const buying = ofiZ > limits.ofiZ && cvdZ > limits.cvdZ;
  const selling = ofiZ < -limits.ofiZ && cvdZ < -limits.cvdZ;
  if (!buying && !selling) return 'none';
  if (trendBp === null) return null;
  if (buying && trendBp < 0) return 'bullish';
  return selling && trendBp > 0 ? 'bearish' : 'none';
}

/** Signals, fusion, trend and divergence. */
export function signalChecks(why: Parts): WhyCheck[] {
  const { row, config } = why;
  const trendBp = trendAgain(why);
  return [
    check('ofi_signal', row.ofiSignal, sideOf(row.ofiZ, config.signal.ofiThreshold)),
    check('cvd_signal', row.cvdSignal, sideOf(row.cvdZ, config.signal.cvdThreshold)),
    ...fusionChecks(why),
    check('trend_bp', row.trendBp, trendBp),
    check('divergence', row.divergence, divergenceAgain(why, trendBp)),
  ];
}
