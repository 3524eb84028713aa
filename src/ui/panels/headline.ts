// Two lines on the symbol in view: price, spread, state; what the signals say, and why where they say nothing.

import type { SymbolSummary } from '../../core/watch/snapshot.js';
import { type Cell, type Frame, type Line, cell } from '../cell.js';
import { fixedText, shareText } from '../format.js';
import { bookMid } from '../book-mid.js';
import { type ColumnName, columnOf } from '../overview-columns.js';
import type { PanelInput } from '../panel.js';
import { fitFrame, lineWidth } from '../width.js';

/** Room for a reason in words, and for its short forms where the words of all figures do not fit. */
const ROOMS = [40, 14, 9] as const;
const WIDE = ROOMS[0];

export interface HeadlineInput extends PanelInput {
  readonly selected: string | null;
}

function figure(
  name: ColumnName,
  symbol: SymbolSummary,
  input: HeadlineInput & { readonly room?: number },
): readonly Cell[] {
  const label = input.text.shell.overview[name];
  return [cell(` ${label} `, 'dim'), columnOf(name).cell(symbol, input, input.room ?? WIDE)];
}

/** Price and spread as the ladder has them: two mids of one book on one screen would be one too many. */
function withBook(symbol: SymbolSummary, { snapshot }: HeadlineInput): SymbolSummary {
  const book = bookMid(snapshot, symbol);
  return book === null || symbol.row === null ? symbol : { ...symbol, row: { ...symbol.row, ...book } };
}

const SCORES = ['ofi', 'cvd', 'fusion'] as const;

/** The three figures; where all are missing for the same reason, it is said once and in full. */
function scores(symbol: SymbolSummary, input: HeadlineInput & { readonly room: number }): readonly Cell[] {
  const { row } = symbol;
  const isMissing = row !== null && row.ofiZ === null && row.cvdZ === null && row.fusion === null;
  const [why, ...others] = SCORES.map((name) => columnOf(name).cell(symbol, input, WIDE));
  if (!isMissing || why === undefined || others.some(({ text }) => text !== why.text)) {
    return SCORES.flatMap((name) => figure(name, symbol, input));
  }
  const labels = SCORES.map((name) => input.text.shell.overview[name]).join(', ');
  return [cell(` ${labels} `, 'dim'), why];
}

export function headlinePanel(input: HeadlineInput): Frame {
  const { snapshot, width, height, text } = input;
  const symbol = snapshot.symbols.find((one) => one.symbol === input.selected);
  if (symbol === undefined) {
    return fitFrame([[cell(` ${input.selected ?? ''} ${text.shell.overview.none}`, 'dim')]], width, height);
  }
  const now = withBook(symbol, input);
  const first: Line = [
    cell(` ${symbol.symbol} `, 'title'),
    columnOf('price').cell(now, input, WIDE),
    ...figure('spread', now, input),
    ...figure('rate', symbol, input),
    cell('  '),
    columnOf('sync').cell(symbol, input, WIDE),
    cell(symbol.coverage === null ? '' : ` ${shareText(symbol.coverage)}`, 'dim'),
  ];
  const consistency = symbol.row?.consistency ?? null;
  const signals = (room: number): Line => [
    ...figure('signal', symbol, input),
    ...scores(symbol, { ...input, room }),
    cell(consistency === null ? '' : ` (${fixedText(consistency, 2)})`, 'dim'),
  ];
  const forms = ROOMS.map(signals);
  const second = forms.find((form) => lineWidth(form) <= width) ?? forms.at(-1) ?? [];
  return fitFrame([first, second], width, height);
}
