// A replay in one line, for logs that are read by people and searched by programs.

import type { ReplayResult } from '../core/pipeline/replay-result.js';
import { environmentText } from './replay-head.js';
import { figureText } from './number-text.js';

const SHOWN_DIGITS = 16;

/** `SUMMARY env=MAINNET symbols=… events=… …`: no blanks inside a value, `-` for absent. One line, without line end. */
export function replaySummary(result: ReplayResult): string {
  const { quality, health, digest, gate } = result;
  const sum = (of: (at: (typeof quality.symbols)[number]['continuity']) => number): number =>
    quality.symbols.reduce((total, { continuity }) => total + of(continuity), 0);
  const ms = (us: number | undefined): string => (us === undefined ? '-' : figureText(us / 1_000).replaceAll(',', ''));
  const shares = quality.symbols.flatMap(({ coverage }) => coverage.share ?? []);
  const onsets = health
    .flatMap(({ signals }) => signals)
    .filter(({ group }) => group === 'fusion')
    .reduce((total, one) => total + one.onsets, 0);
  const fields: readonly (readonly [string, string | number])[] = [
    ['env', environmentText(result)],
    ['symbols', quality.symbols.map(({ symbol }) => symbol).join(',') || '-'],
    ['span_s', (quality.spanUs / 1_000_000).toFixed(1)],
    ['events', quality.events],
    ['depth_gaps', sum((at) => at.depthGaps)],
    ['resyncs', sum((at) => at.resyncs)],
    ['crossed', sum((at) => at.crossings)],
    ['trade_gaps', sum((at) => at.tradeGaps)],
    ['latency_p50_ms', ms(quality.latency?.raw.p50)],
    ['latency_p95_ms', ms(quality.latency?.raw.p95)],
    ['excess_p95_ms', ms(quality.latency?.excess.p95)],
    ['latency_n', quality.latency?.raw.n ?? 0],
    ['coverage_min', shares.length === 0 ? '-' : (Math.floor(Math.min(...shares) * 1e4) / 1e4).toFixed(4)],
    ['rows', digest.rows],
    ['fusion_rows', digest.fusion],
    ['fusion_onsets', onsets],
    ['problems', result.problems.total + result.refused.total],
    ['digest', digest.value.slice(0, SHOWN_DIGITS)],
    ['gate', gate === null ? '-' : `${gate.gate}:${gate.verdict}`],
  ];
  return `SUMMARY ${fields.map(([key, value]) => `${key}=${value}`).join(' ')}`;
}
