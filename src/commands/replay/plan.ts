// What a replay will do, filled in and checked before anything is opened.

import type { RecordingChoices } from '../../assembly/recording.js';
import { chainFlagsOf } from '../../cli/config/chain-flags.js';
import type { ChainFlags } from '../../cli/config/chain-options.js';
import type { ConfigLayers } from '../../cli/config/layers.js';
import { resolveChain, timingEvery } from '../../cli/config/resolve.js';
import type { Input } from '../../cli/command.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { joinSymbols } from '../../cli/values/symbol.js';
import type { GateName } from '../../core/quality/gate.js';
import { UsageError } from '../../platform/errors.js';
import { resolvePath } from '../../platform/paths.js';
import type { replayOptions } from './options.js';

export interface ReplayPlan {
  readonly recording: RecordingChoices;
  /** No path was given: the data root is read. */
  readonly fromDataRoot: boolean;
  readonly fromUs: number | null;
  readonly toUs: number | null;
  /** Multiple of recorded time; null is as fast as it goes. */
  readonly speed: number | null;
  readonly rowsPath: string | null;
  /** A file at `rowsPath` is replaced. */
  readonly force: boolean;
  readonly digestOnly: boolean;
  readonly expect: string | null;
  readonly expectRows: string | null;
  readonly gate: GateName | null;
  readonly flags: Partial<ChainFlags>;
  readonly config: ConfigLayers;
  /** Path given with --config, as typed, or null. */
  readonly configFile: string | null;
  /** Events between two timed ones; null times nothing. */
  readonly timingEvery: number | null;
}

/** Frames a batch in a paced replay: about a tenth of a second of a busy symbol. */
const PACED_FRAMES = 32;

const inFolder = (cwd: string, path: string): string => (path === '-' ? path : resolvePath(cwd, path));

export function planReplay({ options, args }: Input<typeof replayOptions>, env: PlanEnv): ReplayPlan {
  const flags = chainFlagsOf(options);
  // Contradictions are refused before any file is opened; a header's configuration is only known later.
  resolveChain({ flags, config: env.config });
  const { from, to, speed, rows } = options;
  if (from !== null && to !== null && from >= to) {
    throw new UsageError('--from must be before --to', { code: 'V13_RANGE_EMPTY', hint: 'the range is half-open' });
  }
  if (rows === '-' && env.json) {
    throw new UsageError('--rows - and --json both want standard output', {
      code: 'V13_OUTPUT_CONFLICT',
      hint: 'write the rows to a file',
    });
  }
  const paced = speed === null || speed === 'max' ? null : speed;
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
      batchFrames: paced === null ? null : PACED_FRAMES,
    },
    fromDataRoot: args.length === 0,
    fromUs: from,
    toUs: to,
    speed: paced,
    rowsPath: rows === null ? null : inFolder(env.cwd, rows),
    force: options.force,
    digestOnly: options.digest,
    expect: options.expect,
    expectRows: options.expectRows === null ? null : inFolder(env.cwd, options.expectRows),
    gate: options.gate,
    flags,
    config: env.config,
    configFile: env.configFile,
    timingEvery: timingEvery(env.config) || null,
  };
}
