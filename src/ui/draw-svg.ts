// A frame as an SVG picture that stands alone: rectangles for grounds, text in fixed cells, nothing fetched.

import type { Cell, Frame } from './cell.js';
import type { Rgb } from './palette.js';
import { BOLD_TONES, type Theme, groundColour, textColour } from './theme.js';
import { cleanText, frameWidth, textWidth } from './width.js';

const CELL_WIDTH = 8.4;
const CELL_HEIGHT = 17;
const MARGIN = 12;
const FONT_SIZE = 14;
/** Where the base line of text lies in a cell. */
const BASE_LINE = 12.8;
const FONTS = "'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,'Noto Sans Mono CJK SC','Microsoft YaHei',monospace";

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
const hex = (colour: Rgb): string => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
const number = (value: number): string => String(Math.round(value * 100) / 100);

interface Placed {
  readonly text: string;
  readonly width: number;
  readonly x: number;
  readonly y: number;
  readonly ink: string;
  readonly ground: string | null;
  readonly isBold: boolean;
}

function place(theme: Theme, cell: Cell, at: { readonly column: number; readonly row: number }): Placed {
  const text = cleanText(cell.text);
  const ink = textColour(theme, cell.tone, cell.ground);
  const ground = groundColour(theme, cell.ground);
  const isInverse = cell.isInverse === true;
  return {
    text,
    width: textWidth(text) * CELL_WIDTH,
    x: MARGIN + at.column * CELL_WIDTH,
    y: MARGIN + at.row * CELL_HEIGHT,
    ink: hex(isInverse ? ground : ink),
    ground: isInverse ? hex(ink) : cell.ground === undefined ? null : hex(ground),
    isBold: BOLD_TONES.has(cell.tone),
  };
}

function groundShape({ x, y, width, ground }: Placed): string {
  if (ground === null) return '';
  // A hair wider and taller, so that no seam shows between neighbours.
  const size = `width="${number(width + 0.4)}" height="${CELL_HEIGHT + 0.4}"`;
  return `<rect x="${number(x)}" y="${number(y)}" ${size} fill="${ground}"/>`;
}

function textShape({ text, x, y, width, ink, isBold }: Placed): string {
  const trimmed = text.trimEnd();
  if (trimmed.trim() === '') return '';
  const bold = isBold ? ' font-weight="700"' : '';
  // The stated length holds the grid whatever font there is.
  const length = number((width * textWidth(trimmed)) / textWidth(text));
  const place = `x="${number(x)}" y="${number(y + BASE_LINE)}" textLength="${length}" lengthAdjust="spacingAndGlyphs"`;
  return `<text ${place} fill="${ink}"${bold} xml:space="preserve">${escape(trimmed)}</text>`;
}

/** The frame in the theme's colours on its background. */
export function frameSvg(frame: Frame, theme: Theme): string {
  const placed = frame.flatMap((line, row) => {
    let column = 0;
    return line.map((cell) => {
      const one = place(theme, cell, { column, row });
      column += textWidth(cell.text);
      return one;
    });
  });
  const width = number(2 * MARGIN + frameWidth(frame) * CELL_WIDTH);
  const height = number(2 * MARGIN + frame.length * CELL_HEIGHT);
  const shapes = [...placed.map(groundShape), ...placed.map(textShape)].filter((shape) => shape !== '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<rect width="100%" height="100%" rx="8" fill="${hex(theme.background)}"/>`,
    `<g font-family="${FONTS}" font-size="${FONT_SIZE}">`,
    ...shapes,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
