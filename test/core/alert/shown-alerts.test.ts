// The list of alerts for screens: an entry a raise, newest first, marked when it is over.

import { expect, test } from 'vitest';
import { type ShownAlerts, showCleared, showRaised } from '../../../src/core/alert/shown-alerts.js';

const alert = (timeUs: number, rule = 'gap', symbol: string | null = 'ETHUSDT') => ({
  timeUs,
  rule,
  symbol,
  text: 'text',
});

test('what is over stays in its place, and is no new entry', () => {
  const shown: ShownAlerts = [];
  showRaised(shown, alert(1));
  showRaised(shown, alert(2, 'resync'));
  showCleared(shown, alert(3));
  expect(shown.map(({ timeUs, isActive }) => [timeUs, isActive])).toEqual([
    [2, true],
    [1, false],
  ]);
});

test('of another symbol or rule nothing is over', () => {
  const shown: ShownAlerts = [];
  showRaised(shown, alert(1));
  showCleared(shown, alert(2, 'gap', 'BTCUSDT'));
  showCleared(shown, alert(2, 'gap', null));
  expect(shown).toEqual([{ ...alert(1), isActive: true }]);
});

test('the oldest of more than a hundred are left out', () => {
  const shown: ShownAlerts = [];
  for (let k = 0; k < 120; k++) showRaised(shown, alert(k));
  expect([shown.length, shown[0]?.timeUs, shown.at(-1)?.timeUs]).toEqual([100, 119, 20]);
});
