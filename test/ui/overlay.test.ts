// Tests of what lies over the panels.

import { expect, test } from 'vitest';
import { LANGUAGES } from '../../src/text/language.js';
import { SCREEN_TEXTS } from '../../src/text/screen-text.js';
import { ASCII_GLYPHS, UNICODE_GLYPHS } from '../../src/ui/glyphs.js';
import { overlayFrame } from '../../src/ui/overlay.js';
import { textOf } from '../support/panel-frames.js';

const SIZE = { width: 100, height: 60, nowMs: 0 };
const legend = (lang: 'en' | 'zh', glyphs = UNICODE_GLYPHS): string =>
  textOf(overlayFrame({ kind: 'legend', scroll: 0 }, { text: SCREEN_TEXTS[lang], glyphs }, SIZE));

test.each(LANGUAGES)('the legend explains the marks of every panel, as the terminal draws them: %s', (lang) => {
  for (const mark of ['●', '▲', '▼', '◆', '┊', '◀', '▶']) expect(legend(lang)).toContain(mark);
  expect(legend(lang)).not.toMatch(/[{}]/);
  expect(legend(lang, ASCII_GLYPHS)).not.toMatch(/[{}●▲▼◆┊◀▶]/);
});

test('an alert is shown in all its words, whatever the width', () => {
  const lines = ['08-08 12:00:00.000 UTC', 'a sentence that has more words than the line has cells'];
  const size = { ...SIZE, width: 24 };
  const words = { text: SCREEN_TEXTS.en, glyphs: UNICODE_GLYPHS };
  const shown = textOf(overlayFrame({ kind: 'entry', lines, scroll: 0 }, words, size));
  expect(shown.replace(/\s+/g, ' ')).toContain(lines[1]);
});
