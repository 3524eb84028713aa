// Quality gates: criteria by name, each with what was measured, what is wanted, and a verdict.

import { type MeasuredOffset, type Verdict, correctedLatencyUs, judgeLatency } from './corrected-latency.js';
import { COVERAGE_SHARE, type SymbolCoverage, judgeCoverage } from './coverage-row.js';
import type { QualityReport, SymbolQuality } from './quality-report.js';

export type { Verdict } from './corrected-latency.js';

export interface GateRow {
  /** `resyncs`, `latency p95`, … */
  readonly name: string;
  /** Null: the recording as a whole. */
  readonly symbol: string | null;
  /** Null where nothing could be measured. */
  readonly measured: number | null;
  /** `ms`, `msg/s`, or empty for counts. */
  readonly unit: 'ms' | 'msg/s' | '';
  /** What is wanted: `0`, `< 2500`, `> 1`; null for rows that are only shown. */
  readonly threshold: string | null;
  /** Null for rows that are only shown. */
  readonly verdict: Verdict | null;
  readonly note: string | null;
}

export interface GateResult {
  readonly gate: GateName;
  readonly verdict: Verdict;
  readonly rows: readonly GateRow[];
}

/** @param offset measured clock offset; null judges the excess over the trailing minimum instead */
type Gate = (quality: QualityReport, offset: MeasuredOffset | null) => GateRow[];

const LATENCY_LIMIT_MS = 2_500;
const RATE_LIMIT = 1;

const judge = (isGood: boolean): Verdict => (isGood ? 'PASS' : 'FAIL');

/** Breaks of the id chain count even where no snapshot came to heal them: a book lost for good is no better. */
function resyncRow({ symbol, continuity }: SymbolQuality): GateRow {
  const { resyncs, depthGaps } = continuity;
  const measured = Math.max(resyncs, depthGaps);
  const note = depthGaps > resyncs ? `${depthGaps} breaks, ${resyncs} healed` : null;
  return { name: 'resyncs', symbol, measured, unit: '', threshold: '0', verdict: judge(measured === 0), note };
}

/** A crossed book shows that a message was lost or wrong where its id does not. */
function crossedRow({ symbol, continuity: { crossings } }: SymbolQuality): GateRow {
  const verdict = judge(crossings === 0);
  return { name: 'crossed books', symbol, measured: crossings, unit: '', threshold: '0', verdict, note: null };
}

const LATENCY_ROW = { name: 'latency p95', unit: 'ms', threshold: `< ${LATENCY_LIMIT_MS}` } as const;

/**
 * The verdict is on the offset-corrected p95: FAIL at 2500 ms or more. Corrected means by the measured offset, then it is
 * INCONCLUSIVE where some offset within its uncertainty changes the verdict; without one the excess over the trailing
 * 10-minute minimum. The raw p95 is shown beside it: a clock offset and a constant delay look alike in it, so it cannot be
 * judged.
 */
function latencyRows({ symbol, latency }: SymbolQuality, offset: MeasuredOffset | null): GateRow[] {
  if (latency === null) {
    return [{ ...LATENCY_ROW, symbol, measured: null, verdict: 'INCONCLUSIVE', note: 'no message carries a time' }];
  }
  const rawUs = latency.raw.p95;
  const rawNote =
    rawUs / 1_000 < LATENCY_LIMIT_MS
      ? 'not judged'
      : 'not judged: clock offset and constant delay cannot be told apart';
  const raw = { ...LATENCY_ROW, name: 'latency p95 raw', symbol, threshold: null, verdict: null };
  return [
    offset === null ? excessRow(symbol, latency.excess.p95) : correctedRow(symbol, rawUs, offset),
    { ...raw, measured: rawUs / 1_000, note: rawNote },
  ];
}

const excessRow = (symbol: string, excessUs: number): GateRow => ({
  ...LATENCY_ROW,
  symbol,
  measured: excessUs / 1_000,
  verdict: judge(excessUs / 1_000 < LATENCY_LIMIT_MS),
  note: 'excess over trailing 10-min minimum',
});

const correctedRow = (symbol: string, rawUs: number, offset: MeasuredOffset): GateRow => ({
  ...LATENCY_ROW,
  symbol,
  measured: correctedLatencyUs(rawUs, offset) / 1_000,
  verdict: judgeLatency(rawUs, LATENCY_LIMIT_MS * 1_000, offset),
  note: `corrected by the clock offset, ± ${(offset.uncertaintyUs / 1_000).toFixed(2)} ms`,
});

function rateRow(symbol: string | null, perSecond: number | null): GateRow {
  const verdict = judge(perSecond !== null && perSecond > RATE_LIMIT);
  const note = perSecond === null ? 'the data span no time' : null;
  return {
    name: 'message rate',
    symbol,
    measured: perSecond,
    unit: 'msg/s',
    threshold: `> ${RATE_LIMIT}`,
    verdict,
    note,
  };
}

/** The first layer's gate, for every symbol: resyncs 0, crossed books 0, p95 event latency < 2500 ms, over one message a second. */
function layer1({ symbols }: QualityReport, offset: MeasuredOffset | null): GateRow[] {
  if (symbols.length === 0) return [{ ...rateRow(null, 0), note: 'no messages' }];
  return symbols.flatMap((quality) => [
    resyncRow(quality),
    crossedRow(quality),
    ...latencyRows(quality, offset),
    rateRow(quality.symbol, quality.perSecond),
  ]);
}

const GATES = { layer1 } as const satisfies Readonly<Record<string, Gate>>;
export type GateName = keyof typeof GATES;
export const GATE_NAMES: readonly GateName[] = ['layer1'];

/** Any FAIL fails; else anything INCONCLUSIVE leaves it open. Rows that are only shown do not count. */
export function overallVerdict(rows: readonly Pick<GateRow, 'verdict'>[]): Verdict {
  if (rows.some(({ verdict }) => verdict === 'FAIL')) return 'FAIL';
  return rows.some(({ verdict }) => verdict === 'INCONCLUSIVE') ? 'INCONCLUSIVE' : 'PASS';
}

function coverageRow(coverage: SymbolCoverage, symbols: number): GateRow {
  const { symbol, share, isGood, note } = judgeCoverage(coverage, symbols);
  const threshold = `≥ ${COVERAGE_SHARE}`;
  return { name: 'coverage', symbol, measured: share, unit: '', threshold, verdict: judge(isGood), note };
}

/** What could not be read is not in the figures: they may look whole where the input is not. */
function damageRow(damaged: number): GateRow {
  const verdict = judge(damaged === 0);
  return { name: 'damaged input', symbol: null, measured: damaged, unit: '', threshold: '0', verdict, note: null };
}

export interface GateContext {
  /** Of a capture: each symbol that it was asked for, judged to its end. Null for recordings. */
  readonly coverage?: readonly SymbolCoverage[] | null | undefined;
  /** Problems of the input and messages refused; null where there is no stored input to be damaged. */
  readonly damaged?: number | null | undefined;
  /** Clock offset that holds for the whole run; null where none was measured. */
  readonly offset?: MeasuredOffset | null | undefined;
}

export function judgeGate(gate: GateName, quality: QualityReport, context: GateContext = {}): GateResult {
  const { damaged = null, offset = null, coverage = null } = context;
  const rows = [
    ...GATES[gate](quality, offset),
    ...(coverage ?? []).map((one, _, all) => coverageRow(one, all.length)),
    ...(damaged === null ? [] : [damageRow(damaged)]),
  ];
  return { gate, verdict: overallVerdict(rows), rows };
}
