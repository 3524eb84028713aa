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
}

interface Buffer {
  cells: string[][];
  row: number;
  column: number;
}

const ESC = '\u001b';
const SEQUENCE = /^\u001b(?:\[([?>]?)([\d;]*)([A-Za-z])|\][^\u0007]*\u0007|[78=>])/;

export function createVirtualTerminal(columns: number, rows: number): VirtualTerminal {
  const size = { columns, rows };
  const empty = (): Buffer => ({ cells: [], row: 0, column: 0 });
  const buffers = { main: empty(), alternate: empty() };
  const state = { isAlternate: false, hasCursor: true, wraps: true };
  const unknown: string[] = [];
  let scrolls = 0;
  let pending = '';

  const current = (): Buffer => (state.isAlternate ? buffers.alternate : buffers.main);
  const lineAt = (buffer: Buffer, row: number): string[] => (buffer.cells[row] ??= []);

  function newLine(): void {
    const buffer = current();
    if (buffer.row < size.rows - 1) buffer.row++;
    else {
      buffer.cells.shift();
      if (state.isAlternate) scrolls++;
    }
  }

  function put(text: string): void {
    const buffer = current();
    const width = textWidth(text);
    if (buffer.column + width > size.columns) {
      if (!state.wraps) return;
      buffer.column = 0;
      newLine();
    }
    const line = lineAt(buffer, buffer.row);
    while (line.length < buffer.column) line.push(' ');
    line[buffer.column] = text;
    for (let i = 1; i < width; i++) line[buffer.column + i] = '';
    buffer.column += width;
  }

  function setMode(numbers: string, isOn: boolean): void {
    for (const mode of numbers.split(';')) {
      if (mode === '1049') {
        state.isAlternate = isOn;
        if (isOn) buffers.alternate = empty();
      } else if (mode === '25') state.hasCursor = isOn;
      else if (mode === '7') state.wraps = isOn;
      else if (!['2026', '2004', '1', '12'].includes(mode)) unknown.push(`?${mode}`);
    }
  }

  function control(kind: string, numbers: string, letter: string): void {
    const buffer = current();
    if (kind === '?' && (letter === 'h' || letter === 'l')) setMode(numbers, letter === 'h');
    else if (letter === 'H') {
      const [row, column] = numbers.split(';');
      buffer.row = Math.min(size.rows, Math.max(1, Number(row || 1))) - 1;
      buffer.column = Math.max(1, Number(column ?? 1)) - 1;
    } else if (letter === 'J') buffer.cells = [];
    else if (letter === 'K')
      lineAt(buffer, buffer.row).length = Math.min(buffer.column, lineAt(buffer, buffer.row).length);
    else if (letter !== 'm') unknown.push(`${kind}${numbers}${letter}`);
  }

  function feed(data: string): void {
    let rest = pending + data;
    pending = '';
    while (rest !== '') {
      if (rest.startsWith(ESC)) {
        const found = SEQUENCE.exec(rest);
        if (found === null) {
          pending = rest;
          return;
        }
        if (found[3] !== undefined) control(found[1] ?? '', found[2] ?? '', found[3]);
        rest = rest.slice(found[0].length);
        continue;
      }
      const [letter = ''] = rest;
      rest = rest.slice(letter.length);
      if (letter === '\n') newLine();
      else if (letter === '\r') current().column = 0;
      else if (letter >= ' ') put(letter);
    }
  }

  return {
    feed,
    resize: (newColumns, newRows) => Object.assign(size, { columns: newColumns, rows: newRows }),
    lines: () =>
      Array.from({ length: size.rows }, (_, i) =>
        Array.from(current().cells[i] ?? [], (one: string | undefined) => one ?? ' ')
          .join('')
          .trimEnd(),
      ),
    modes: state,
    unknown,
    get scrolls() {
      return scrolls;
    },
  };
}
