// The options of alerts, and what they and the configuration come to.

import type { AlertSetting } from '../../assembly/alerts/alert-engine.js';
import type { Settings } from '../../cli/config/layers.js';
import { type OptionValues, listOption, switchOption } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { acceptExpression, expression } from '../../cli/values/expression.js';
import { acceptNotify, notify } from '../../cli/values/notify.js';
import { DEFAULT_QUALITY } from '../../core/alert/quality-figures.js';
import type { NotifyChoice } from '../../platform/notify-choice.js';

export const alertOptions = {
  alert: listOption({
    flag: '--alert',
    group: 'Watching',
    value: 'EXPR',
    parse: expression,
    default: null,
    help: "be told when a condition over signal rows holds, such as 'ofi_z > 3 && cvd_z > 1 for 2s'; repeatable",
  }),
  notify: listOption({
    flag: '--notify',
    group: 'Watching',
    value: 'WAY',
    parse: notify,
    default: null,
    help: 'how to be told of alerts: bell, desktop, exec:COMMAND, webhook:URL; repeatable',
  }),
  noDefaultAlerts: switchOption({
    flag: '--no-default-alerts',
    group: 'Watching',
    help: 'no alerts of data quality: stale, resync, gap, latency, disk',
  }),
} as const;

export interface AlertPlan {
  readonly setting: AlertSetting;
  readonly notify: readonly NotifyChoice[];
}

/** Where `alerts.stale` names no span of its own: what the streams of the session are watched by. */
export interface AlertDefaults {
  readonly staleUs: number;
}

/** Flags add to what the configuration names. @throws UsageError with the place of the fault */
export function planAlerts(
  options: OptionValues<typeof alertOptions>,
  { general, variables }: Pick<PlanEnv, 'general' | 'variables'>,
  { staleUs }: AlertDefaults,
): AlertPlan {
  const figure = (key: string): number => Number(general[key]?.value);
  const rules = linesOf(general, 'alerts.rules').map((text) => acceptExpression(text, 'alerts.rules'));
  const ways = linesOf(general, 'alerts.notify').map((text) => acceptNotify(text, 'alerts.notify', variables));
  const minGapUs = figure('alerts.every');
  const isOn = !options.noDefaultAlerts && general['alerts.default']?.value !== 'off';
  const quality = {
    staleUs: Math.max(staleUs, figure('alerts.stale')),
    latencyUs: figure('alerts.latency'),
    diskUs: figure('alerts.disk'),
    minGapUs,
  };
  const expressions = [...rules, ...options.alert].map((choice) => choice.expression);
  return {
    setting: { expressions, quality: isOn ? quality : null, minGapUs, perMinute: figure('alerts.per_minute') },
    notify: [...ways, ...options.notify],
  };
}

/** `none` is the default of both keys. */
function linesOf(general: Settings, key: string): readonly string[] {
  const text = String(general[key]?.value ?? 'none');
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== 'none');
}

/** Of a replay: rules and ways of the configuration are for what happens now. */
export function planReplayedAlerts(options: OptionValues<typeof alertOptions>, env: PlanEnv): AlertPlan {
  const { 'alerts.rules': _rules, 'alerts.notify': _notify, ...general } = env.general;
  return planAlerts(options, { ...env, general }, DEFAULT_QUALITY);
}
