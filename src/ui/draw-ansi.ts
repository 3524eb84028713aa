// A frame as text with SGR sequences (ECMA-48), one string a line.

import type { Cell, Frame, Line, Tone } from './cell.js';
import type { ColourLevel } from './colour-level.js';
import { type Rgb, nearestIndex } from './palette.js';
import { sixteenCode, textOn } from './sixteen.js';
import { BOLD_TONES, type Theme, groundColour, isPrice, textColour } from './theme.js';
import { cleanText } from './width.js';

export const RESET = '\u001b[0m';

function colourCodes(colour: Rgb, level: '256' | 'truecolor', isGround: boolean): string {
  const kind = isGround ? 48 : 38;
  return level === 'truecolor' ? `${kind};2;${colour.join(';')}` : `${kind};5;${nearestIndex(colour)}`;
}

/** In 16 colours plain text and ground stay the terminal's own: nobody knows what they look like there. */
function sixteenCodes(theme: Theme, { tone, ground }: Cell): readonly string[] {
  const behind = ground === undefined ? null : sixteenCode(theme.name, ground);
  if (behind !== null && ground !== undefined && !tone.startsWith('heat') && !isPrice(ground))
    return [String(textOn(behind)), String(behind + 10)];
  const text = sixteenCode(theme.name, tone);
  return [text, behind === null ? null : behind + 10].filter((code) => code !== null).map(String);
}

function styleCodes(theme: Theme, level: ColourLevel, cell: Cell): string {
  const codes: string[] = ['0'];
  if (BOLD_TONES.has(cell.tone)) codes.push('1');
  if (level === 'none') {
    if (cell.tone === 'dim') codes.push('2');
  } else if (level === '16') {
    codes.push(...sixteenCodes(theme, cell));
  } else {
    codes.push(colourCodes(textColour(theme, cell.tone, cell.ground), level, false));
    codes.push(colourCodes(groundColour(theme, cell.ground), level, true));
  }
  if (cell.isInverse === true) codes.push('7');
  return `\u001b[${codes.join(';')}m`;
}

export interface AnsiPainter {
  readonly line: (line: Line) => string;
  /** Sequence that sets the theme's own colours, for clearing the screen to its background. */
  readonly base: string;
}

/** Draws lines in one theme; each style's sequence is made once. */
export function ansiPainter(theme: Theme, level: ColourLevel): AnsiPainter {
  const made = new Map<string, string>();
  const style = (cell: Cell): string => {
    const key = `${cell.tone}|${cell.ground ?? ''}|${cell.isInverse === true ? 1 : 0}`;
    let codes = made.get(key);
    if (codes === undefined) {
      codes = styleCodes(theme, level, cell);
      made.set(key, codes);
    }
    return codes;
  };
  const line = (cells: Line): string => {
    let text = '';
    let current = '';
    for (const one of cells) {
      if (one.text === '') continue;
      const wanted = style(one);
      if (wanted !== current) text += wanted;
      current = wanted;
      text += cleanText(one.text);
    }
    return text + RESET;
  };
  return { line, base: style({ text: '', tone: 'plain' satisfies Tone }) };
}

/** The whole frame, one line of text a line. */
export function frameAnsi(frame: Frame, theme: Theme, level: ColourLevel): string {
  const { line } = ansiPainter(theme, level);
  return frame.map((cells) => `${line(cells)}\n`).join('');
}
