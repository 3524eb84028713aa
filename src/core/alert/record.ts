// An alert as it is recorded and sent on: one line of JSON, the same for the file, commands and web hooks.

import type { Environment } from '../market/instrument.js';
import type { NamedValue } from './used-names.js';

export const ALERT_SCHEMA = 'v13.alert/1';

/** Keys in the order written; documented by RECORD_KEYS. */
export interface AlertRecord {
  readonly schema: typeof ALERT_SCHEMA;
  readonly time_us: number;
  readonly state: 'raised' | 'cleared';
  readonly rule: string;
  readonly symbol: string | null;
  readonly text: string;
  readonly values: Readonly<Record<string, NamedValue>>;
  readonly since_us: number;
  readonly suppressed: number;
  readonly env: Environment;
  readonly session: string | null;
}

/** What each key means, for the docs. */
export const RECORD_KEYS: Readonly<Record<keyof AlertRecord, readonly [type: string, about: string]>> = {
  schema: ['text', '`v13.alert/1`.'],
  time_us: [
    'integer',
    'When it was raised or cleared, µs since 1970 UTC: the time of the row, or of the look at the figures.',
  ],
  state: ['text', '`raised` or `cleared`.'],
  rule: ['text', 'The expression in its one written form, or `stale`, `resync`, `gap`, `latency`, `disk`.'],
  symbol: ['text or null', 'Exchange symbol; null where it concerns the whole run.'],
  text: ['text', 'What happened, in one English sentence; of a clear it says that it is over.'],
  values: ['object', 'What the columns of the expression said in the row, or the figures that the rule looked at.'],
  since_us: ['integer', 'When the condition began to hold: `time_us` less the span of `for`, or later.'],
  suppressed: ['integer', 'How often it began since the alert before and was left out, being too soon after it.'],
  env: ['text', '`mainnet`, `testnet`, `emulator` or `synthetic`.'],
  session: ['text or null', 'Id of the session, as in the header of its recording.'],
};

/** One line with its line end. */
export const recordLine = (record: AlertRecord): string => `${JSON.stringify(record)}\n`;
