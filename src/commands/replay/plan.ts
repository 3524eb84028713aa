// What a replay will do, filled in and checked before anything is opened.

import { timingEvery } from '../../cli/config/resolve.js';
import type { Input } from '../../cli/command.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import type { GateName } from '../../core/quality/gate.js';
import type { ExpressionChoice } from '../../cli/values/expression.js';
import { UsageError } from '../../platform/errors.js';
import {
  type ChainPlan,
  type RangePlan,
  type RecordingPlan,
  inFolder,
  planChain,
  planRange,
  planRecording,
} from '../recordings/recording-plan.js';
import { type AlertPlan, planReplayedAlerts } from '../screen/alert-options.js';
import { type ScreenLook, screenLook } from '../screen/screen-options.js';
import type { replayOptions } from './options.js';

export interface ReplayPlan extends RecordingPlan, RangePlan, ChainPlan {
  /** Multiple of recorded time; null is as fast as it goes. */
  readonly speed: number | null;
  readonly rowsPath: string | null;
  /** A file at `rowsPath` is replaced. */
  readonly force: boolean;
  readonly digestOnly: boolean;
  readonly expect: string | null;
  readonly expectRows: string | null;
  readonly gate: GateName | null;
  /** Rows that are looked for, instead of the report. */
  readonly where: ExpressionChoice | null;
  /** Conditions that are told of; those of the configuration are for captures. */
  readonly alerts: AlertPlan;
  /** Played on a screen; null for none. */
  readonly screen: (ScreenLook & { readonly speed: number | null }) | null;
  /** Events between two timed ones; null times nothing. */
  readonly timingEvery: number | null;
}

/** Frames a batch in a paced replay: about a tenth of a second of a busy symbol. */
const PACED_FRAMES = 32;

/** Throws UsageError where hits or a screen, and something else, would both be the answer. */
function checkAlone({ tui, rows, digest, expect, expectRows, gate }: Input<typeof replayOptions>['options']): void {
  const own = tui ? '--tui' : '--where';
  const other = rows !== null ? '--rows' : digest ? '--digest' : expect !== null ? '--expect' : null;
  const flag = other ?? (expectRows !== null ? '--expect-rows' : gate !== null ? '--gate' : null);
  if (flag === null) return;
  throw new UsageError(`${own} and ${flag} ask for different things`, {
    code: 'V13_OUTPUT_CONFLICT',
    hint: `leave out one of them`,
  });
}

type AlertChoices = Pick<
  Input<typeof replayOptions>['options'],
  'alert' | 'notify' | 'where' | 'tui' | 'noDefaultAlerts'
>;

function checkAlerts({ alert, notify, where, tui, noDefaultAlerts }: AlertChoices, hasQuality: boolean): void {
  if (where !== null && alert.length > 0 && !tui) {
    throw new UsageError('--where and --alert ask for different things', {
      code: 'V13_OUTPUT_CONFLICT',
      hint: '--where prints the rows and replaces the report; --alert tells beside it',
    });
  }
  if (noDefaultAlerts && !tui) {
    throw new UsageError('--no-default-alerts belongs to --tui', {
      code: 'V13_ALERT_NONE',
      hint: 'leave it out: without a screen only conditions of --alert are told, and the report has the quality',
    });
  }
  if (alert.length === 0 && notify.length > 0 && !hasQuality) {
    throw new UsageError('--notify has nothing to tell of', {
      code: 'V13_ALERT_NONE',
      hint: "add a condition: --alert 'ofi_z > 3'",
    });
  }
}

/** On a screen those of data quality stand with the others; beside a report, which has the quality, only conditions do. */
function planReplayAlerts(options: AlertChoices, env: PlanEnv): AlertPlan {
  const { alert, notify, tui, noDefaultAlerts } = options;
  const { setting } = planReplayedAlerts({ alert, notify, noDefaultAlerts: noDefaultAlerts || !tui }, env);
  checkAlerts(options, setting.quality !== null);
  // A replay runs faster than anybody reads: only notices are limited.
  return { setting: { ...setting, perMinute: notify.length > 0 ? setting.perMinute : Infinity }, notify };
}

export function planReplay({ options, args }: Input<typeof replayOptions>, env: PlanEnv): ReplayPlan {
  const chain = planChain(options, env);
  const range = planRange({ options });
  const { speed, rows } = options;
  if (rows === '-' && env.json) {
    throw new UsageError('--rows - and --json both want standard output', {
      code: 'V13_OUTPUT_CONFLICT',
      hint: 'write the rows to a file',
    });
  }
  if (options.tui && env.json) {
    throw new UsageError('--tui and --json both want standard output', {
      code: 'V13_OUTPUT_CONFLICT',
      hint: 'leave out one of them',
    });
  }
  if (options.where !== null || options.tui) checkAlone(options);
  const paced = speed === null || speed === 'max' ? null : speed;
  return {
    ...planRecording({ options, args }, env, paced === null || options.tui ? null : PACED_FRAMES),
    ...range,
    speed: paced,
    rowsPath: rows === null ? null : inFolder(env.cwd, rows),
    force: options.force,
    digestOnly: options.digest,
    expect: options.expect,
    expectRows: options.expectRows === null ? null : inFolder(env.cwd, options.expectRows),
    gate: options.gate,
    where: options.where,
    alerts: planReplayAlerts(options, env),
    screen: options.tui ? { ...screenLook(options, env), speed: options.speed === null ? 1 : paced } : null,
    ...chain,
    timingEvery: timingEvery(env.config) || null,
  };
}
