// Alerts as lines: every key is documented, in the order written.

import { expect, test } from 'vitest';
import { ALERT_SCHEMA, type AlertRecord, RECORD_KEYS, recordLine } from '../../../src/core/alert/record.js';

const RECORD: AlertRecord = {
  schema: ALERT_SCHEMA,
  time_us: 1_723_161_255_088_169,
  state: 'raised',
  rule: 'ofi_z > 3',
  symbol: 'ETHUSDT',
  text: 'ofi_z 3.4',
  values: { ofi_z: 3.4 },
  since_us: 1_723_161_255_088_169,
  suppressed: 0,
  env: 'emulator',
  session: null,
};

test('a line is one JSON document with the documented keys', () => {
  const line = recordLine(RECORD);
  expect(line.endsWith('}\n')).toBe(true);
  expect(JSON.parse(line)).toEqual(RECORD);
  expect(Object.keys(JSON.parse(line) as object)).toEqual(Object.keys(RECORD_KEYS));
});

test('no text breaks the line', () => {
  const line = recordLine({ ...RECORD, text: 'a\nb\u2028"\\' });
  expect(line.trimEnd()).not.toContain('\n');
});
