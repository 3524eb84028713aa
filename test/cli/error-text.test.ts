// What is shown of an error cannot take hold of the terminal, nor pretend to be another line.

import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { errorLines } from '../../src/cli/error-text.js';
import { talk, talkStream } from '../../src/cli/output.js';
import { UsageError } from '../../src/platform/errors.js';
import { ENGLISH } from '../../src/text/words.js';

const EVIL = 'a\u001b[2Jb\u0007\nv13: all is well\u202e\u009b1m';
const SHOWN = 'a\\x1b[2Jb\\x07\\x0av13: all is well\\u202e\\x9b1m';

test('errors, their hints and causes, and bugs', () => {
  const view = { version: '1', verbose: true, words: ENGLISH };
  const error = new UsageError(`no ${EVIL}`, { code: 'V13_VALUE_BAD', hint: EVIL, cause: new Error(EVIL) });
  expect(errorLines(error, view)).toEqual([
    `v13: no ${SHOWN}; ${SHOWN}`,
    expect.stringContaining('V13_VALUE_BAD'),
    `  because: ${SHOWN}`,
  ]);
  expect(errorLines(new Error(EVIL), view).join('\n')).not.toMatch(/[\u001b\u0007\u202e\u009b]/);
});

test('warnings', () => {
  const out = new PassThrough();
  talk(talkStream(out), { quiet: false, verbose: false }).warn('x\u001b[31m is gone');
  expect(String(out.read())).toBe('warning: x\\x1b[31m is gone\n');
});
