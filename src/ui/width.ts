// How wide text is on a terminal, and cutting, filling and joining cells, lines and frames by that width.

import stringWidth from 'string-width';
import type { Cell, Frame, Line } from './cell.js';

export type Align = 'left' | 'right' | 'center';

/**
 * Control characters, escapes, lone surrogates, and marks that turn the direction of writing or hide text: data must
 * not steer the terminal.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cells of a UTF-16 unit that needs no look at its neighbours; 0 where one must look. */
function simpleWidth(code: number): 0 | 1 | 2 {
  if (code >= 0x20 && code <= 0x7e) return 1;
  // Frames, blocks, arrows up and down; braille; Latin letters and signs without the soft hyphen.
  if ((code >= 0x2500 && code <= 0x25fc) || (code >= 0x2800 && code <= 0x28ff)) return 1;
  if (code >= 0xa1 && code <= 0xff && code !== 0xad) return 1;
  if (code === 0x2026 || code === 0x2212 || code === 0x2013) return 1;
  // Han, the signs of Chinese writing, full-width forms.
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3001 && code <= 0x3011)) return 2;
  return code >= 0xff01 && code <= 0xff5e ? 2 : 0;
}

/** Width of text made of simple units only; null otherwise. */
function simpleTextWidth(text: string): number | null {
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const one = simpleWidth(text.charCodeAt(i));
    if (one === 0) return null;
    width += one;
  }
  return width;
}

/** The text with everything that could steer a terminal shown as `?`; tabs and line ends become spaces. */
export function cleanText(text: string): string {
  if (PRINTABLE_ASCII.test(text) || simpleTextWidth(text) !== null) return text;
  return text.replace(/\r\n|[\t\n\r]/g, ' ').replace(UNSAFE, '?');
}

/** Cells of the terminal that the text takes up, after `cleanText`. */
export function textWidth(text: string): number {
  return simpleTextWidth(text) ?? stringWidth(cleanText(text));
}

/** The longest beginning of the text that fits into `width` cells. */
export function takeText(text: string, width: number): string {
  const clean = cleanText(text);
  if (width <= 0) return '';
  if (PRINTABLE_ASCII.test(clean)) return clean.length <= width ? clean : clean.slice(0, width);
  let used = 0;
  let end = 0;
  for (const { segment } of segmenter.segment(clean)) {
    used += textWidth(segment);
    if (used > width) break;
    end += segment.length;
  }
  return clean.slice(0, end);
}

/** The text in at most `width` cells; what is cut off is marked by `ellipsis`. */
export function fitText(text: string, width: number, ellipsis = '…'): string {
  const clean = cleanText(text);
  if (textWidth(clean) <= width) return clean;
  const room = width - textWidth(ellipsis);
  return room < 0 ? takeText(clean, width) : takeText(clean, room) + ellipsis;
}

/** The text in exactly `width` cells, cut or filled with spaces. */
export function padText(text: string, width: number, align: Align = 'left'): string {
  const fitted = fitText(text, width);
  const free = Math.max(0, width - textWidth(fitted));
  if (free === 0) return fitted;
  if (align === 'left') return fitted + ' '.repeat(free);
  if (align === 'right') return ' '.repeat(free) + fitted;
  const before = Math.floor(free / 2);
  return ' '.repeat(before) + fitted + ' '.repeat(free - before);
}

/** The cell in exactly `width` cells of the terminal. */
export function padCell(cell: Cell, width: number, align: Align = 'left'): Cell {
  return { ...cell, text: padText(cell.text, width, align) };
}

/** Spaces in the tone of plain text. */
export const blank = (width: number): Cell => ({ text: ' '.repeat(Math.max(0, width)), tone: 'plain' });

export const lineWidth = (line: Line): number => line.reduce((sum, { text }) => sum + textWidth(text), 0);

/** The line in at most `width` cells; the cell that crosses the edge is cut. */
export function clipLine(line: Line, width: number): Line {
  const kept: Cell[] = [];
  let used = 0;
  for (const cell of line) {
    const own = textWidth(cell.text);
    if (used + own > width) {
      const rest = fitText(cell.text, width - used);
      if (rest !== '') kept.push({ ...cell, text: rest });
      return kept;
    }
    kept.push(cell);
    used += own;
  }
  return kept;
}

/** The line in exactly `width` cells. */
export function padLine(line: Line, width: number): Line {
  const clipped = clipLine(line, width);
  const free = width - lineWidth(clipped);
  return free > 0 ? [...clipped, blank(free)] : clipped;
}

/** The frame with exactly `height` lines of exactly `width` cells. */
export function fitFrame(frame: Frame, width: number, height: number): Frame {
  return Array.from({ length: Math.max(0, height) }, (_, i) => padLine(frame[i] ?? [], width));
}

/** Widest line of the frame. */
export const frameWidth = (frame: Frame): number => frame.reduce((most, line) => Math.max(most, lineWidth(line)), 0);

/** Side by side: each frame as wide as its widest line, all as tall as the tallest. `stacked`: one below the other. */
export function joinFrames(frames: readonly Frame[], how: 'beside' | 'stacked'): Frame {
  if (how === 'stacked') return frames.flat();
  const height = frames.reduce((most, frame) => Math.max(most, frame.length), 0);
  const fitted = frames.map((frame) => fitFrame(frame, frameWidth(frame), height));
  return Array.from({ length: height }, (_, i) => fitted.flatMap((frame) => frame[i] ?? []));
}
