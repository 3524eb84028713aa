// Where the recorded market data of the tests lies; tests that need it are skipped, visibly, where it is absent.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = process.env['V13_TEST_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** Path of a recording, or null where the data folder is absent. */
export function testData(name: string): string | null {
  const path = resolve(ROOT, name);
  return existsSync(path) ? path : null;
}
