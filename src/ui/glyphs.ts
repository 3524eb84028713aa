// Characters that the screen draws with: one set for terminals that speak UTF-8, one of plain ASCII.

export interface Glyphs {
  readonly isAscii: boolean;
  readonly up: string;
  readonly down: string;
  readonly flat: string;
  readonly bullet: string;
  readonly pointer: string;
  readonly ellipsis: string;
  readonly horizontal: string;
  readonly vertical: string;
  readonly corners: readonly [topLeft: string, topRight: string, bottomLeft: string, bottomRight: string];
  /** Bars of one eighth to eight eighths of a cell, from the left; ASCII has one step. */
  readonly bars: readonly string[];
  /** Heights of one eighth to eight eighths, for sparklines. */
  readonly sparks: readonly string[];
  /** Two values in one cell: the upper half is text, the lower the ground; ASCII draws one value a cell. */
  readonly halfBlock: string | null;
  /** Intensities, lowest first. */
  readonly shades: readonly string[];
}

export const UNICODE_GLYPHS: Glyphs = {
  isAscii: false,
  up: '▲',
  down: '▼',
  flat: '·',
  bullet: '●',
  pointer: '▶',
  ellipsis: '…',
  horizontal: '─',
  vertical: '│',
  corners: ['╭', '╮', '╰', '╯'],
  bars: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
  sparks: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  halfBlock: '▀',
  shades: [' ', '░', '▒', '▓', '█'],
};

/** For a screen without colours, on which all half-blocks look alike: intensities as shades. */
export const SHADE_GLYPHS: Glyphs = { ...UNICODE_GLYPHS, halfBlock: null };

export const ASCII_GLYPHS: Glyphs = {
  isAscii: true,
  up: '+',
  down: '-',
  flat: '.',
  bullet: '*',
  pointer: '>',
  ellipsis: '~',
  horizontal: '-',
  vertical: '|',
  corners: ['+', '+', '+', '+'],
  bars: ['#'],
  sparks: ['_', '.', ':', '-', '=', '+', '*', '#'],
  halfBlock: null,
  shades: [' ', '.', ':', '+', '#'],
};
