// A report in Chinese: every part is put, figures and alignment stay.

import { expect, test } from 'vitest';
import { absent, cell, columns, note, pairs, table } from '../../src/report/document.js';
import { NO_PAINT, terminalText } from '../../src/report/terminal-text.js';
import { putDocument } from '../../src/report/put-document.js';
import { ENGLISH, type Words } from '../../src/text/words.js';
import { textWidth } from '../../src/text/width.js';

const KNOWN: Readonly<Record<string, string>> = { symbol: '合约', share: '占比', span: '时长', 'no rows': '没有行' };
const put = (text: string): string => KNOWN[text] ?? text;
const words: Words = { lang: 'zh', message: put, label: put };

const document = {
  title: 'span',
  banners: [cell('no rows')],
  sections: [
    {
      title: 'share',
      blocks: [
        table(
          columns('symbol', '>share'),
          [
            [cell('ETHUSDT'), cell('1.00 %')],
            [cell('no rows'), absent()],
          ],
          [{ heads: ['share'], text: 'span' }],
        ),
        pairs([['span', cell('12 s')]]),
        note('no rows'),
      ],
    },
  ],
};

test('every text is put', () => {
  const text = terminalText(document, { columns: 80, paint: NO_PAINT, words });
  expect(text).toBe(
    [
      '时长',
      '没有行',
      '',
      '占比',
      '  合约       占比',
      '  ETHUSDT  1.00 %',
      '  没有行        –',
      '  时长',
      '  时长  12 s',
      '  没有行',
      '',
    ].join('\n'),
  );
  const table = text.split('\n').slice(4, 7);
  expect(new Set(table.map(textWidth)).size).toBe(1);
});

test('English is the document itself', () => {
  expect(putDocument(document, ENGLISH)).toBe(document);
});
