// What flags and configuration come to: both count, and the strictest silence holds.

import { expect, test } from 'vitest';
import { resolveGeneral } from '../../../src/cli/config/resolve.js';
import { NO_CONFIG } from '../../../src/cli/config/layers.js';
import type { ConfigValue } from '../../../src/cli/config/layers.js';
import { acceptExpression } from '../../../src/cli/values/expression.js';
import { planAlerts } from '../../../src/commands/screen/alert-options.js';
import { formatExpression } from '../../../src/core/alert/format.js';
import { UsageError } from '../../../src/platform/errors.js';

function plan(settings: Readonly<Record<string, ConfigValue>>, flags: { alert?: string[]; off?: boolean } = {}) {
  const layer = Object.entries(settings).map(([key, value]) => [key, { value, origin: { kind: 'default' } }]);
  const general = resolveGeneral({ ...NO_CONFIG, file: Object.fromEntries(layer) as never });
  const alert = (flags.alert ?? []).map((text) => acceptExpression(text, '--alert'));
  const options = { alert, notify: [], noDefaultAlerts: flags.off ?? false };
  return planAlerts(options, { general, variables: {} }, { staleUs: 10e6 });
}

test('the defaults', () => {
  expect(plan({})).toEqual({
    setting: {
      expressions: [],
      quality: { staleUs: 10e6, latencyUs: 1e6, diskUs: 7200e6, minGapUs: 30e6 },
      minGapUs: 30e6,
      perMinute: 10,
    },
    notify: [],
  });
});

test('lines of the configuration come before flags', () => {
  const { setting, notify } = plan(
    { 'alerts.rules': '\nofi_z > 3\n  |fusion| > 4\n', 'alerts.notify': 'bell\ndesktop' },
    { alert: ['cvd_z > 1'] },
  );
  expect(setting.expressions.map(formatExpression)).toEqual(['ofi_z > 3', 'abs(fusion) > 4', 'cvd_z > 1']);
  expect(notify).toEqual([{ kind: 'bell' }, { kind: 'desktop' }]);
});

test.each([
  [{ 'alerts.default': 'off' }, false],
  [{}, true],
])('no alerts of quality: %j, flag %s', (settings, off) => {
  expect(plan(settings, { off }).setting.quality).toBeNull();
});

test.each([
  [1e6, 10e6],
  [60e6, 60e6],
])('alerts.stale %i µs: %i µs', (stale, expected) => {
  expect(plan({ 'alerts.stale': stale }).setting.quality?.staleUs).toBe(expected);
});

test.each(['alerts.rules', 'alerts.notify'])('a fault in %s is named by its key', (key) => {
  expect(() => plan({ [key]: 'ofi_zz > 3' })).toThrow(UsageError);
  expect(() => plan({ [key]: 'ofi_zz > 3' })).toThrow(key);
});
