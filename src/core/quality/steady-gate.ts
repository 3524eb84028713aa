// The gate `steady-30m`: the thresholds of the original design's 30-minute run, each measured and judged.

import { type MeasuredOffset, correctedLatencyUs, judgeExcess, judgeLatency } from './corrected-latency.js';
import { COVERAGE_SHARE, type SymbolCoverage, judgeCoverage } from './coverage-row.js';
import { type Verdict, overallVerdict } from './gate.js';

/** µs; nearest-rank quantiles. */
export interface LatencyFigures {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface SteadySymbol {
  readonly symbol: string;
  /** Messages a second over the run; null where it spans no time. */
  readonly perSecond: number | null;
  /** Receive time − E as measured, and its excess over the trailing 10-minute minimum; null where nothing carries E. */
  readonly latency: { readonly raw: LatencyFigures; readonly excess: LatencyFigures } | null;
  /** 95th percentile of u − U + 1; null without depth messages. */
  readonly batchSpanP95: number | null;
}

export interface SteadyRun {
  /** Length asked for, s. */
  readonly askedSeconds: number;
  /** First to last receive time, s. */
  readonly seconds: number;
  readonly symbols: readonly SteadySymbol[];
  /** Holding for the whole run; null where it was never measured. */
  readonly offset: MeasuredOffset | null;
  /** Times that pu was not the u before it, and new snapshots: over all symbols. */
  readonly breaks: number;
  readonly resyncs: number;
  /** Without planned roll-overs. */
  readonly reconnects: number;
  /** Each symbol that was asked for, to the capture's end. */
  readonly coverage: readonly SymbolCoverage[];
  /** Lines waiting for the log's worker; null where nothing was logged. */
  readonly logQueueP95: number | null;
  readonly logDrops: number;
  readonly bytesWritten: number;
  readonly rotations: number;
}

export interface SteadyRow {
  readonly name: string;
  /** The symbol that did worst; null where the row is about the run. */
  readonly symbol: string | null;
  /** `< 100`, `0`, `≥ 1800`. */
  readonly limit: string;
  readonly measured: number | null;
  readonly unit: 's' | 'ms' | 'msg/s' | 'B' | '';
  readonly verdict: Verdict;
  readonly note: string | null;
}

export interface SteadyResult {
  readonly gate: 'steady-30m';
  readonly verdict: Verdict;
  readonly rows: readonly SteadyRow[];
}

/** The length of the original's run, s: what `--gate steady-30m` asks for where nothing else is said. */
export const STEADY_SECONDS = 1_800;
const RATE = 1;
const LATENCY_MS = { p50: 100, p95: 150, p99: 200, max: 2_500 } as const;
const BATCH_SPAN = 1_000;
const LOG_QUEUE = 100;
const RECONNECTS = 1;

const judge = (isGood: boolean): Verdict => (isGood ? 'PASS' : 'FAIL');

const row = (
  name: string,
  limit: string,
  rest: Partial<SteadyRow> & Pick<SteadyRow, 'measured' | 'verdict'>,
): SteadyRow => ({
  name,
  symbol: null,
  limit,
  unit: '',
  note: null,
  ...rest,
});

const WORST_FIRST: readonly Verdict[] = ['FAIL', 'INCONCLUSIVE', 'PASS'];

/** The row of the symbol that did worst: by verdict, then by how bad its figure is. The first symbol where all are equal. */
function worst(rows: readonly SteadyRow[], badness: (measured: number) => number): SteadyRow | undefined {
  const rank = ({ verdict }: SteadyRow): number => WORST_FIRST.indexOf(verdict);
  const bad = ({ measured }: SteadyRow): number => (measured === null ? Infinity : badness(measured));
  let found = rows[0];
  for (const one of rows) {
    if (found === undefined) continue;
    if (rank(one) < rank(found) || (rank(one) === rank(found) && bad(one) > bad(found))) found = one;
  }
  return found;
}

const NO_SYMBOL = 'no symbol was captured';

function rateRow({ symbols }: SteadyRun): SteadyRow {
  const limit = `≥ ${RATE.toFixed(1)}`;
  const rows = symbols.map(({ symbol, perSecond }) =>
    row('message rate', limit, {
      symbol,
      measured: perSecond,
      unit: 'msg/s',
      verdict: judge((perSecond ?? 0) >= RATE),
    }),
  );
  const none = row('message rate', limit, { measured: null, unit: 'msg/s', verdict: 'FAIL', note: NO_SYMBOL });
  return worst(rows, (measured) => -measured) ?? none;
}

/** A figure that no message gave cannot have been held: that is no matter of clocks, and fails. */
function latencyRow(run: SteadyRun, figure: keyof LatencyFigures): SteadyRow {
  const name = figure === 'max' ? 'latency max, hard cap' : `latency ${figure}`;
  const limitMs = LATENCY_MS[figure];
  const limit = `< ${limitMs}`;
  const { offset } = run;
  const rows = run.symbols.map(({ symbol, latency }) => {
    if (latency === null) {
      return row(name, limit, {
        symbol,
        measured: null,
        unit: 'ms',
        verdict: 'FAIL',
        note: 'no message carries a time',
      });
    }
    const [rawUs, excessUs] = [latency.raw[figure], latency.excess[figure]];
    const measuredUs = offset === null ? excessUs : correctedLatencyUs(rawUs, offset);
    const limitUs = limitMs * 1_000;
    const verdict = offset === null ? judgeExcess(excessUs, limitUs) : judgeLatency(rawUs, limitUs, offset);
    return row(name, limit, { symbol, measured: measuredUs / 1_000, unit: 'ms', verdict, note: latencyNote(offset) });
  });
  const none = row(name, limit, { measured: null, unit: 'ms', verdict: 'FAIL', note: NO_SYMBOL });
  return worst(rows, (measured) => measured) ?? none;
}

const latencyNote = (offset: MeasuredOffset | null): string =>
  offset === null
    ? 'excess over trailing 10-min minimum: the clock offset was not measured, a constant delay is unknown'
    : `corrected by the clock offset, ± ${(offset.uncertaintyUs / 1_000).toFixed(2)} ms`;

function batchSpanRow({ symbols }: SteadyRun): SteadyRow {
  const limit = `< ${BATCH_SPAN}`;
  const rows = symbols.map(({ symbol, batchSpanP95: measured }) =>
    row('batch_span p95', limit, { symbol, measured, verdict: judge(measured !== null && measured < BATCH_SPAN) }),
  );
  return (
    worst(rows, (measured) => measured) ??
    row('batch_span p95', limit, { measured: null, verdict: 'FAIL', note: NO_SYMBOL })
  );
}

function coverageRow({ coverage }: SteadyRun): SteadyRow {
  const limit = `≥ ${COVERAGE_SHARE}`;
  const rows = coverage
    .map((one) => judgeCoverage(one, coverage.length))
    .map(({ symbol, share, isGood, note }) =>
      row('coverage', limit, { symbol, measured: share, verdict: judge(isGood), note }),
    );
  return (
    worst(rows, (measured) => -measured) ?? row('coverage', limit, { measured: null, verdict: 'FAIL', note: NO_SYMBOL })
  );
}

const zeroRow = (name: string, measured: number): SteadyRow =>
  row(name, '0', { measured, verdict: judge(measured === 0) });

/** Rows about symbols show the one that did worst: the limits hold for each of them. */
export function judgeSteady(run: SteadyRun): SteadyResult {
  const { seconds, askedSeconds, reconnects, logQueueP95, bytesWritten, rotations } = run;
  const rows = [
    row('duration', `≥ ${askedSeconds}`, { measured: seconds, unit: 's', verdict: judge(seconds >= askedSeconds) }),
    rateRow(run),
    latencyRow(run, 'p50'),
    latencyRow(run, 'p95'),
    latencyRow(run, 'p99'),
    latencyRow(run, 'max'),
    coverageRow(run),
    zeroRow('breaks', run.breaks),
    zeroRow('resyncs', run.resyncs),
    row('reconnects', `≤ ${RECONNECTS}`, { measured: reconnects, verdict: judge(reconnects <= RECONNECTS) }),
    batchSpanRow(run),
    row('log queue p95', `< ${LOG_QUEUE}`, { measured: logQueueP95, verdict: judge((logQueueP95 ?? 0) < LOG_QUEUE) }),
    zeroRow('log drops', run.logDrops),
    row('NDJSON written', '> 0', { measured: bytesWritten, unit: 'B', verdict: judge(bytesWritten > 0) }),
    row('rotations', '≥ 1', { measured: rotations, verdict: judge(rotations >= 1) }),
  ];
  return { gate: 'steady-30m', verdict: overallVerdict(rows), rows };
}
