// What `v13 dashboard` will do, checked before anything is opened.

import { NOTHING_STATED } from '../../assembly/recording.js';
import type { Input } from '../../cli/command.js';
import type { OptionValues } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { accept } from '../../cli/values/refuse.js';
import { parseTime } from '../../cli/values/time.js';
import { UsageError } from '../../platform/errors.js';
import type { AlertSetting } from '../../assembly/alerts/alert-engine.js';
import { planReplayedAlerts } from '../screen/alert-options.js';
import type { NotifyChoice } from '../../platform/notify-choice.js';
import { resolvePath } from '../../platform/paths.js';
import { type ChainPlan, type RecordingPlan, inFolder, planChain } from '../recordings/recording-plan.js';
import { type ScreenLook, screenLook } from '../screen/screen-options.js';
import { type FrameSize, LEAST_FRAME } from './frame-size.js';
import type { DASHBOARD_VIEWS, dashboardOptions } from './options.js';

export interface DashboardPlan {
  /** Folder or socket to attach to, absolute. */
  readonly place: string;
  /** A recording at a moment, instead of a running capture. */
  readonly replayed: ReplayedPlan | null;
  /** How its user is told of what the capture raises from now on. */
  readonly notify: readonly NotifyChoice[];
  readonly perMinute: number;
  readonly symbol: string | null;
  readonly look: ScreenLook;
  /** Null shows the screen itself. */
  readonly picture: PicturePlan | null;
}

/** `at`: as typed; null is the end. */
export interface ReplayedPlan extends RecordingPlan, ChainPlan {
  readonly at: string | null;
  /** As the screen of a replay has them. */
  readonly alerts: AlertSetting;
}

export interface PicturePlan {
  readonly path: string;
  readonly form: 'txt' | 'svg';
  readonly size: FrameSize;
  readonly view: (typeof DASHBOARD_VIEWS)[number];
}

const FIRST_SIZE: FrameSize = { columns: 120, rows: 40 };

export function planDashboard({ options }: Input<typeof dashboardOptions>, env: PlanEnv): DashboardPlan {
  const { snapshot, size, view, attach } = options;
  const symbol = oneSymbol(options.symbol.flat());
  if (snapshot === null && (size !== null || view !== null)) {
    throw new UsageError('--size and --view belong to --snapshot', {
      code: 'V13_DASHBOARD_PICTURE',
      hint: 'add --snapshot out.svg, or leave them out: a screen has the size of its terminal',
    });
  }
  if (options.notify.length > 0 && (snapshot !== null || env.json)) {
    throw new UsageError('--notify is for a screen that looks on', {
      code: 'V13_DASHBOARD_NOTIFY',
      hint: 'a picture and figures are of one moment',
    });
  }
  if (size !== null) requireRoom(size);
  return {
    place: resolvePath(env.cwd, attach ?? env.dataRoot),
    replayed: planReplayed(options, env),
    notify: options.notify,
    perMinute: Number(env.general['alerts.per_minute']?.value),
    symbol,
    look: screenLook(options, env),
    picture:
      snapshot === null
        ? null
        : {
            path: resolvePath(env.cwd, snapshot),
            form: formOf(snapshot),
            size: size ?? FIRST_SIZE,
            view: view ?? (symbol === null ? 'overview' : 'symbol'),
          },
  };
}

/** @throws UsageError where the flags of a recording and those of a capture stand together */
function planReplayed(
  {
    replay,
    at,
    attach,
    snapshot,
  }: Pick<OptionValues<typeof dashboardOptions>, 'replay' | 'at' | 'attach' | 'snapshot'>,
  env: PlanEnv,
): ReplayedPlan | null {
  const refuse = (message: string, hint: string): never => {
    throw new UsageError(message, { code: 'V13_DASHBOARD_REPLAY', hint });
  };
  if (replay === null) return at === null ? null : refuse('--at belongs to --replay', 'add --replay FILE');
  if (attach !== null) refuse('--replay and --attach exclude each other', 'a picture is of one of them');
  if (snapshot === null && !env.json) {
    refuse('--replay draws one frame and ends', 'add --snapshot out.svg; to play it: v13 replay FILE --tui');
  }
  if (at !== null) accept(parseTime(at, env), '--at', at);
  const paths = [inFolder(env.cwd, replay)];
  return {
    recording: { ...NOTHING_STATED, strict: false, paths },
    fromDataRoot: false,
    ...planChain({}, env),
    alerts: planReplayedAlerts({ alert: [], notify: [], noDefaultAlerts: false }, env).setting,
    at,
  };
}

/** A picture of the words "too small" is of no use to anybody. */
function requireRoom(size: FrameSize): void {
  const { columns, rows } = LEAST_FRAME;
  if (size.columns >= columns && size.rows >= rows) return;
  throw new UsageError(`--size ${size.columns}x${size.rows} is too small for the screen`, {
    code: 'V13_DASHBOARD_PICTURE',
    hint: `at least ${columns}x${rows}`,
  });
}

/** A screen begins with one symbol; the others are a key away. */
function oneSymbol(symbols: readonly string[]): string | null {
  if (symbols.length < 2) return symbols[0] ?? null;
  throw new UsageError(`--symbol ${symbols.join(',')}: a screen begins with one symbol`, {
    code: 'V13_DASHBOARD_SYMBOL',
    hint: 'name one; the overview shows all of them, and / filters',
  });
}

function formOf(path: string): PicturePlan['form'] {
  const [, form] = /\.(txt|svg)$/i.exec(path) ?? [];
  if (form !== undefined) return form.toLowerCase() === 'svg' ? 'svg' : 'txt';
  throw new UsageError(`${path}: the name of a picture ends with .txt or .svg`, {
    code: 'V13_DASHBOARD_PICTURE',
    hint: '--snapshot out.svg',
  });
}
