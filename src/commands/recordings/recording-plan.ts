// What the options of a command say about its inputs, filled in and checked before anything is opened.

import type { RecordingChoices } from '../../assembly/recording.js';
import { chainFlagsOf } from '../../cli/config/chain-flags.js';
import type { ChainFlags } from '../../cli/config/chain-options.js';
import type { ConfigLayers } from '../../cli/config/layers.js';
import { resolveChain } from '../../cli/config/resolve.js';
import type { Input } from '../../cli/command.js';
import type { OptionTable } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { joinSymbols } from '../../cli/values/symbol.js';
import { UsageError } from '../../platform/errors.js';
import { resolvePath } from '../../platform/paths.js';
import type { inputOptions, marketOptions, rangeOptions } from './recording-options.js';

/** The part of a plan that says what is read. */
export interface RecordingPlan {
  readonly recording: RecordingChoices;
  /** No path was given: the data root is read. */
  readonly fromDataRoot: boolean;
}

/** Half-open range of receive time, integer µs; null is open. */
export interface RangePlan {
  readonly fromUs: number | null;
  readonly toUs: number | null;
  /** Times of day as typed, whose day only the recording says; then the other is null. Absent where there are none. */
  readonly clock?: { readonly from: string | null; readonly to: string | null };
}

/** The part of a plan that says how it is computed. */
export interface ChainPlan {
  readonly flags: Partial<ChainFlags>;
  readonly config: ConfigLayers;
  /** Path given with --config, as typed, or null. */
  readonly configFile: string | null;
}

type RecordingTable = typeof inputOptions & typeof marketOptions;

/** A path as given, from the folder of the call; `-` stays what it is. */
export const inFolder = (cwd: string, path: string): string => (path === '-' ? path : resolvePath(cwd, path));

export function planRecording(
  { options, args }: Input<RecordingTable & OptionTable>,
  env: PlanEnv,
  batchFrames: number | null = null,
): RecordingPlan {
  return {
    recording: {
      paths: args.length === 0 ? [env.dataRoot] : args.map((path) => inFolder(env.cwd, path)),
      format: options.format,
      strict: options.strict,
      symbols: joinSymbols(options.symbol),
      venue: options.venue,
      env: options.env,
      tick: options.tick,
      step: options.step,
      batchFrames,
    },
    fromDataRoot: args.length === 0,
  };
}

/** Throws UsageError for an empty range. */
export function planRange({ options: { from, to } }: Pick<Input<typeof rangeOptions>, 'options'>): RangePlan {
  const known = (time: typeof from): number | null => (time === null || time.clock !== null ? null : time.timeUs);
  const range = { fromUs: known(from), toUs: known(to) };
  requireRange(range);
  const clock = { from: from?.clock ?? null, to: to?.clock ?? null };
  return clock.from === null && clock.to === null ? range : { ...range, clock };
}

export function requireRange({ fromUs, toUs }: RangePlan): void {
  if (fromUs === null || toUs === null || fromUs < toUs) return;
  throw new UsageError('--from must be before --to', { code: 'V13_RANGE_EMPTY', hint: 'the range is half-open' });
}

/** Contradictions are refused before any file is opened; a header's configuration is only known later. */
export function planChain(options: Readonly<Record<string, unknown>>, env: PlanEnv): ChainPlan {
  const flags = chainFlagsOf(options);
  resolveChain({ flags, config: env.config });
  return { flags, config: env.config, configFile: env.configFile };
}
