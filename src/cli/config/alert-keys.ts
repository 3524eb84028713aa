// The keys of v13.yaml about alerts.

import { DEFAULT_NOTICES } from '../../core/alert/notice-limit.js';
import { DEFAULT_QUALITY } from '../../core/alert/quality-figures.js';
import type { ConfigKey } from './key.js';
import type { ConfigValue } from './layers.js';

export const ALERT_KEYS: readonly ConfigKey[] = [
  {
    key: 'alerts.rules',
    type: { kind: 'text' },
    flag: null,
    help: 'conditions to be told of, one a line; --alert adds to them',
  },
  {
    key: 'alerts.notify',
    type: { kind: 'text' },
    flag: null,
    help: 'how to be told, one a line as for --notify, which adds to them; webhook:$NAME keeps the address out of the file',
  },
  {
    key: 'alerts.default',
    type: { kind: 'choice', choices: ['on', 'off'] },
    flag: null,
    help: 'alerts of data quality: stale, resync, gap, latency, disk; --no-default-alerts is off',
  },
  {
    key: 'alerts.stale',
    type: { kind: 'duration', minUs: 1_000_000 },
    flag: null,
    help: 'shortest silence of a symbol that may count as stale; longer where its streams or its own rate are slower',
  },
  {
    key: 'alerts.latency',
    type: { kind: 'duration', minUs: 1_000 },
    flag: null,
    help: 'corrected p99 of the latency that raises; it clears below four fifths of it',
  },
  {
    key: 'alerts.disk',
    type: { kind: 'duration', minUs: 1_000_000 },
    flag: null,
    help: 'time left on the disk, at the rate of writing, that raises',
  },
  {
    key: 'alerts.every',
    type: { kind: 'duration', minUs: 0 },
    flag: null,
    help: 'least time between two alerts of one rule and symbol',
  },
  {
    key: 'alerts.per_minute',
    type: { kind: 'integer', range: { min: 1, max: 600 } },
    flag: null,
    help: 'notices of alerts in any minute, of all rules together; all are recorded',
    unit: 'notices',
  },
];

export const ALERT_DEFAULTS: Readonly<Record<string, ConfigValue>> = {
  'alerts.rules': 'none',
  'alerts.notify': 'none',
  'alerts.default': 'on',
  'alerts.stale': DEFAULT_QUALITY.staleUs,
  'alerts.latency': DEFAULT_QUALITY.latencyUs,
  'alerts.disk': DEFAULT_QUALITY.diskUs,
  'alerts.every': DEFAULT_QUALITY.minGapUs,
  'alerts.per_minute': DEFAULT_NOTICES.perMinute,
};
