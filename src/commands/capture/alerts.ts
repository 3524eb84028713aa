// The alerts of a capture: recorded below its data root, told in lines where no screen shows them, and sent on.

import { type AlertEngine, createAlertEngine } from '../../assembly/alerts/alert-engine.js';
import { createNotifier } from '../../assembly/alerts/notifiers.js';
import type { LiveWatcher } from '../../assembly/capture/live-run.js';
import type { Context } from '../../cli/context.js';
import type { Logger } from '../../platform/logger.js';
import { joinPath } from '../../platform/paths.js';
import { openAlertFile } from '../../store/alert-file.js';
import type { CapturePlan } from './plan.js';

interface AlertParts {
  readonly ctx: Context;
  readonly log: Logger;
  /** Whether a screen shows them: then no lines are printed. Default false. */
  readonly isOnScreen?: boolean;
}

/** Folder below the data root. */
const FOLDER = 'alerts';

export function openAlerts(
  { alerts, config }: Pick<CapturePlan, 'alerts' | 'config'>,
  { ctx, log, isOnScreen = false }: AlertParts,
): AlertEngine {
  const { environment, proxyFlag, dataRoot } = config;
  const way = { variables: ctx.variables, proxyFlag, random: Math.random };
  const warn = (text: string): void => ctx.talk.warn(text);
  return createAlertEngine(alerts.setting, {
    env: environment.env,
    notifiers: alerts.notify.map((choice) => createNotifier(choice, way)),
    file: openAlertFile({
      folder: joinPath(dataRoot, FOLDER),
      onFault: (error) => warn(`alerts cannot be recorded: ${error.message}`),
    }),
    log,
    tell: isOnScreen ? null : warn,
    warn,
  });
}

/** Gives every row to the alerts. */
export const alertWatcher = (alerts: AlertEngine): LiveWatcher => ({
  events: () => undefined,
  rows: (rows) => alerts.rows(rows),
});
