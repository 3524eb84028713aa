// What a capture will do, filled in and checked before anything is opened.

import { leastSilenceUs } from '../../assembly/alerts/capture-quality.js';
import type { CaptureConfig } from '../../assembly/capture/capture-config.js';
import { chainFlagsOf } from '../../cli/config/chain-flags.js';
import { resolveChain, timingEvery } from '../../cli/config/resolve.js';
import type { Input } from '../../cli/command.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { parseDuration } from '../../cli/values/duration.js';
import { accept } from '../../cli/values/refuse.js';
import { joinSymbols } from '../../cli/values/symbol.js';
import { DEFAULT_FEED_LIMITS, type FeedLimits } from '../../exchange/binance/feed-types.js';
import { DEFAULT_SILENCE } from '../../exchange/binance/watchdog.js';
import { venueEnvironment } from '../../exchange/binance/environments.js';
import { UsageError } from '../../platform/errors.js';
import { Secret } from '../../platform/secrets.js';
import { resolvePath } from '../../platform/paths.js';
import type { FsyncPolicy } from '../../store/writer-options.js';
import { namedEnvironments } from '../venue/named-environments.js';
import { type AlertDefaults, type AlertPlan, planAlerts } from '../screen/alert-options.js';
import { type ScreenLook, type ScreenWish, screenLook, screenWish } from '../screen/screen-options.js';
import { type CAPTURE_GATES, DEFAULT_STREAMS, type captureOptions } from './options.js';

export interface CapturePlan {
  /** `symbols` are those typed; those of the file are added when it runs. */
  readonly config: CaptureConfig;
  readonly symbolsFile: string | null;
  readonly gate: (typeof CAPTURE_GATES)[number] | null;
  readonly metricsPort: number | null;
  /** Time between two conversions of closed segments, µs. */
  readonly parquetEveryUs: number | null;
  readonly alerts: AlertPlan;
  readonly screen: ScreenWish;
  readonly look: ScreenLook;
}

const HOUR_US = 3_600_000_000;
const STEADY_US = 1_800_000_000;
const STEADY_ROTATION_US = 600_000_000;
const SYNC_BYTES = 16 * 1024 * 1024;

function fsyncOf(text: string | null): FsyncPolicy {
  if (text === 'segment') return 'segment';
  const everyUs = accept(parseDuration(text ?? '1s'), '--fsync', text ?? '1s');
  return { everyMs: Math.max(1, everyUs / 1000), everyBytes: SYNC_BYTES };
}

function feedLimitsOf(rollOverUs: number | null): FeedLimits {
  if (rollOverUs === null) return DEFAULT_FEED_LIMITS;
  const { rollover } = DEFAULT_FEED_LIMITS;
  const afterMs = rollOverUs / 1000;
  return {
    ...DEFAULT_FEED_LIMITS,
    rollover: { ...rollover, afterMs, staggerMs: Math.min(rollover.staggerMs, afterMs / 20) },
  };
}

function checkSymbols({ options }: Input<typeof captureOptions>): void {
  const ways = [options.all, options.symbol.length > 0 || options.symbolsFile !== null].filter(Boolean).length;
  if (ways === 1) return;
  throw new UsageError(ways === 0 ? 'no symbol to capture' : '--all and chosen symbols exclude each other', {
    code: 'V13_CAPTURE_SYMBOLS',
    hint: 'give --symbol ETHUSDT, --symbols-file FILE or --all',
  });
}

/** Two speeds of one stream carry the same ids at different times: their books would contradict each other. */
function checkStreams(streams: readonly string[]): void {
  for (const kind of ['depth', 'markPrice']) {
    const speeds = streams.filter((stream) => stream.split('@')[0] === kind);
    if (speeds.length < 2) continue;
    throw new UsageError(`${speeds.join(' and ')} are one stream at two speeds`, {
      code: 'V13_CAPTURE_STREAMS',
      hint: `choose one of them: --streams ${speeds[0]}`,
    });
  }
}

/** A silence shorter than what the watchdog notices in these streams is none. */
const staleAfter = (streams: readonly string[]): AlertDefaults => ({
  staleUs: leastSilenceUs(streams.length === 0 ? DEFAULT_STREAMS : streams, DEFAULT_SILENCE) ?? 0,
});

export function planCapture(input: Input<typeof captureOptions>, env: PlanEnv): CapturePlan {
  const { options } = input;
  checkSymbols(input);
  const streams = [...new Set(options.streams.flat())];
  const isSteady = options.gate === 'steady-30m';
  checkStreams(streams);
  const rotate = options.rotate ?? { everyUs: isSteady ? STEADY_ROTATION_US : HOUR_US, bytes: 256_000_000 };
  const { chain } = resolveChain({ flags: chainFlagsOf(options), config: env.config });
  return {
    config: {
      environment: venueEnvironment(options.env ?? 'mainnet', options.baseUrl, namedEnvironments(env.general)),
      proxyFlag: options.proxy === null ? null : new Secret(options.proxy),
      symbols: options.all ? null : joinSymbols(options.symbol),
      streams: streams.length === 0 ? DEFAULT_STREAMS : streams,
      dataRoot: env.dataRoot,
      durationUs: options.duration ?? (isSteady ? STEADY_US : null),
      untilCoverageUs: options.untilCoverage,
      rotation: rotate,
      retention: { maxAgeUs: options.keepAge, maxBytes: options.keepSize },
      fsync: fsyncOf(options.fsync),
      leastFreeBytes: options.minFree ?? 1_000_000_000,
      chain,
      timingEvery: timingEvery(env.config) || null,
      feedLimits: feedLimitsOf(options.rollOver),
    },
    symbolsFile: options.symbolsFile === null ? null : resolvePath(env.cwd, options.symbolsFile),
    gate: options.gate,
    metricsPort: options.metricsPort,
    parquetEveryUs: options.parquet,
    alerts: planAlerts(options, env, staleAfter(streams)),
    screen: screenWish(options, env),
    look: screenLook(options, env),
  };
}
