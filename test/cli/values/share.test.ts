// Shares as people type them.

import { describe, expect, test } from 'vitest';
import { parseShare, share, shares } from '../../../src/cli/values/share.js';
import { testEnv } from '../../support/plan-env.js';

describe('a share', () => {
  test.each([
    ['60%', 0.6],
    ['55 %', 0.55],
    ['57%', 0.57],
    ['.5%', 0.005],
    ['99.9%', 0.999],
  ])('%s is %f', (text, value) => {
    expect(parseShare(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['60', 'did you mean 60%?'],
    ['0.55', 'did you mean 55%?'],
    ['0%', 'above 0%'],
    ['100%', 'below 100%'],
    ['-5%', 'not a share'],
    ['many', 'not a share'],
    ['', 'not a share'],
  ])('%j is none', (text, why) => {
    expect(() => share(text, '--target', testEnv())).toThrow(expect.objectContaining({ kind: 'usage' }));
    expect(JSON.stringify(parseShare(text))).toContain(why);
  });
});

test('several in one word', () => {
  expect(shares('52%, 55%', '--assume', testEnv())).toEqual([0.52, 0.55]);
  expect(() => shares('52%,', '--assume', testEnv())).toThrow();
});
