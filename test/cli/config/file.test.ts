// v13.yaml: every fault with its line and column.

import { describe, expect, test } from 'vitest';
import { parseConfigFile } from '../../../src/cli/config/file.js';

const problems = (text: string) =>
  parseConfigFile(text, 'v13.yaml').problems.map(({ line, column, code, message, hint }) => ({
    at: `${line}:${column}`,
    code,
    message,
    hint,
  }));

test('a whole file, with values in the units of the core and their places', () => {
  const text = [
    'preset: default',
    'grid: 100ms',
    'ofi:',
    '  mode: cks5',
    '  weights: [0.4, 0.25, 0.2, 0.1, 0.05]',
    '  z: { window: 600, baseline: include }',
    'divergence: { trend_window: 1m30s }',
    'cvd:',
  ].join('\n');
  const { settings, problems: found } = parseConfigFile(text, 'v13.yaml');
  expect(found).toEqual([]);
  expect(Object.fromEntries(Object.entries(settings).map(([key, { value }]) => [key, value]))).toEqual({
    preset: 'default',
    grid: 100_000,
    'ofi.mode': 'cks5',
    'ofi.weights': [0.4, 0.25, 0.2, 0.1, 0.05],
    'ofi.z.window': 600,
    'ofi.z.baseline': 'include',
    'divergence.trend_window': 90_000_000,
  });
  expect(settings['ofi.z.window']?.origin).toEqual({ kind: 'file', path: 'v13.yaml', line: 6, column: 16 });
});

test.each(['', '# nothing\n', 'ofi:\n'])('an empty file is right: %j', (text) => {
  expect(parseConfigFile(text, 'v13.yaml')).toEqual({ settings: {}, problems: [] });
});

describe.each([
  ['an unknown key', 'ofi:\n  mod: cks5', '2:3', 'V13_CONFIG_UNKNOWN', 'unknown key ofi.mod', 'did you mean ofi.mode?'],
  [
    'a key in the wrong place',
    'trend_window: 60s',
    '1:1',
    'V13_CONFIG_UNKNOWN',
    'unknown key trend_window',
    'did you mean divergence.trend_window?',
  ],
  ['a key twice', 'grid: 1s\ngrid: 2s', '2:1', 'V13_CONFIG_DUPLICATE', 'key grid stands here a second time', undefined],
  [
    'text for a number',
    'ofi:\n  z:\n    window: "300"',
    '3:13',
    'V13_CONFIG_VALUE',
    'ofi.z.window must be a whole number between 2 and 1000000, not "300"',
    undefined,
  ],
  [
    'a window of one',
    'ofi: { z: { window: 1 } }',
    '1:21',
    'V13_CONFIG_VALUE',
    'ofi.z.window must be between 2 and 1000000',
    undefined,
  ],
  [
    'half a sample',
    'ofi: { z: { warmup: 1.5 } }',
    '1:21',
    'V13_CONFIG_VALUE',
    'ofi.z.warmup not a whole number',
    undefined,
  ],
  [
    'a duration without unit',
    'grid: 100',
    '1:7',
    'V13_CONFIG_VALUE',
    'grid must be event or a duration such as 100ms, not 100: a unit is missing',
    undefined,
  ],
  [
    'a negative weight',
    'ofi: { weights: [1, -1] }',
    '1:17',
    'V13_CONFIG_VALUE',
    'ofi.weights weight "-1": must be at least 0',
    undefined,
  ],
  [
    'weights of nothing',
    'ofi: { weights: [0, 0] }',
    '1:17',
    'V13_CONFIG_VALUE',
    'ofi.weights the weights sum to 0 (at least one weight must be above 0)',
    undefined,
  ],
  [
    'a threshold of 0',
    'signal: { ofi_threshold: 0 }',
    '1:26',
    'V13_CONFIG_VALUE',
    'signal.ofi_threshold must be above 0',
    undefined,
  ],
  [
    'an unknown word',
    'ofi: { mode: cks }',
    '1:14',
    'V13_CONFIG_VALUE',
    'ofi.mode must be one of cks5, cks1, pricekey, index (did you mean cks5?)',
    undefined,
  ],
  ['a value for a section', 'ofi: 5', '1:6', 'V13_CONFIG_VALUE', 'ofi must be a section with keys under it', undefined],
  ['a list for a file', '- a', '1:1', 'V13_CONFIG_VALUE', 'the file must be a section with keys under it', undefined],
])('%s', (_, text, at, code, message, hint) => {
  test('is refused at its place', () => {
    expect(problems(text)).toEqual([{ at, code, message, hint }]);
  });
});

test.each(['api_key', 'secret', 'binance_api_secret', 'password', 'token'])(
  '%s is refused as a secret, unseen',
  (key) => {
    const [problem] = problems(`${key}: hunter2`);
    expect(problem?.code).toBe('V13_CONFIG_SECRET');
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  },
);

test('no YAML', () => {
  const [problem] = problems('grid: [1s\nofi: 3');
  expect(problem).toMatchObject({ code: 'V13_CONFIG_SYNTAX' });
});

test('several faults come in the order of the file', () => {
  expect(problems('xx: 1\ngrid: 5\nyy: 2').map(({ at }) => at)).toEqual(['1:1', '2:7', '3:1']);
});
