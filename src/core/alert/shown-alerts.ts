// The list of alerts for screens: newest first, each raised once and marked when it is over.

import type { RaisedAlert } from './raised.js';

/** Plain data; entries are replaced, never changed. */
export type ShownAlerts = RaisedAlert[];

const MOST_SHOWN = 100;

export function showRaised(shown: ShownAlerts, alert: Omit<RaisedAlert, 'isActive'>): void {
  shown.unshift({ ...alert, isActive: true });
  if (shown.length > MOST_SHOWN) shown.pop();
}

/** The last one of this rule and symbol is over. */
export function showCleared(shown: ShownAlerts, { rule, symbol }: Pick<RaisedAlert, 'rule' | 'symbol'>): void {
  const at = shown.findIndex((one) => one.isActive && one.rule === rule && one.symbol === symbol);
  const before = shown[at];
  if (before !== undefined) shown[at] = { ...before, isActive: false };
}
