// `--rotate 1h,256MB`.

import { describe, expect, test } from 'vitest';
import { parseRotation } from '../../../src/cli/values/rotation.js';

describe('rotation', () => {
  test.each([
    ['1h', { everyUs: 3_600_000_000, bytes: null }],
    ['256MB', { everyUs: null, bytes: 256_000_000 }],
    ['1h,256MB', { everyUs: 3_600_000_000, bytes: 256_000_000 }],
    ['1GiB, 10m', { everyUs: 600_000_000, bytes: 1_073_741_824 }],
  ])('%s', (text, value) => expect(parseRotation(text)).toEqual({ ok: true, value }));

  test.each(['', '1h,2h', '5MB,6MB', 'hourly', '100ms', '5kB', '10'])('refused: "%s"', (text) => {
    expect(parseRotation(text).ok).toBe(false);
  });
});
