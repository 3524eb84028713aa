// Configuration of the operator chain: every choice that can change a computed number, as one value.

export type OfiMode = 'cks5' | 'cks1' | 'pricekey' | 'index';
export type CvdMode = 'delta' | 'level';
export type ZBaseline = 'exclude' | 'include';

export interface ZConfig {
  /** Samples in the window. */
  readonly window: number;
  /** Whether the current sample belongs to its own baseline. */
  readonly baseline: ZBaseline;
  /** Delta degrees of freedom: 0 population, 1 sample. */
  readonly ddof: 0 | 1;
  /** Samples wanted before the first z; at most `window`. */
  readonly warmup: number;
  /** A deviation ≤ epsilon · max(1, |mean|) counts as zero. */
  readonly epsilon: number;
}

export type Grid =
  /** One row per applied depth update. */
  | { readonly kind: 'event' }
  /** One row each `stepUs`, as of the grid time. */
  | { readonly kind: 'time'; readonly stepUs: number };

export interface ChainConfig {
  readonly grid: Grid;
  readonly ofi: {
    readonly mode: OfiMode;
    readonly source: 'depth' | 'bookTicker';
    /** One weight a level, best first; used as given after division by their sum. */
    readonly weights: readonly number[];
    readonly z: ZConfig;
  };
  readonly cvd: {
    readonly mode: CvdMode;
    /** Length of the bars of mode `delta`. */
    readonly barUs: number;
    /** When mode `level` takes a z sample: at each row, or at each trade (the original). */
    readonly sample: 'row' | 'trade';
    /** Quantity with (`q`) or without (`nq`) retail-price-improvement fills; `nq` falls back to `q` where not sent. */
    readonly quantity: 'q' | 'nq';
    readonly emaAlpha: number;
    /** Restart of the running sum at 00:00 UTC of receive time. */
    readonly reset: 'none' | 'utc-day';
    readonly z: ZConfig;
  };
  readonly signal: {
    readonly ofiThreshold: number;
    readonly cvdThreshold: number;
  };
  readonly fusion: {
    readonly weightOfi: number;
    readonly weightCvd: number;
    readonly threshold: number;
    readonly minConsistency: number;
  };
  readonly divergence: {
    /** Price trend: return of the mid over this span. */
    readonly trendWindowUs: number;
    /** |mid change| up to this many ticks is no trend. */
    readonly deadBandTicks: number;
    readonly ofiZ: number;
    readonly cvdZ: number;
    readonly conflictOfiZ: number;
    readonly conflictCvdZ: number;
  };
}

const DEFAULT_Z: ZConfig = { window: 300, baseline: 'exclude', ddof: 0, warmup: 300, epsilon: 1e-12 };

export const DEFAULT_CHAIN: ChainConfig = {
  grid: { kind: 'time', stepUs: 100_000 },
  ofi: { mode: 'cks5', source: 'depth', weights: [0.4, 0.25, 0.2, 0.1, 0.05], z: DEFAULT_Z },
  cvd: {
    mode: 'delta',
    barUs: 100_000,
    sample: 'row',
    quantity: 'q',
    emaAlpha: 0.2,
    reset: 'utc-day',
    z: DEFAULT_Z,
  },
  signal: { ofiThreshold: 2, cvdThreshold: 1 },
  fusion: { weightOfi: 0.6, weightCvd: 0.4, threshold: 2.5, minConsistency: 0.7 },
  divergence: {
    trendWindowUs: 60_000_000,
    deadBandTicks: 1,
    ofiZ: 1,
    cvdZ: 0.5,
    conflictOfiZ: 2,
    conflictCvdZ: 1,
  },
};

const ORIGINAL_Z: ZConfig = { ...DEFAULT_Z, baseline: 'include' };

/** The original design line for line (semantics 19): a comparison, not a recommendation. */
export const ORIGINAL_CHAIN: ChainConfig = {
  ...DEFAULT_CHAIN,
  grid: { kind: 'event' },
  ofi: { ...DEFAULT_CHAIN.ofi, mode: 'index', z: ORIGINAL_Z },
  cvd: { ...DEFAULT_CHAIN.cvd, mode: 'level', sample: 'trade', reset: 'none', z: ORIGINAL_Z },
};

/** Whether `value` has the shape of `model`: the same keys with values of the same types, texts and numbers alike. */
function isLike(value: unknown, model: unknown): boolean {
  if (Array.isArray(model)) return Array.isArray(value) && value.every((item) => isLike(item, model[0]));
  if (typeof model !== 'object' || model === null) return typeof value === typeof model;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = value as Readonly<Record<string, unknown>>;
  const keys = Object.entries(model);
  return Object.keys(entries).length === keys.length && keys.every(([key, inner]) => isLike(entries[key], inner));
}

/** A configuration read from a recording's header, or null where it is none that this version knows. */
export function readChainConfig(value: unknown): ChainConfig | null {
  const grid = (value as { grid?: { kind?: unknown } } | null)?.grid?.kind === 'event' ? ORIGINAL_CHAIN : DEFAULT_CHAIN;
  return isLike(value, grid) ? (value as ChainConfig) : null;
}
