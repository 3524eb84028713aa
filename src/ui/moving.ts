// Moving about: the selected symbol, the marked entry of a list, the column that sorts.

import { SCREEN_TEXTS } from '../text/screen-text.js';
import { ASCII_GLYPHS, UNICODE_GLYPHS } from './glyphs.js';
import { type PanelName, innerArea } from './layout.js';
import { type ScreenModel, layoutFor, symbolInView } from './model.js';
import { COLUMN_NAMES, type ColumnInput } from './overview-columns.js';
import { matching, ordered } from './overview-order.js';

export type Motion = 'up' | 'down' | 'pageUp' | 'pageDown' | 'top' | 'bottom';

/** The names of the overview's rows, as they stand on the screen. */
export function shownSymbols(model: ScreenModel): readonly string[] {
  const { snapshot, choices, lang, isAscii } = model;
  if (snapshot === null) return [];
  const glyphs = isAscii ? ASCII_GLYPHS : UNICODE_GLYPHS;
  const input: ColumnInput = { snapshot, view: choices, text: SCREEN_TEXTS[lang], glyphs };
  return ordered(matching(snapshot, model.filter), model.sort, input).map(({ symbol }) => symbol);
}

/** The symbol whose row is marked: the one in view, or the first of those shown where the filter hides it. */
export function markedSymbol(model: ScreenModel): string | null {
  const symbols = shownSymbols(model);
  const symbol = symbolInView(model);
  return symbol !== null && symbols.includes(symbol) ? symbol : (symbols[0] ?? symbol);
}

const rowsOf = (model: ScreenModel, panel: PanelName): number => {
  const placed = layoutFor(model, model.size).panels.find((one) => one.panel === panel);
  return placed === undefined ? 1 : Math.max(1, innerArea(placed).rows);
};

function moved(at: number, motion: Motion, list: { readonly count: number; readonly page: number }): number {
  const steps = { up: -1, down: 1, pageUp: -list.page, pageDown: list.page, top: -Infinity, bottom: Infinity };
  return Math.max(0, Math.min(list.count - 1, at + steps[motion]));
}

/** Entries of the lists that scroll. */
function entriesOf(model: ScreenModel, panel: PanelName): number {
  const { snapshot } = model;
  if (snapshot === null) return 0;
  switch (panel) {
    case 'signals':
      return snapshot.detail?.signals.length ?? 0;
    case 'tape':
      return snapshot.detail?.tape.length ?? 0;
    case 'alerts':
      return snapshot.alerts.length;
    case 'troubles':
      return snapshot.troubles.length;
    case 'connections':
      return snapshot.connections.length;
    default:
      return 0;
  }
}

/** Up and down in the panel with the focus: the symbol in the overview, the marked entry in lists. */
export function move(model: ScreenModel, motion: Motion): ScreenModel {
  const page = Math.max(1, rowsOf(model, model.focus) - 3);
  if (model.focus === 'overview') {
    const symbols = shownSymbols(model);
    const at = symbols.indexOf(markedSymbol(model) ?? '');
    return { ...model, symbol: symbols[moved(at, motion, { count: symbols.length, page })] ?? model.symbol };
  }
  const count = entriesOf(model, model.focus);
  if (count === 0) return model;
  const at = Math.min(model.marked[model.focus] ?? 0, count - 1);
  return { ...model, marked: { ...model.marked, [model.focus]: moved(at, motion, { count, page }) } };
}

/** In the overview the column that sorts, elsewhere the symbol in view. */
export function moveSideways(model: ScreenModel, by: 1 | -1): ScreenModel {
  if (model.view === 'overview') {
    const at = COLUMN_NAMES.indexOf(model.sort.column);
    const column = COLUMN_NAMES[(at + by + COLUMN_NAMES.length) % COLUMN_NAMES.length] ?? 'symbol';
    return { ...model, sort: { column, isReverse: false } };
  }
  const symbols = shownSymbols(model);
  const at = symbols.indexOf(symbolInView(model) ?? '');
  const next = symbols[(at + by + symbols.length) % Math.max(1, symbols.length)];
  return next === undefined ? model : { ...model, symbol: next, marked: {} };
}
