// What a terminal shows of the bytes that the screen writes: places, erasing, modes. Knows just these sequences, and counts others.

import { textWidth } from '../../src/ui/width.js';

export interface VirtualTerminal {
  /** Takes what a program has written. */
  feed(data: string): void;
  resize(columns: number, rows: number): void;
  /** Lines of the buffer in view, without spaces at their ends. */
  lines(): readonly string[];
  readonly modes: { readonly isAlternate: boolean; readonly hasCursor: boolean; readonly wraps: boolean };
  /** Sequences that it does not know. */
  readonly unknown: readonly string[];
  /** Times that lines moved up because something was written below the last one, in the alternate buffer. */
  readonly scrolls: number;
  /** Letters written to the right of the last column, and places asked for below the last line, in the alternate buffer. */
  readonly beyond: number;
}

interface Buffer {
  cells: string[][];
  row: number;
  column: number;
}

const ESC = '\u001b';
const SEQUENCE = /^\u001b(?:\[([?>]?)([\d;]*)([A-Za-z])|\][^\u0007]*\u0007|[78=>])/;

interface State {
  columns: number;
  rows: number;
  readonly main: Buffer;
  alternate: Buffer;
  isAlternate: boolean;
  hasCursor: boolean;
  wraps: boolean;
  readonly unknown: string[];
  scrolls: number;
  beyond: number;
  /** The beginning of a sequence whose end has not come yet. */
  pending: string;
}

const empty = (): Buffer => ({ cells: [], row: 0, column: 0 });
const current = (state: State): Buffer => (state.isAlternate ? state.alternate : state.main);
const lineAt = (buffer: Buffer, row: number): string[] => (buffer.cells[row] ??= []);

function newLine(state: State): void {
  const buffer = current(state);
  if (buffer.row < state.rows - 1) {
    buffer.row++;
    return;
  }
  buffer.cells.shift();
  if (state.isAlternate) state.scrolls++;
}

function put(state: State, text: string): void {
  const buffer = current(state);
  const width = textWidth(text);
  if (buffer.column + width > state.columns) {
    if (state.isAlternate) state.beyond++;
    if (!state.wraps) return;
    buffer.column = 0;
    newLine(state);
  }
  const line = lineAt(buffer, buffer.row);
  while (line.length < buffer.column) line.push(' ');
  line[buffer.column] = text;
  for (let i = 1; i < width; i++) line[buffer.column + i] = '';
  buffer.column += width;
}

function setMode(state: State, numbers: string, isOn: boolean): void {
  for (const mode of numbers.split(';')) {
    if (mode === '1049') {
      state.isAlternate = isOn;
      if (isOn) state.alternate = empty();
    } else if (mode === '25') state.hasCursor = isOn;
    else if (mode === '7') state.wraps = isOn;
    else if (!['2026', '2004', '1', '12'].includes(mode)) state.unknown.push(`?${mode}`);
  }
}

interface Control {
  readonly kind: string;
  readonly numbers: string;
  readonly letter: string;
}

function control(state: State, { kind, numbers, letter }: Control): void {
  const buffer = current(state);
  if (kind === '?' && (letter === 'h' || letter === 'l')) setMode(state, numbers, letter === 'h');
  else if (letter === 'H') {
    const [row, column] = numbers.split(';');
    if (state.isAlternate && Number(row || 1) > state.rows) state.beyond++;
    buffer.row = Math.min(state.rows, Math.max(1, Number(row || 1))) - 1;
    buffer.column = Math.max(1, Number(column ?? 1)) - 1;
  } else if (letter === 'J') buffer.cells = [];
  else if (letter === 'K') {
    const line = lineAt(buffer, buffer.row);
    line.length = Math.min(buffer.column, line.length);
  } else if (letter !== 'm') state.unknown.push(`${kind}${numbers}${letter}`);
}

function feed(state: State, data: string): void {
  let rest = state.pending + data;
  state.pending = '';
  while (rest !== '') {
    if (rest.startsWith(ESC)) {
      const found = SEQUENCE.exec(rest);
      if (found === null) {
        state.pending = rest;
        return;
      }
      const [whole, kind = '', numbers = '', letter] = found;
      if (letter !== undefined) control(state, { kind, numbers, letter });
      rest = rest.slice(whole.length);
      continue;
    }
    const [letter = ''] = rest;
    rest = rest.slice(letter.length);
    if (letter === '\n') newLine(state);
    else if (letter === '\r') current(state).column = 0;
    else if (letter >= ' ') put(state, letter);
  }
}

export function createVirtualTerminal(columns: number, rows: number): VirtualTerminal {
  const state: State = {
    columns,
    rows,
    main: empty(),
    alternate: empty(),
    isAlternate: false,
    hasCursor: true,
    wraps: true,
    unknown: [],
    scrolls: 0,
    beyond: 0,
    pending: '',
  };
  const textAt = (row: number): string =>
    Array.from(current(state).cells[row] ?? [], (one: string | undefined) => one ?? ' ')
      .join('')
      .trimEnd();
  return {
    feed: (data) => feed(state, data),
    resize: (newColumns, newRows) => Object.assign(state, { columns: newColumns, rows: newRows }),
    lines: () => Array.from({ length: state.rows }, (_, i) => textAt(i)),
    get modes() {
      const { isAlternate, hasCursor, wraps } = state;
      return { isAlternate, hasCursor, wraps };
    },
    unknown: state.unknown,
    get scrolls() {
      return state.scrolls;
    },
    get beyond() {
      return state.beyond;
    },
  };
}
