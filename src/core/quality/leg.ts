// Legs of an examination: each one thing looked at, with a verdict, what was found and what to do.

export const LEG_GROUPS = ['machine', 'data', 'configuration', 'network', 'streams'] as const;
export type LegGroup = (typeof LEG_GROUPS)[number];

/** WARN: it works, with a disadvantage that is named. */
export type LegVerdict = 'PASS' | 'WARN' | 'FAIL';

/** What one look gave. */
export interface LegFinding {
  readonly verdict: LegVerdict;
  /** What was found, one line. */
  readonly found: string;
  /** What to do; null where there is nothing to do. */
  readonly hint: string | null;
  /** The same as figures, with units in their names; for scripts. */
  readonly figures: Readonly<Record<string, number | string | boolean | null>>;
}

export interface Leg extends LegFinding {
  readonly group: LegGroup;
  /** Stable name: `rest-ping`. */
  readonly name: string;
  /** How long the look took. */
  readonly elapsedMs: number;
}

type Figures = LegFinding['figures'];

export const passed = (found: string, figures: Figures = {}): LegFinding => ({
  verdict: 'PASS',
  found,
  hint: null,
  figures,
});

export const warned = (found: string, hint: string, figures: Figures = {}): LegFinding => ({
  verdict: 'WARN',
  found,
  hint,
  figures,
});

export const failed = (found: string, hint: string | null, figures: Figures = {}): LegFinding => ({
  verdict: 'FAIL',
  found,
  hint,
  figures,
});

/** The worst of all; PASS for none. */
export function worstVerdict(legs: readonly Pick<Leg, 'verdict'>[]): LegVerdict {
  if (legs.some(({ verdict }) => verdict === 'FAIL')) return 'FAIL';
  return legs.some(({ verdict }) => verdict === 'WARN') ? 'WARN' : 'PASS';
}
