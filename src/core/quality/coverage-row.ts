// How much of its time a capture has verified, judged to its very end: an exchange that died on the way leaves no message
// that could tell.

/** One symbol that was asked for. */
export interface SymbolCoverage {
  readonly symbol: string;
  /** See CoverageCertificate. */
  readonly verifiedUs: number;
  /** From the first time that anything could be verified to the capture's end; null where nothing ever could. */
  readonly spanUs: number | null;
  /** From the capture's beginning to that time; counts for nothing where nothing could be verified. */
  readonly waitUs: number;
}

export const COVERAGE_SHARE = 0.99;
/** What the first book of a capture may take: the connection, and a snapshot of each symbol at half the request weight. */
const CONNECT_US = 30_000_000;
const SNAPSHOT_US = 1_000_000;
/** At the ends of a short capture a message more or less weighs much. */
const SPARE_US = 1_000_000;

export interface JudgedCoverage {
  readonly symbol: string;
  readonly share: number;
  readonly isGood: boolean;
  readonly note: string | null;
}

/** `symbols`: how many the capture has; the exchange's request weight gives so many snapshots a minute and no more. */
export function judgeCoverage(coverage: SymbolCoverage, symbols: number): JudgedCoverage {
  const { symbol, verifiedUs, spanUs, waitUs } = coverage;
  if (spanUs === null || spanUs <= 0) return { symbol, share: 0, isGood: false, note: 'nothing could be verified' };
  const lostUs = Math.max(0, spanUs - verifiedUs);
  const share = Math.max(0, 1 - lostUs / spanUs);
  if (waitUs > CONNECT_US + symbols * SNAPSHOT_US) {
    return { symbol, share, isGood: false, note: `nothing verified in the first ${(waitUs / 1e6).toFixed(1)} s` };
  }
  const isGood = share >= COVERAGE_SHARE || lostUs <= SPARE_US;
  return { symbol, share, isGood, note: share >= COVERAGE_SHARE ? null : `all but ${(lostUs / 1e6).toFixed(1)} s` };
}
