// The alerts of a replay: raised by the engine of a capture on the same rows, told in lines with the time of the data.

import { type AlertEngine, createAlertEngine } from '../../assembly/alerts/alert-engine.js';
import { createNotifier } from '../../assembly/alerts/notifiers.js';
import type { Recording } from '../../assembly/recording.js';
import type { Context } from '../../cli/context.js';
import type { SignalRow } from '../../core/pipeline/row.js';
import { formatTime } from '../../text/time.js';
import type { AlertPlan } from '../screen/alert-options.js';

/** Null where nothing is asked for. Nothing is recorded: what was raised live stands where the capture recorded it. */
export function openAlerts(
  { setting, notify }: AlertPlan,
  { env }: Pick<Recording, 'env'>,
  ctx: Context,
): AlertEngine | null {
  if (setting.expressions.length === 0) return null;
  const way = { variables: ctx.variables, proxyFlag: null, random: Math.random };
  return createAlertEngine(setting, {
    env,
    notifiers: notify.map((choice) => createNotifier(choice, way)),
    file: null,
    log: { warn: () => undefined },
    tell: (text, timeUs) => ctx.talk.info(`${formatTime(timeUs, ctx.timeZone)}  ${text}`),
    warn: (text) => ctx.talk.warn(text),
  });
}

type TakeRows = (rows: readonly SignalRow[]) => Promise<void>;

/** Null where nobody wants rows. */
export const withAlerts = (alerts: AlertEngine | null, take: TakeRows | null): TakeRows | null =>
  alerts === null
    ? take
    : async (rows) => {
        alerts.rows(rows);
        await take?.(rows);
      };
