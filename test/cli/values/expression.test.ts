// Conditions as values of options.

import { expect, test } from 'vitest';
import { acceptExpression } from '../../../src/cli/values/expression.js';
import { UsageError } from '../../../src/platform/errors.js';

test('columns of features are names too', () => {
  expect(acceptExpression('vpin > 0.5', '--where', [{ name: 'vpin', unit: 'ratio', about: '' }]).text).toBe(
    'vpin > 0.5',
  );
});

test('a fault is one of usage, with its place as data', () => {
  try {
    acceptExpression('vpin > 0.5', '--where');
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.code).toBe('V13_EXPRESSION_BAD');
    expect(error.details).toEqual({
      flag: '--where',
      value: 'vpin > 0.5',
      excerpt: { text: 'vpin > 0.5', at: 0, length: 4 },
    });
  }
});
