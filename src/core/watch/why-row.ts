// A followed row as one document: what it is made of, and each of its figures computed once more and compared.

import type { SignalRow } from '../pipeline/row.js';
import type { SymbolChain } from '../pipeline/symbol-chain.js';
import { flowChecks, signalChecks } from './why-checks.js';
import type { WhyTrail } from './why-state.js';
import { WHY_SCHEMA, type Why, type WhyBook, type WhyTrend, type WhyWindow } from './why.js';

/** What only the closing of the row tells. */
export interface RowParts {
  readonly row: SignalRow;
  readonly bookAfter: WhyBook | null;
  readonly ofiWindow: WhyWindow | null;
  readonly trend: WhyTrend | null;
}

export function buildWhy(trail: WhyTrail, state: SymbolChain, { row, bookAfter, ofiWindow, trend }: RowParts): Why {
  const { config } = trail;
  const { tickMantissa, tickDivisor, stepMantissa, stepDivisor } = state;
  const isLevel = config.cvd.mode === 'level';
  const lastOnly = trail.lastTrade === null ? [] : [trail.lastTrade];
  const why: Omit<Why, 'checks'> = {
    schema: WHY_SCHEMA,
    row,
    previousUs: trail.previousUs,
    config,
    units: { tickMantissa, tickDivisor, stepMantissa, stepDivisor },
    bookBefore: trail.bookBefore,
    bookAfter,
    updates: trail.updates,
    otherFrames: trail.otherFrames,
    breaks: trail.breaks,
    ofiWindow,
    bar: isLevel ? null : trail.bar,
    trades: isLevel ? (trail.rowTrades.length > 0 ? trail.rowTrades : lastOnly) : [],
    cvdWindow: trail.cvdWindow,
    trend,
  };
  return { ...why, checks: [...flowChecks(why), ...signalChecks(why)] };
}
