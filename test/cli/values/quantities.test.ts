// Durations, sizes, fees, speeds, grids, numbers, choices: what they accept, and what they say when they do not.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choice } from '../../../src/cli/values/choice.js';
import { duration, parseDuration } from '../../../src/cli/values/duration.js';
import { parseFee } from '../../../src/cli/values/fee.js';
import { gridText, parseGrid } from '../../../src/cli/values/grid.js';
import { parseInteger, parseNumber } from '../../../src/cli/values/number.js';
import type { Parsed } from '../../../src/cli/values/refuse.js';
import { parseSize } from '../../../src/cli/values/size.js';
import { parseSpeed } from '../../../src/cli/values/speed.js';
import { sha256, text } from '../../../src/cli/values/text.js';
import { formatDuration } from '../../../src/text/duration.js';
import { UsageError } from '../../../src/platform/errors.js';
import { testEnv } from '../../support/plan-env.js';

const valueOf = <Value>(result: Parsed<Value>) => (result.ok ? result.value : `refused: ${result.problem}`);
const hintOf = (result: Parsed<unknown>) => (result.ok ? 'accepted' : result.hint);

describe('accepted', () => {
  test.each([
    ['500ms', 500_000],
    ['90s', 90_000_000],
    ['1h30m', 5_400_000_000],
    ['1d', 86_400_000_000],
    ['1.5s', 1_500_000],
    ['250us', 250],
    ['1w', 604_800_000_000],
    ['0s', 0],
  ])('duration %s', (typed, us) => {
    expect(valueOf(parseDuration(typed))).toBe(us);
  });

  test.each([
    ['256MB', 256_000_000],
    ['1GiB', 1_073_741_824],
    ['1.5kb', 1_500],
    ['0B', 0],
  ])('size %s', (typed, bytes) => {
    expect(valueOf(parseSize(typed))).toBe(bytes);
  });

  test.each([
    ['5bp', 5],
    ['0.05%', 5],
    ['0.07%', 7],
    ['-0.5bps', -0.5],
    ['.02%', 2],
  ])('fee %s', (typed, bp) => {
    expect(valueOf(parseFee(typed))).toBe(bp);
  });

  test.each([
    ['max', 'max'],
    ['1x', 1],
    ['10x', 10],
    ['0.5X', 0.5],
  ])('speed %s', (typed, factor) => {
    expect(valueOf(parseSpeed(typed))).toBe(factor);
  });

  test.each([
    ['event', 'event'],
    ['100ms', 100_000],
    ['1s', 1_000_000],
  ])('grid %s', (typed, value) => {
    expect(valueOf(parseGrid(typed))).toBe(value);
  });
});

describe('bare numbers are refused with the likely meaning', () => {
  test.each([
    ['a small duration is likely seconds', parseDuration('60'), 'did you mean 60s?'],
    ['a large one milliseconds', parseDuration('60000'), 'did you mean 60000ms?'],
    ['size', parseSize('256'), 'did you mean 256MB?'],
    ['size with half a unit', parseSize('1G'), 'did you mean 1GB?'],
    ['fee', parseFee('5'), 'did you mean 5bp?'],
    ['small fee', parseFee('0.05'), 'did you mean 0.05%?'],
    ['speed', parseSpeed('10'), 'did you mean 10x?'],
    ['grid', parseGrid('100'), 'did you mean 100ms?'],
    ['misspelt grid', parseGrid('evnt'), 'did you mean event?'],
  ])('%s', (_, result, hint) => {
    expect(hintOf(result)).toBe(hint);
  });
});

test.each(['', 's', '1x', '1s2', '-1s', '1..5s', '1e3s', '0.0000001s', '1h 30m'])('no duration: "%s"', (typed) => {
  expect(parseDuration(typed).ok).toBe(false);
});
test.each(['0x', '-1x', 'x', 'fast'])('no speed: "%s"', (typed) => {
  expect(parseSpeed(typed).ok).toBe(false);
});
test.each(['0.5ms', '2d'])('grid out of range: %s', (typed) => {
  expect(parseGrid(typed).ok).toBe(false);
});
test.each(['', '1,5', 'NaN', 'Infinity', '0x10', '1_000', ' 1'])('no number: "%s"', (typed) => {
  expect(parseNumber(typed).ok).toBe(false);
});
test.each(['1.0', '1e3', '9007199254740993'])('no whole number: %s', (typed) => {
  expect(parseInteger(typed).ok).toBe(false);
});

test.each([
  [{ min: 0, max: 1 }, '2', 'must be between 0 and 1'],
  [{ above: 0 }, '0', 'must be above 0'],
  [{ min: 2 }, '1', 'must be at least 2'],
  [{ max: 5 }, '6', 'must be at most 5'],
])('the message names the range: %o', (range, typed, problem) => {
  expect(valueOf(parseNumber(typed, range))).toBe(`refused: ${problem}`);
});

test('a refusal names flag and value and carries code and details', () => {
  const refuse = () => duration()('60', '--trend-window', testEnv());
  expect(refuse).toThrow(UsageError);
  expect(refuse).toThrow('--trend-window 60: a duration needs a unit');
  expect(() => duration({ minUs: 1000 })('1us', '--every', testEnv())).toThrow('must be at least 1ms');
});

test('choices: case is ignored, a slip gets a suggestion', () => {
  const parse = choice(['cks5', 'index']);
  expect(parse('INDEX', '--ofi', testEnv())).toBe('index');
  expect(() => parse('cks', '--ofi', testEnv())).toThrow('must be one of cks5, index');
});

test('a text is never the next flag by accident; a dash alone is stdin', () => {
  expect(text('-', '--out', testEnv())).toBe('-');
  expect(() => text('--json', '--out', testEnv())).toThrow('a value is missing');
  expect(() => sha256('abc', '--expect', testEnv())).toThrow('64 hexadecimal');
});

test('a formatted duration or grid reads back as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e15 }), (us) => {
      expect(valueOf(parseDuration(formatDuration(us)))).toBe(us);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 86_400_000_000 }), (us) => {
      expect(valueOf(parseGrid(gridText(us)))).toBe(us);
    }),
  );
});
