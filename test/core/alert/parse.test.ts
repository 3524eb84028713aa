// Expressions that are refused: where, why, and what to do; and that no text whatever makes the reader throw.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatExpression } from '../../../src/core/alert/format.js';
import { parseExpression } from '../../../src/core/alert/parse.js';
import { anyExpressionText } from '../../support/expressions.js';

describe('refused', () => {
  // The carets stand under what the error is about.
  test.each([
    ['ofi_zz > 3', '^^^^^^', 'unknown name "ofi_zz"', 'did you mean ofi_z?'],
    [
      'ofi_z > qqqqqqqq',
      '        ^^^^^^^^',
      'unknown name "qqqqqqqq"',
      'names are the columns of rows: v13 explain rows',
    ],
    ['OFI_Z > 3', '^^^^^', 'unknown name "OFI_Z"', 'did you mean ofi_z?'],
    ['', '', 'an expression is wanted', 'for example: ofi_z > 3'],
    ['ofi_z >', '', 'something is missing at the end', 'a column, a number or a bracket is wanted'],
    ['ofi_z', '^^^^^', 'a condition is wanted here, and this is a number', 'compare it: … > 3'],
    ['ofi_signal', '^^^^^^^^^^', 'a condition is wanted here, and this is a text', 'compare it: ofi_signal == buy'],
    ['ofi_z > 3 cvd_z > 1', '          ^^^^^', '"cvd_z" does not belong here', 'join conditions by && or ||'],
    ['ofi_z > 3)', '         ^', '")" does not belong here', 'nothing is open here'],
    ['(ofi_z > 3', '', '")" is missing here', null],
    ['|ofi_z > 3', '       ^', '"|" is missing here', null],
    ['||ofi_z| - 1| > 3', '^^', '"||" does not belong here', 'for the size of a size write abs(…)'],
    ['1 < ofi_z < 3', '          ^', 'comparisons do not chain', 'write 1 < ofi_z && ofi_z < 3'],
    ['ofi_z > 3 & cvd_z > 1', '          ^', '"&" has no meaning here', 'write && or and'],
    [
      'ofi_signal == by',
      '              ^^',
      'ofi_signal never says "by"',
      'did you mean buy? It says buy, sell, neutral',
    ],
    [
      'ofi_signal == 1',
      '              ^',
      'ofi_signal is a text, and this is a number',
      'ofi_signal says buy, sell, neutral',
    ],
    ['symbol == ofi_z', '          ^^^^^', 'symbol is a text, and this is a number', 'symbol says a symbol'],
    [
      'ofi_signal > 1',
      '^^^^^^^^^^',
      '> needs a number, and this is a text',
      'texts are compared by == and !=: ofi_signal == buy',
    ],
    ['ofi_signal == null', '              ^^^^', 'null equals nothing', 'write ofi_signal is null'],
    ['ofi_signal == divergence', '              ^^^^^^^^^^', 'ofi_signal and divergence never say the same', null],
    ["'a' == 'b'", '^^^', 'a text cannot be compared with a text', null],
    [
      'ofi_z + symbol > 1',
      '        ^^^^^^',
      '+ needs a number, and this is a text',
      'texts are compared by == and !=: symbol == ETHUSDT',
    ],
    [
      '-ofi_signal > 1',
      ' ^^^^^^^^^^',
      '- needs a number, and this is a text',
      'texts are compared by == and !=: ofi_signal == buy',
    ],
    ['(ofi_z > 1) + 1 > 2', '^^^^^^^^^^^', '+ needs a number, and this is a condition', null],
    ['!3', ' ^', 'a condition is wanted here, and this is a number', 'compare it: … > 3'],
    [
      'mid > 5bp',
      '^^^^^^^^^',
      'the left side is a price, the right side in basis points',
      'both sides need the same unit, or a bare number',
    ],
    [
      'mid > bid_ticks',
      '^^^^^^^^^^^^^^^',
      'the left side is a price, the right side in ticks',
      'both sides need the same unit, or a bare number',
    ],
    [
      'ofi_z > 5bp',
      '^^^^^^^^^^^',
      'the left side is a number without a unit, the right side in basis points',
      'both sides need the same unit, or a bare number',
    ],
    ['ofi_z > 3 for 2', '              ^', 'a duration needs a unit', 'for example: for 2s, for 500ms'],
    ['ofi_z > 3 for', '', 'for wants a duration', 'for example: for 2s'],
    ['ofi_z > 3 for 5bp', '              ^^^', 'a duration needs a unit', 'for example: for 2s, for 500ms'],
    [
      'ofi_z > 3 for 2s && cvd_z > 1',
      '                 ^^',
      '"&&" does not belong here',
      'join conditions by && or ||',
    ],
    [
      'ofi_z crosses above 2 for 2s',
      '                      ^^^',
      'a crossing is true on one row, it cannot hold',
      'leave for … out',
    ],
    [
      'ofi_z crosses above symbol',
      '                    ^^^^^^',
      'crosses needs a number, and this is a text',
      'texts are compared by == and !=: symbol == ETHUSDT',
    ],
    ['ofi_z is 3', '         ^', 'is wants null', 'write is null or is not null'],
    ['(ofi_z > 1) is null', '^^^^^^^^^^^', 'only numbers and columns can be null', null],
    ['oops is null', '^^^^', 'unknown name "oops"', 'names are the columns of rows: v13 explain rows'],
    ['ofi_z > 3foo', '        ^^^^', 'unknown unit "foo"', 'units are us, ms, s, m, h, d, bp, ticks, %'],
    [
      'symbol == 1000PEPEUSDT',
      '          ^^^^^^^^^^^^',
      'unknown unit "PEPEUSDT"',
      "a word that begins with a digit needs quotes: '1000PEPEUSDT'",
    ],
    ["symbol == 'ETH", '          ^^^^', 'this quote is not closed', null],
    ['ofi_z > 1e999', '        ^^^^^', '1e999 is too large', null],
    ['sqrt(ofi_z) > 1', '^^^^', 'no function "sqrt"', 'there are abs, min and max'],
    ['min(ofi_z) > 1', '         ^', 'min() wants two numbers', 'write min(ofi_z, cvd_z)'],
    ['ofi_z # 3', '      ^', '"#" has no meaning here', null],
  ])('%s', (text, carets, message, hint) => {
    const found = parseExpression(text);
    expect(found).toMatchObject({ kind: 'error', message, hint });
    if (found.kind === 'ok') return;
    expect(found.length === 0 ? '' : `${' '.repeat(found.at)}${'^'.repeat(found.length)}`).toBe(carets);
  });

  test('what is nested too deeply, and what is too long', () => {
    const deep = (n: number) => `${'('.repeat(n)}ofi_z${')'.repeat(n)} > 1`;
    expect(parseExpression(deep(50)).kind).toBe('ok');
    expect(parseExpression(deep(51))).toMatchObject({ kind: 'error', message: 'nested deeper than 50' });
    for (const mark of ['!', '-', 'not ', '|', 'abs(']) {
      expect(parseExpression(`${mark.repeat(400)}ofi_z > 1`).kind).toBe('error');
    }
    expect(parseExpression(' '.repeat(2001))).toMatchObject({ message: 'longer than 2000 characters', at: 2000 });
  });
});

describe('properties', () => {
  test('no text makes it throw, and an error points into the text', () => {
    const pieces = fc.constantFrom(
      ...['ofi_z', 'symbol', 'buy', '>', '==', '!', '(', ')', '|', '||', '&&', 'for', '2s', '5bp', '3', "'x'", 'is'],
      ...['null', 'not', 'crosses', 'above', 'abs', 'min', ',', '-', '+', '*', '/', ' ', '1e9', '"', '%', 'µs', '.'],
    );
    const soup = fc
      .array(pieces, { maxLength: 40 })
      .chain((words) => fc.constantFrom('', ' ').map((by) => words.join(by)));
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 60, unit: 'binary' }), soup), (text) => {
        const found = parseExpression(text);
        if (found.kind === 'ok') return;
        expect(found.at).toBeGreaterThanOrEqual(0);
        expect(found.at + found.length).toBeLessThanOrEqual(text.length);
        expect(found.message).not.toMatch(/undefined|NaN|\[object/);
      }),
      { numRuns: 3000 },
    );
  });

  test('an expression written as text is read back as itself', () => {
    fc.assert(
      fc.property(anyExpressionText, (text) => {
        const first = parseExpression(text);
        if (first.kind === 'error') throw new Error(`${text}: ${first.message} at ${first.at}`);
        const written = formatExpression(first.expression);
        expect(parseExpression(written)).toEqual(first);
      }),
      { numRuns: 1000 },
    );
  });
});
