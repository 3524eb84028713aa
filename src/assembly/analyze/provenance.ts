// Where the data of a study came from and how whole they are, as its report states it.

import type { ProvenanceResult } from '../../core/analysis/result-market.js';
import type { EnvOrigin } from '../../core/market/instrument.js';
import { latencyCurve } from '../../core/quality/latency-curve.js';
import { qualityReport } from '../../core/quality/quality-report.js';
import type { SourceInput } from './market-source.js';
import type { StudyRun } from './study-run.js';

const QUANTILES = ['p50', 'p95', 'p99'] as const;
const US_PER_MS = 1_000;

export interface ProvenanceFacts {
  readonly inputs: readonly SourceInput[];
  readonly envOrigin: EnvOrigin;
  readonly symbol: string;
  readonly warnings: readonly string[];
}

function curveOf({ quality, names }: StudyRun, symbol: string): ProvenanceResult['latencyCurve'] {
  const points = latencyCurve(quality, names.indexOf(symbol));
  if (points === null) return null;
  return points.map(({ share, rawUs, excessUs }) => ({ share, ms: rawUs / US_PER_MS, excessMs: excessUs / US_PER_MS }));
}

/** Figures of the studied symbol; latencies of its depth and trades. */
export function provenanceOf(run: StudyRun, facts: ProvenanceFacts): ProvenanceResult {
  const { collected, bookTickers } = run;
  const report = qualityReport(run.quality, run.names);
  const ours = report.symbols.find(({ symbol }) => symbol === facts.symbol);
  const spanUs = collected.lastUs - collected.firstUs;
  const coveredUs = collected.market.coveredUs;
  const streams = (ours?.streams ?? []).map(({ stream, count }) => ({ stream, messages: count }));
  const latency = ours?.latency ?? null;
  const inMs = (of: Readonly<Record<(typeof QUANTILES)[number], number>>): number[] =>
    QUANTILES.map((quantile) => of[quantile] / US_PER_MS);
  return {
    inputs: facts.inputs,
    envOrigin: facts.envOrigin,
    firstUs: collected.firstUs,
    lastUs: collected.lastUs,
    coveredUs,
    coverage: spanUs > 0 ? coveredUs / spanUs : 0,
    segments: collected.breaks + 1,
    depthGaps: ours?.continuity.depthGaps ?? 0,
    tradeGaps: ours?.continuity.tradeGaps ?? 0,
    resyncs: ours?.continuity.resyncs ?? 0,
    streams: bookTickers === 0 ? streams : [...streams, { stream: 'bookTicker', messages: bookTickers }],
    latencyMs: latency === null ? null : inMs(latency.raw),
    latencyExcessMs: latency === null ? null : inMs(latency.excess),
    latencyCurve: curveOf(run, facts.symbol),
    clock: {
      leastLatencyMs: latency === null ? null : latency.raw.min / US_PER_MS,
      steps: ours?.continuity.clockSteps ?? 0,
    },
    disconnects: ours?.continuity.disconnects ?? 0,
    silences: ours?.continuity.silences ?? 0,
    staleShare: collected.decisions === 0 ? 0 : collected.staleDecisions / collected.decisions,
    warnings: facts.warnings,
  };
}
