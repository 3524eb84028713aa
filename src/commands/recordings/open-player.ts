// A player over a recording, with all that a screen shows kept beside it.

import type { CheckpointLimits } from '../../assembly/player/checkpoint.js';
import { planTracks } from '../../assembly/player/plan.js';
import { type Player, createPlayer } from '../../assembly/player/player.js';
import { rowTests } from '../../assembly/player/row-tests.js';
import { watchBeside } from '../../assembly/player/watched.js';
import type { Recording, RecordingChoices } from '../../assembly/recording.js';
import type { Context } from '../../cli/context.js';
import type { Expression } from '../../core/alert/expression.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import { areWithBook } from '../../core/quality/stream-name.js';
import { NO_ALERTS, type ReplayedAlertSetting } from '../../core/watch/replayed-alerts.js';
import type { ReplayedState } from '../../core/watch/replayed.js';
import { shownPath } from '../../platform/paths.js';
import type { RangePlan } from './recording-plan.js';

const MB = 1024 * 1024;
/** A place holds all that the screen shows of the past: two megabytes a symbol. */
const PLACES: CheckpointLimits = { count: 128, bytes: 256 * MB, spacing: 4_096 };

export interface PlayerWish extends RangePlan {
  readonly recording: Recording;
  readonly choices: RecordingChoices;
  readonly chain: ChainConfig;
  /** Places to jump to; null where nothing is looked for. */
  readonly expression: Expression | null;
  /** What stands among the alerts besides the expression; nothing, where it is not said. */
  readonly alerts?: ReplayedAlertSetting;
  readonly speed: number | null;
  readonly signal: AbortSignal;
}

/** It begins to read when it is run. The recording's own feed is not used: close it. */
export function openPlayer(wish: PlayerWish, ctx: Pick<Context, 'elapsedMs'>): Player<ReplayedState> {
  const { recording, choices, chain, expression, fromUs, toUs, speed, signal } = wish;
  const { alerts = NO_ALERTS } = wish;
  const expressions = [...(expression === null ? [] : [expression]), ...alerts.expressions];
  const streams = recording.opened.inputs.flatMap(({ session }) => session?.streams ?? []);
  const beside = watchBeside({
    symbols: recording.symbols.length,
    needsBook: areWithBook(streams),
    alerts: { ...alerts, expressions },
  });
  return createPlayer({
    plan: planTracks(recording, { choices, chain, beside }),
    limits: PLACES,
    ...{ fromUs, toUs, speed, signal },
    tests: rowTests(expression),
    nowMs: () => ctx.elapsedMs(),
  });
}

/** The inputs as shown to people. */
export function placeText({ paths }: RecordingChoices, { cwd }: Pick<Context, 'cwd'>): string {
  const [first = ''] = paths;
  const shown = shownPath(first, cwd);
  return paths.length === 1 ? shown : `${shown} +${paths.length - 1}`;
}
