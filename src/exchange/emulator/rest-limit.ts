// The request weight of one address: a budget for each minute, 429 beyond it, 418 for those who go on regardless.

/** Plain data. */
export interface RestBudget {
  /** Weight allowed in a minute. */
  readonly limit: number;
  /** Beginning of the present minute, ms. */
  minuteMs: number;
  used: number;
  /** Requests refused with 429 since the last one that was served. */
  refused: number;
  /** Banned until then, ms; 0 for not banned. */
  bannedUntilMs: number;
  bans: number;
}

const MINUTE_MS = 60_000;
/** Requests after the first 429 until the ban. */
const PATIENCE = 10;
const FIRST_BAN_MS = 120_000;
/** Three days. */
const LONGEST_BAN_MS = 259_200_000;

export const initBudget = (limit: number): RestBudget => ({
  limit,
  minuteMs: 0,
  used: 0,
  refused: 0,
  bannedUntilMs: 0,
  bans: 0,
});

export type BudgetVerdict =
  { readonly kind: 'served' } | { readonly kind: 'limited' | 'banned'; readonly retryAfterS: number };

/** Books the weight of a request at `nowMs`. A refused request costs its weight too. */
export function spend(budget: RestBudget, weight: number, nowMs: number): BudgetVerdict {
  const minuteMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  if (minuteMs !== budget.minuteMs) {
    budget.minuteMs = minuteMs;
    budget.used = 0;
    budget.refused = 0;
  }
  budget.used += weight;
  if (nowMs < budget.bannedUntilMs) return { kind: 'banned', retryAfterS: secondsUntil(budget.bannedUntilMs, nowMs) };
  if (budget.used <= budget.limit) return { kind: 'served' };
  budget.refused++;
  if (budget.refused <= PATIENCE) {
    return { kind: 'limited', retryAfterS: secondsUntil(minuteMs + MINUTE_MS, nowMs) };
  }
  // Each ban is longer than the one before it.
  budget.bannedUntilMs = nowMs + Math.min(LONGEST_BAN_MS, FIRST_BAN_MS * 4 ** budget.bans);
  budget.bans++;
  return { kind: 'banned', retryAfterS: secondsUntil(budget.bannedUntilMs, nowMs) };
}

const secondsUntil = (thenMs: number, nowMs: number): number => Math.max(1, Math.ceil((thenMs - nowMs) / 1000));
