// Finding a text by its English: exact, by pattern, and with parts that are texts themselves.

import { describe, expect, test } from 'vitest';
import { compileCatalogue } from '../../src/text/catalogue.js';

const { find } = compileCatalogue({
  'no rows': '没有数据行',
  'unknown flag {}': '未知参数 {}',
  'unknown flag {} of {}': '{2} 没有参数 {1}',
  '{} {}: {s}': '{} {}：{}',
  '{} must not be {t}': '{} 不得为{}',
  '{n} rows in {w}': '{2} 有 {1} 行',
  'must be one of {}': '必须是以下之一：{}',
  'costs {} (really)': '花费 {}（确实）',
});

describe('a text', () => {
  test.each([
    ['no rows', '没有数据行'],
    ['unknown flag --x', '未知参数 --x'],
    ['unknown flag --x of replay', 'replay 没有参数 --x'],
    ['--grid 7: must be one of a, b', '--grid 7：必须是以下之一：a, b'],
    ['--grid 7: 12 %', '--grid 7：12 %'],
    ['costs $1.5 (really)', '花费 $1.5（确实）'],
    ['unknown flag $& $1', '未知参数 $& $1'],
    ['--grid 7: --x must not be no rows', '--grid 7：--x 不得为没有数据行'],
    ['--x must not be anything', '--x 不得为 anything'],
    ['≈ 8.7–130 MB rows in A.gz', 'A.gz 有 ≈ 8.7–130 MB 行'],
  ])('%s', (english, chinese) => {
    expect(find(english)).toBe(chinese);
  });

  test.each([
    '',
    'rows',
    'no rows at all',
    '--grid 7: no such text',
    'costs 1 (really)!',
    'many rows in A.gz',
    '7 rows in total',
    '7 rows, 8 rows in A.gz',
  ])('%j is unknown', (english) => {
    expect(find(english)).toBeNull();
  });
});
