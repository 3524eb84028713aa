// Opening the inputs of a command: what was found is said, what contradicts it refused, how it is computed resolved.

import { emptyRange } from '../../assembly/empty-range.js';
import { type Recording, openRecording } from '../../assembly/recording.js';
import { type ReplayRun, replayedSymbols } from '../../assembly/replay.js';
import { originText } from '../../cli/config/layers.js';
import { recordedChain } from '../../cli/config/recorded.js';
import { type ResolvedChain, resolveChain } from '../../cli/config/resolve.js';
import type { Context } from '../../cli/context.js';
import { requireKnownSymbols } from '../../cli/values/symbol.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import { DataError, UsageError } from '../../platform/errors.js';
import type { ChainPlan, RecordingPlan } from './recording-plan.js';

/** With nothing in the data root, the answer is how to get data. */
export const noDataError = (dataRoot: string): DataError =>
  new DataError(`no recordings in ${dataRoot}`, {
    code: 'V13_DATA_ROOT_EMPTY',
    path: dataRoot,
    hint: 'make some with `v13 simulate`, or name a file: `v13 replay FILE`',
  });

/**
 * Opens the inputs and says what they are. Throws UsageError where a flag contradicts them. Close its feed in any case.
 * `hasMore`: they are not all that is read, symbols may stand elsewhere.
 */
export async function openInputs(plan: RecordingPlan, ctx: Context, hasMore = false): Promise<Recording> {
  const recording = await open(plan, ctx);
  try {
    announce(recording, plan, ctx);
    const { symbols } = plan.recording;
    if (!hasMore && recording.symbolsComplete) requireKnownSymbols(symbols, recording.symbols, 'the inputs');
    return recording;
  } catch (error) {
    await recording.opened.feed.close();
    throw error;
  }
}

async function open(plan: RecordingPlan, ctx: Context): Promise<Recording> {
  try {
    return await openRecording(plan.recording);
  } catch (error) {
    const nothing = error instanceof DataError && ['V13_INPUT_MISSING', 'V13_INPUT_NONE'].includes(error.code);
    if (plan.fromDataRoot && nothing) throw noDataError(ctx.dataRoot);
    throw error;
  }
}

/** More than these would fill the screen. */
const SHOWN_NAMES = 20;

const namesText = (names: readonly string[]): string =>
  names.length <= SHOWN_NAMES
    ? names.join(', ')
    : `${names.slice(0, SHOWN_NAMES).join(', ')} and ${names.length - SHOWN_NAMES} more`;

function announce(recording: Recording, plan: RecordingPlan, ctx: Context): void {
  const { inputs } = recording.opened;
  checkStated(recording, plan);
  if (plan.fromDataRoot) ctx.talk.info(`found ${inputs.length} recordings in ${ctx.dataRoot}`);
  ctx.talk.info(`${recording.env.toUpperCase()} ${namesText(recording.symbols)}`);
}

/** Throws UsageError where --env or --venue says other than the recording does of itself. */
function checkStated(recording: Recording, { recording: given }: RecordingPlan): void {
  const pairs = [
    ['--env', given.env, recording.env],
    ['--venue', given.venue, recording.venue],
  ] as const;
  for (const [flag, asked, stated] of pairs) {
    if (asked === null || asked === stated) continue;
    throw new UsageError(`${flag} ${asked} contradicts the recording, which states ${stated}`, {
      code: 'V13_STATED_CONFLICT',
      hint: `leave out ${flag}: it is for files that do not state theirs`,
      details: { flag, asked, stated },
    });
  }
}

/** The chain's configuration: the session header's where there is one, overridden by flags. */
export function resolveFor(recording: Recording, plan: ChainPlan, ctx: Context): ResolvedChain {
  const recorded = recordedChain(recording.recordedConfig, recording.opened.inputs[0]?.path ?? 'the input');
  if (recording.recordedConfig !== null && recorded === null) {
    ctx.talk.warn("the session header's configuration is of another version and is not used");
  }
  if (recorded !== null) ctx.talk.info('computing as the session header says; flags override it');
  if (recording.configsDiffer) ctx.talk.warn('the sessions state different configurations; the earliest one is used');
  return resolveChain({ flags: plan.flags, config: plan.config, recorded });
}

/** Origins other than the defaults, in words: `recording, --grid`. */
export function chainOrigin(resolved: ResolvedChain): string {
  const origins = Object.values(resolved.settings)
    .filter(({ origin }) => origin.kind !== 'default' && origin.kind !== 'follows')
    .map(({ origin }) => (origin.kind === 'recording' ? 'session header' : originText(origin)));
  return origins.length === 0 ? 'defaults' : [...new Set(origins)].join(', ');
}

/** Deltas should be short against the window that judges them. */
const LEAST_WINDOW_BARS = 10;

export function chainWarnings(chain: ChainConfig): string[] {
  const { mode, z } = chain.cvd;
  if (mode !== 'delta' || z.window >= LEAST_WINDOW_BARS) return [];
  return [`The CVD window spans only ${z.window} bars: less than ten times the delta that it judges.`];
}

/** A symbol asked for that never came is a wrong question, not an empty answer. */
export function requireData(run: ReplayRun, plan: RecordingPlan, recording: Recording): void {
  const known = new Set([...replayedSymbols(run), ...recording.symbols]);
  requireKnownSymbols(plan.recording.symbols, [...known], 'the inputs');
  if (run.quality.events > 0) return;
  throw emptyRange(plan.recording.paths[0]);
}
