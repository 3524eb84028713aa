// What the manifests of one session say about the first layer: counts, latency and rate over all its segments.

import { judgeExcess, judgeLatency } from '../../quality/corrected-latency.js';
import { type LogSketch, initLogSketch, mergeLogSketch, sketchMin, sketchQuantile } from '../../stats/log-sketch.js';
import { logSketchFromJson } from '../../stats/log-sketch-json.js';
import { figure, listIn, numberIn, placeIn } from './figure.js';
import type { Figure } from './scorecard.js';

/** Of a segment's manifest, as it was written. */
export interface SegmentFacts {
  readonly bytes: number;
  readonly firstRecvUs: number;
  readonly lastRecvUs: number;
  readonly certificate: unknown;
  readonly clockOffset: unknown;
  /** Whether its file is still there and has the size that was sealed. */
  readonly isWhole: boolean;
}

const LIMIT_US = 2_500_000;

const streamsOf = (segments: readonly SegmentFacts[]) =>
  segments.flatMap(({ certificate }) => listIn(certificate, 'symbols').flatMap((one) => listIn(one, 'streams')));

/** Over all streams; null without any. Sketches of another precision than the first have no place in the sum. */
function latencyOf(segments: readonly SegmentFacts[]): LogSketch | null {
  let sum: LogSketch | null = null;
  for (const row of segments.flatMap(({ certificate }) => listIn(certificate, 'latency'))) {
    const sketch = logSketchFromJson(row['raw']);
    if (sketch === null) continue;
    sum ??= initLogSketch(sketch.digits);
    if (sketch.digits === sum.digits) mergeLogSketch(sum, sketch);
  }
  return sum;
}

/** By the last measured offset; without one, what is above the smallest latency can only show a failure. */
function latencyFigure(segments: readonly SegmentFacts[]): Figure {
  const sketch = latencyOf(segments);
  const p95 = sketch === null ? null : sketchQuantile(sketch, 0.95);
  if (sketch === null || p95 === null) return figure(null, { note: 'no message carries a time' });
  const known = segments.map(({ clockOffset }) => ({
    offsetUs: numberIn(clockOffset, 'offsetUs'),
    uncertaintyUs: numberIn(clockOffset, 'uncertaintyUs'),
  }));
  const last = known.filter(({ offsetUs, uncertaintyUs }) => offsetUs !== null && uncertaintyUs !== null).at(-1);
  if (last === undefined) {
    const excess = p95 - (sketchMin(sketch) ?? 0);
    const note = 'above the smallest one: the clock offset was not measured';
    return figure(excess / 1_000, { verdict: judgeExcess(excess, LIMIT_US), note });
  }
  const offset = { offsetUs: last.offsetUs ?? 0, uncertaintyUs: last.uncertaintyUs ?? 0 };
  return figure((p95 + offset.offsetUs) / 1_000, { verdict: judgeLatency(p95, LIMIT_US, offset) });
}

const disconnectsOf = (segments: readonly SegmentFacts[]): number =>
  segments.reduce(
    (sum, { certificate }) => sum + listIn(certificate, 'troubles').filter(({ kind }) => kind === 'disconnect').length,
    0,
  );

/** Seconds from the first line to the last. */
export function secondsOf(segments: readonly SegmentFacts[]): number {
  const first = Math.min(...segments.map(({ firstRecvUs }) => firstRecvUs));
  const last = Math.max(...segments.map(({ lastRecvUs }) => lastRecvUs));
  return segments.length === 0 ? 0 : (last - first) / 1e6;
}

/** Segments of one session. A segment without a certificate leaves what it would have counted open. */
export function sessionFigures(segments: readonly SegmentFacts[]): Record<string, Figure> {
  const seconds = secondsOf(segments);
  const lacking = segments.filter(({ certificate }) => placeIn(certificate, 'symbols') === undefined).length;
  const note = lacking === 0 ? null : `${lacking} segments have no certificate`;
  const counted = (value: number): Figure =>
    figure(value, { note, verdict: lacking > 0 && value === 0 ? 'INCONCLUSIVE' : null });
  const streams = streamsOf(segments);
  const messages = streams.reduce((sum, one) => sum + (numberIn(one, 'messages') ?? 0), 0);
  const breaks = streams
    .filter(({ stream }) => stream === 'depth')
    .reduce((sum, one) => sum + listIn(one, 'gaps').length, 0);
  const resyncs = segments.reduce(
    (sum, { certificate }) =>
      sum + listIn(certificate, 'symbols').reduce((all, one) => all + listIn(one, 'resyncs').length, 0),
    0,
  );
  return {
    resyncs: counted(resyncs),
    breaks: counted(breaks),
    latency_p95: latencyFigure(segments),
    rate: figure(seconds > 0 ? messages / seconds : null, { note }),
    disconnects: counted(disconnectsOf(segments)),
    written: figure(segments.reduce((sum, { bytes }) => sum + bytes, 0)),
    unsealed: figure(segments.filter(({ isWhole }) => !isWhole).length),
  };
}
