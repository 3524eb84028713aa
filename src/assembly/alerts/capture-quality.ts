// The figures of a running capture that the alerts of data quality look at.

import type { QualityFigures } from '../../core/alert/quality-figures.js';
import { rollingWindow, turnRollingSketch } from '../../core/quality/rolling-sketch.js';
import { sketchQuantile } from '../../core/stats/log-sketch.js';
import { heardOf } from '../../core/watch/heard.js';
import { silenceLimitMs } from '../../exchange/binance/watchdog.js';
import type { SilenceLimits } from '../../exchange/binance/watchdog.js';
import type { CaptureSession } from '../capture/capture-session.js';
import { offsetOf } from '../capture/offset-sampler.js';

/** Latencies counted before their p99 means anything. */
const LEAST_LATENCIES = 200;

export function captureQuality(session: CaptureSession): QualityFigures {
  const { world, writer, counts, config, symbols, loop } = session;
  const nowUs = world.clock.nowUs();
  const state = writer.state();
  const heard = new Map(loop.live.runner.normalizer.sequences.map((one) => [one.scale.symbol, one]));
  const quality = loop.live.counts.quality;
  return {
    nowUs,
    symbols: symbols.map(({ symbol }) => {
      const sequence = heard.get(symbol);
      const known = sequence === undefined ? undefined : quality.symbols[sequence.scale.code];
      const { depthGaps = 0, tradeGaps = 0, resyncs = 0 } = sequence?.counts ?? {};
      return { symbol, ...heardOf(known), depthGaps, tradeGaps, resyncs };
    }),
    latencyP99Us: correctedP99(session, nowUs),
    disk: {
      freeBytes: state.diskFreeBytes,
      writtenBytes: counts.sealedBytes + state.segmentBytes,
      stopBytes: config.leastFreeBytes,
    },
  };
}

/** Null where the clock's offset is not known: a wrong clock is no late data. */
function correctedP99({ figures, sampler }: CaptureSession, nowUs: number): number | null {
  const offset = offsetOf(sampler);
  if (offset === null) return null;
  turnRollingSketch(figures.latency, nowUs);
  const latency = rollingWindow(figures.latency);
  const p99 = latency.count < LEAST_LATENCIES ? null : sketchQuantile(latency, 0.99);
  return p99 === null ? null : p99 + offset.offsetUs;
}

/** The shortest silence that the watchdog notices in any of these streams, µs; null where it notices none. */
export function leastSilenceUs(streams: readonly string[], limits: SilenceLimits): number | null {
  const known = streams.flatMap((stream) => silenceLimitMs(`x@${stream}`, limits) ?? []);
  return known.length === 0 ? null : Math.min(...known) * 1_000;
}
