// Quality gates: criteria by name, each with what was measured, what is wanted, and a verdict.

import type { QualityReport, SymbolQuality } from './quality-report.js';

export type Verdict = 'PASS' | 'FAIL' | 'INCONCLUSIVE';

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

type Gate = (quality: QualityReport) => GateRow[];

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

/**
 * The verdict is on the offset-corrected p95, the excess over the trailing 10-minute minimum: FAIL at 2500 ms or more,
 * INCONCLUSIVE only where no message carries a time. The raw p95 is shown beside it: a clock offset and a constant delay
 * look alike in it, so it cannot be judged.
 */
function latencyRows({ symbol, latency }: SymbolQuality): GateRow[] {
  const row = { name: 'latency p95', symbol, unit: 'ms', threshold: `< ${LATENCY_LIMIT_MS}` } as const;
  if (latency === null) return [{ ...row, measured: null, verdict: 'INCONCLUSIVE', note: 'no message carries a time' }];
  const correctedMs = latency.excess.p95 / 1_000;
  const rawMs = latency.raw.p95 / 1_000;
  const rawNote =
    rawMs < LATENCY_LIMIT_MS ? 'not judged' : 'not judged: clock offset and constant delay cannot be told apart';
  return [
    {
      ...row,
      measured: correctedMs,
      verdict: judge(correctedMs < LATENCY_LIMIT_MS),
      note: 'excess over trailing 10-min minimum',
    },
    { name: 'latency p95 raw', symbol, measured: rawMs, unit: 'ms', threshold: null, verdict: null, note: rawNote },
  ];
}

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
function layer1({ symbols }: QualityReport): GateRow[] {
  if (symbols.length === 0) return [{ ...rateRow(null, 0), note: 'no messages' }];
  return symbols.flatMap((quality) => [
    resyncRow(quality),
    crossedRow(quality),
    ...latencyRows(quality),
    rateRow(quality.symbol, quality.perSecond),
  ]);
}

const GATES = { layer1 } as const satisfies Readonly<Record<string, Gate>>;
export type GateName = keyof typeof GATES;
export const GATE_NAMES: readonly GateName[] = ['layer1'];

/** Any FAIL fails; else anything INCONCLUSIVE leaves it open. Rows that are only shown do not count. */
export function overallVerdict(rows: readonly GateRow[]): Verdict {
  if (rows.some(({ verdict }) => verdict === 'FAIL')) return 'FAIL';
  return rows.some(({ verdict }) => verdict === 'INCONCLUSIVE') ? 'INCONCLUSIVE' : 'PASS';
}

/** What could not be read is not in the figures: they may look whole where the input is not. */
function damageRow(damaged: number): GateRow {
  const verdict = judge(damaged === 0);
  return { name: 'damaged input', symbol: null, measured: damaged, unit: '', threshold: '0', verdict, note: null };
}

/** `damaged`: problems of the input and messages refused; null where there is no stored input to be damaged. */
export function judgeGate(gate: GateName, quality: QualityReport, damaged: number | null = null): GateResult {
  const rows = [...GATES[gate](quality), ...(damaged === null ? [] : [damageRow(damaged)])];
  return { gate, verdict: overallVerdict(rows), rows };
}
