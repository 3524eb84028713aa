// Texts at the edge: English as they are, Chinese looked up whole or sentence by sentence.

import { describe, expect, test } from 'vitest';
import { loadWords } from '../../src/text/load-words.js';
import { ENGLISH } from '../../src/text/words.js';

test('English comes back as it is', async () => {
  expect(await loadWords('en')).toBe(ENGLISH);
  expect(ENGLISH.message('no data yet')).toBe('no data yet');
});

describe('Chinese', async () => {
  const { message, label } = await loadWords('zh');

  test.each([
    ['no recordings yet', '还没有录制文件'],
    ['no recordings yet; --help lists the flags', '还没有录制文件；--help 列出全部参数'],
    ['a path/of.ndjson', 'a path/of.ndjson'],
    ['  no recordings yet\n12 rows\n', '  还没有录制文件\n12 行\n'],
  ])('%j', (english, chinese) => {
    expect(message(english)).toBe(chinese);
  });

  test('a label that is none is a message', () => {
    expect(label('Examples')).toBe('示例');
    expect(label('no recordings yet')).toBe('还没有录制文件');
    expect(message('Examples')).toBe('Examples');
  });
});
