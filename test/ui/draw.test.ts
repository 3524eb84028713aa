// Frames as text, as ANSI and as SVG: what is in them, what is escaped, and what no level of colour may show.

import { describe, expect, test } from 'vitest';
import { type Frame, cell } from '../../src/ui/cell.js';
import { COLOUR_LEVELS } from '../../src/ui/colour-level.js';
import { frameAnsi } from '../../src/ui/draw-ansi.js';
import { frameSvg } from '../../src/ui/draw-svg.js';
import { frameText } from '../../src/ui/draw-text.js';
import { THEMES } from '../../src/ui/theme.js';

const FRAME: Frame = [
  [cell('等待 '), cell('<b>&"', 'up'), { text: '▀', tone: 'heat2', ground: 'heat5' }],
  [{ text: 'row', tone: 'bad', isInverse: true }, cell('\u001b[31mx', 'dim'), cell('   ')],
];
const ESC = '\u001b';

test('text has the words alone', () => {
  expect(frameText(FRAME)).toBe('等待 <b>&"▀\nrow?[31mx\n');
});

describe('ANSI', () => {
  test('has nothing but attributes without colour', () => {
    expect(frameAnsi(FRAME, THEMES.dark, 'none')).toBe(
      `${ESC}[0m等待 <b>&"▀${ESC}[0m\n${ESC}[0;1;7mrow${ESC}[0;2m?[31mx${ESC}[0m   ${ESC}[0m\n`,
    );
  });

  test('has sixteen colours, and the terminal’s own for plain text', () => {
    expect(frameAnsi(FRAME.slice(0, 1), THEMES.dark, '16')).toBe(
      `${ESC}[0m等待 ${ESC}[0;92m<b>&"${ESC}[0;34;106m▀${ESC}[0m\n`,
    );
  });

  test('has the same colours by index and in full', () => {
    expect(frameAnsi(FRAME.slice(0, 1), THEMES.dark, '256')).toContain(`${ESC}[0;38;5;78;48;5;233m<b>&"`);
    expect(frameAnsi(FRAME.slice(0, 1), THEMES.dark, 'truecolor')).toContain(
      `${ESC}[0;38;2;95;215;135;48;2;18;18;18m<b>&"`,
    );
  });

  test.each(COLOUR_LEVELS)('lets no escape of the data through: %s', (level) => {
    const drawn = frameAnsi([[cell('\u001b]0;t\u0007\u001b[2J')]], THEMES.light, level);
    // Only SGR sequences remain.
    expect(drawn.split(ESC).slice(1)).toSatisfy((parts: string[]) => parts.every((part) => /^\[[\d;]*m/.test(part)));
  });
});

describe('SVG', () => {
  const svg = frameSvg(FRAME, THEMES.dark);

  test('stands alone', () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|<image|url\(/);
  });

  test('escapes text and holds the grid', () => {
    expect(svg).toContain('&lt;b&gt;&amp;&quot;</text>');
    expect(svg).toContain('textLength="33.6" lengthAdjust="spacingAndGlyphs" fill="#d0d0d0" xml:space="preserve">等待');
    expect(svg).not.toContain(ESC);
  });

  test('draws grounds, and changes text and ground where they change places', () => {
    expect(svg).toContain('fill="#00afaf"/>');
    expect(svg).toMatch(/fill="#ff5f5f"\/>/);
    expect(svg).toMatch(/fill="#121212" font-weight="700" xml:space="preserve">row/);
  });
});
