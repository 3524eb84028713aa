// Program of a test: takes the lock of a folder, says so or why not, and holds it until stdout's reader or a signal ends it.

import { writeSync } from 'node:fs';
import { takeCaptureLock } from '../../../src/store/capture-lock.js';
import { StoreError } from '../../../src/platform/errors.js';

const [, , folder = '', session = ''] = process.argv;
try {
  const lock = await takeCaptureLock({ dataFolder: folder, session, command: `hold ${session}`, sinceUs: 0 });
  writeSync(1, `held ${String(lock.isHeld())}\n`);
  setInterval(() => undefined, 1000);
} catch (error) {
  writeSync(1, `refused ${error instanceof StoreError ? error.code : String(error)}\n`);
}
