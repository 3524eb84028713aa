// The table of symbols: one row each, sorted and filtered; columns leave as the window narrows.

import type { SymbolSummary } from '../../core/watch/snapshot.js';
import { type Cell, type Frame, type Line, cell } from '../cell.js';
import { countText } from '../format.js';
import { COLUMNS, type Column } from '../overview-columns.js';
import { type Sort, matching, ordered } from '../overview-order.js';
import type { PanelInput } from '../panel.js';
import { blank, fitFrame, padCell, padText, textWidth } from '../width.js';

export interface OverviewInput extends PanelInput {
  readonly sort: Sort;
  readonly filter: string;
  /** The symbol whose row is marked. */
  readonly selected: string | null;
}

/** The mark of the selected row, and a space. */
const MARK_WIDTH = 2;

export interface SizedColumn {
  readonly column: Column;
  readonly width: number;
}

/** Columns that fit, in the order of the screen; what room is left goes to those that can use it, evenly. */
export function fitColumns(width: number): readonly SizedColumn[] {
  const kept = new Set(COLUMNS);
  const taken = (): number => [...kept].reduce((sum, { least }) => sum + least + 1, MARK_WIDTH - 1);
  const leaving = [...COLUMNS].sort((a, b) => b.dropOrder - a.dropOrder);
  for (const column of leaving) if (taken() > width && kept.size > 1) kept.delete(column);
  const sized = COLUMNS.filter((column) => kept.has(column)).map((column) => ({ column, width: column.least }));
  for (let free = width - taken(); free > 0;) {
    const growing = sized.filter((one) => one.width < one.column.most);
    if (growing.length === 0) break;
    for (const one of growing.slice(0, free)) one.width++;
    free -= Math.min(free, growing.length);
  }
  return sized;
}

/** The first row shown, such that row `at` of `count` lies in the middle where it can. */
export const firstShown = (at: number, count: number, height: number): number =>
  Math.max(0, Math.min(at - Math.floor(height / 2), count - height));

function headLine(columns: readonly SizedColumn[], input: OverviewInput): Line {
  const { sort, text, glyphs } = input;
  const cells = columns.flatMap(({ column, width }, i): Cell[] => {
    const isSorted = column.name === sort.column;
    const mark = column.isDescending === sort.isReverse ? glyphs.up : glyphs.down;
    const label = text.shell.overview[column.name];
    const shown = isSorted ? `${label}${mark}` : label;
    return [blank(i === 0 ? MARK_WIDTH : 1), cell(padText(shown, width, column.align), isSorted ? 'accent' : 'dim')];
  });
  return cells;
}

function symbolLine(symbol: SymbolSummary, columns: readonly SizedColumn[], input: OverviewInput): Line {
  const isSelected = symbol.symbol === input.selected;
  const cells: Cell[] = [isSelected ? cell(`${input.glyphs.pointer} `, 'key') : blank(MARK_WIDTH)];
  for (const [i, { column, width }] of columns.entries()) {
    if (i > 0) cells.push(blank(1));
    const drawn = padCell(column.cell(symbol, input, width), width, column.align);
    cells.push(isSelected && i === 0 ? { ...drawn, isInverse: true } : drawn);
  }
  return cells;
}

function totalsLine(count: number, input: OverviewInput): Line {
  const { snapshot, text, filter } = input;
  const { totals } = snapshot;
  const words = text.shell.overview;
  const [head, rate, figures] = [
    filter.trim() === '' ? words.totals(totals.symbols, totals.synced) : words.matching(count, filter.trim()),
    text.shell.header.rate(countText(totals.perSecond === null ? null : Math.round(totals.perSecond))),
    words.figures(
      countText(totals.resyncs),
      countText(totals.depthGaps + totals.tradeGaps),
      countText(totals.openHoles),
    ),
  ] as const;
  // The rate stands in the header too: it gives way first, then the count of symbols.
  const forms = [[head, rate, figures], [head, figures], [figures]].map((parts) => parts.join('  '));
  const fitting = forms.find((form) => MARK_WIDTH + textWidth(form) <= input.width) ?? figures;
  return [blank(MARK_WIDTH), cell(fitting, 'dim')];
}

/** Header line, rows, totals line; exactly `height` lines. */
export function overviewPanel(input: OverviewInput): Frame {
  const { width, height, snapshot, text } = input;
  const columns = fitColumns(width);
  const symbols = ordered(matching(snapshot, input.filter), input.sort, input);
  const rows = Math.max(0, height - 2);
  const at = symbols.findIndex(({ symbol }) => symbol === input.selected);
  const first = firstShown(Math.max(0, at), symbols.length, rows);
  const lines: Line[] = symbols.slice(first, first + rows).map((symbol) => symbolLine(symbol, columns, input));
  if (symbols.length === 0 && rows > 0) {
    const words = text.shell.overview;
    lines.push([blank(MARK_WIDTH), cell(input.filter.trim() === '' ? words.none : words.nothing(input.filter), 'dim')]);
  }
  while (lines.length < rows) lines.push([]);
  return fitFrame([headLine(columns, input), ...lines, totalsLine(symbols.length, input)], width, height);
}
