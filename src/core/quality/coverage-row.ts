// How much of its time a capture has verified, judged to its very end: an exchange that died on the way leaves no message
// that could tell.

/** One symbol that was asked for. */
export interface SymbolCoverage {
  readonly symbol: string;
  /** See CoverageCertificate. */
  readonly verifiedUs: number;
  /** From the first time that anything could be verified to the capture's end; null where nothing ever could. */
  readonly spanUs: number | null;
}

export const COVERAGE_SHARE = 0.99;
/** At the ends of a short capture a message more or less weighs much. */
const SPARE_US = 1_000_000;

export interface JudgedCoverage {
  readonly symbol: string;
  readonly share: number;
  readonly isGood: boolean;
  readonly note: string | null;
}

export function judgeCoverage({ symbol, verifiedUs, spanUs }: SymbolCoverage): JudgedCoverage {
  if (spanUs === null || spanUs <= 0) return { symbol, share: 0, isGood: false, note: 'nothing could be verified' };
  const lostUs = Math.max(0, spanUs - verifiedUs);
  const share = Math.max(0, 1 - lostUs / spanUs);
  const isGood = share >= COVERAGE_SHARE || lostUs <= SPARE_US;
  return { symbol, share, isGood, note: share >= COVERAGE_SHARE ? null : `all but ${(lostUs / 1e6).toFixed(1)} s` };
}
