// The market of a recording, and how each signal was really used in it: read off what the collector kept.

import type { Collected, CollectedMoves, CollectedSignal } from '../collect/collected.js';
import type { SignalUse } from '../result.js';
import type { MarketResult, MoveRow } from '../result-market.js';
import type { JudgeContext } from './context.js';
import { breakEvenEstimates, firedMove, moveFigures } from './move-size.js';
import { meanSpreadBp } from './route-costs.js';
import { rngFor } from './seeds.js';

const HOUR_US = 3_600_000_000;

/** Number of the slot below which a share of the time lies. */
function slotAt(slots: Float64Array, share: number): number {
  const wanted = share * slots.reduce((sum, us) => sum + us, 0);
  let sum = 0;
  for (let i = 0; i < slots.length; i++) {
    sum += slots[i] as number;
    if (sum >= wanted) return i;
  }
  return slots.length - 1;
}

function spreadOf({ market }: Collected): MarketResult['spreadTicks'] {
  const { coveredUs, spreadTicksUs, spreadUs } = market;
  if (!(coveredUs > 0)) return null;
  return {
    mean: spreadTicksUs / coveredUs,
    p50: slotAt(spreadUs, 0.5),
    p95: slotAt(spreadUs, 0.95),
    oneTickShare: (spreadUs[1] ?? 0) / coveredUs,
  };
}

function conditionalOf(collected: Collected, horizonUs: number): MoveRow['conditional'] {
  const { plan, lanes } = collected;
  const spreadBp = meanSpreadBp(collected);
  const lane = lanes.find((one) => one.judged && one.horizonUs === horizonUs);
  return plan.signals.flatMap(({ name, role }, s) => {
    const events = lane?.events?.[s];
    if (lane === undefined || events === undefined || role === 'baseline') return [];
    const move = firedMove(events, lane.blocks, rngFor(plan.seed, 'moves', [horizonUs, s]));
    if (move.value === null) return [];
    return [
      { signal: name, n: move.n, meanAbsBp: move, breakEven: breakEvenEstimates(plan.costs, { move, spreadBp }) },
    ];
  });
}

function moveRow(collected: Collected, move: CollectedMoves): MoveRow {
  const { horizonUs, n } = move;
  const { costs, seed } = collected.plan;
  const figures = moveFigures(move, rngFor(seed, 'moves', [horizonUs]));
  return {
    horizonUs,
    n,
    ...figures,
    breakEven: breakEvenEstimates(costs, { move: figures.meanAbsBp, spreadBp: meanSpreadBp(collected) }),
    conditional: conditionalOf(collected, horizonUs),
  };
}

function hoursOf({ market }: Collected, step: number): MarketResult['hours'] {
  return Array.from(market.hourUs, (us, hour) => {
    const seconds = market.hourSeconds[hour] as number;
    const squares = market.hourSquares[hour] as number;
    return {
      hour,
      seconds: us / 1e6,
      volatilityBp: seconds > 0 ? Math.sqrt((squares / seconds) * 3_600) : null,
      volume: (market.hourLots[hour] as number) * step,
    };
  });
}

export function marketResult(collected: Collected, { tick, step }: JudgeContext): MarketResult {
  const { market, moves } = collected;
  const { coveredUs } = market;
  const mean = (integral: number): number | null => (coveredUs > 0 ? integral / coveredUs : null);
  const [mid, top] = [mean(market.midTicksUs), mean(market.topLotsUs)];
  return {
    tick,
    meanMid: mid === null ? null : mid * tick,
    spreadTicks: spreadOf(collected),
    spreadBp: meanSpreadBp(collected),
    topSize: top === null ? null : top * step,
    moves: moves.map((move) => moveRow(collected, move)),
    hours: hoursOf(collected, step),
  };
}

/** One a signal, in the order of the plan. */
export function signalUses(collected: Collected, context: JudgeContext): SignalUse[] {
  const { plan, signals, decisions } = collected;
  const share = (count: number): number => (decisions === 0 ? 0 : count / decisions);
  return plan.signals.map((spec, s) => {
    const { valid, long, short, entries, runs, runUs, autocorrelation } = signals[s] as CollectedSignal;
    const validHours = (context.coveredUs / HOUR_US) * share(valid);
    return {
      spec,
      rows: decisions,
      valid: share(valid),
      longShare: share(long),
      shortShare: share(short),
      onsetsPerHour: validHours > 0 ? entries / validHours : 0,
      meanRunSeconds: runs === 0 ? null : runUs / runs / 1e6,
      autocorrelation,
      windowSeconds: context.windowSeconds?.[s] ?? null,
    };
  });
}
