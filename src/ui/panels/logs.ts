// Lists of what happened, newest first: signals, alerts, troubles. Entries can be marked and scrolled.

import type { WatchSignal } from '../../core/watch/detail.js';
import type { RaisedAlert } from '../../core/alert/raised.js';
import type { Trouble } from '../../core/watch/snapshot.js';
import type { ScreenText } from '../../text/screen-text.js';
import { type Cell, type Frame, cell } from '../cell.js';
import { type Column, barText, markLine, messageFrame, panelFrame, tableLines, windowOf } from '../compose.js';
import { clockText, fixedText, signTone, zText } from '../format.js';
import type { Panel, PanelInput } from '../panel.js';

interface Log<T> {
  readonly entries: readonly T[];
  readonly columns: readonly Column[];
  readonly rowOf: (entry: T) => Cell[];
  readonly none: string;
  /** Whether the columns have titles when there is room for them. */
  readonly hasTitles: boolean;
}

/** A table of the entries in view; the marked one has a pointer before it and is inverse. */
function logFrame<T>(log: Log<T>, input: PanelInput): Frame {
  if (log.entries.length === 0) return messageFrame(log.none, input);
  const { width, height, glyphs, marked } = input;
  const hasTitles = log.hasTitles && height >= 4;
  const [first, end] = windowOf(log.entries.length, height - (hasTitles ? 1 : 0), input);
  const rows = log.entries.slice(first, end).map(log.rowOf);
  const lines = tableLines(log.columns, rows, { width: Math.max(0, width - 1), ellipsis: glyphs.ellipsis, hasTitles });
  const framed = lines.map((line, i) => {
    const isMarked = marked !== null && first + i - (hasTitles ? 1 : 0) === marked && (i > 0 || !hasTitles);
    return markLine([cell(isMarked ? glyphs.pointer : ' ', 'key'), ...line], isMarked);
  });
  return panelFrame(framed, input);
}

const STRENGTH_WIDTH = 6;
/** Strengths above this fill the bar. */
const FULL_STRENGTH = 3;

const column = (title: string, drop: number, align: Column['align'] = 'left'): Column => ({
  title,
  align,
  least: 0,
  drop,
});

/** Free text at the end of a line: cut before other columns go. */
const LAST_TEXT: Column = { ...column('', 0), shrinksTo: 20 };

/** Below this width what says a thing twice gives way: the words beside marks, bars beside numbers. */
const LEAST_WITH_WORDS = 50;

/** Each beginning of a signal: how strong against its threshold, and how well its inputs agree. */
export const signalsPanel: Panel = (input) => {
  const { text, glyphs, view, snapshot, width } = input;
  const words = text.panels.signals;
  const hasWords = width >= LEAST_WITH_WORDS;
  const isOwn = snapshot.detail?.ownSignals ?? false;
  const rowOf = (signal: WatchSignal): Cell[] => {
    const sign = signal.side === 'buy' ? 1 : signal.side === 'sell' ? -1 : 0;
    const tone = signTone(sign);
    const mark = sign > 0 ? glyphs.up : sign < 0 ? glyphs.down : glyphs.flat;
    const side = signal.label === null ? text.panels.side[signal.side] : labelText(signal.label, input);
    const sided = cell(`${mark} ${side}`.trimEnd(), tone);
    const isScore = signal.kind !== 'divergence';
    return [
      cell(clockText(signal.timeUs, view.timeZone), 'dim'),
      ...(isOwn ? [] : [cell(signal.symbol, 'strong')]),
      cell(words.kinds[signal.kind]),
      ...(hasWords ? [sided] : []),
      // A divergence has no value but its strength; which way it points is what it says.
      isScore ? cell(zText(signal.value, glyphs), tone) : hasWords ? cell('') : sided,
      ...(hasWords ? [cell(strengthBar(signal.strength, input), 'accent')] : []),
      cell(signal.strength === null ? '' : `${fixedText(signal.strength, 2)}x`),
      cell(signal.consistency === null ? '' : fixedText(signal.consistency, 2), 'dim'),
    ];
  };
  const columns = [
    column(words.time, 0),
    ...(isOwn ? [] : [column(words.symbol, 1)]),
    column(words.kind, 0),
    ...(hasWords ? [column(words.side, 4)] : []),
    column(words.value, 0, 'right'),
    ...(hasWords ? [{ ...column('', 5), least: STRENGTH_WIDTH }] : []),
    column(words.strength, 2, 'right'),
    column(words.consistency, 3, 'right'),
  ];
  const entries = snapshot.detail?.signals ?? [];
  return logFrame({ entries, columns, rowOf, none: words.none, hasTitles: true }, input);
};

const strengthBar = (strength: number | null, { glyphs }: PanelInput): string =>
  strength === null ? '' : barText(strength / FULL_STRENGTH, STRENGTH_WIDTH, glyphs.bars);

function labelText(label: string, { text }: PanelInput): string {
  const words: Readonly<Record<string, string>> = text.panels.signals.labels;
  return words[label] ?? label;
}

/** From this width on it is said in words whether an alert stands; below, its mark says it. */
const LEAST_WITH_STATE = 40;

/** Symbol and rule stay at any width; the sentence takes what is left, and goes first. */
export const alertsPanel: Panel = (input) => {
  const words = input.text.panels.alerts;
  const isWide = input.width >= LEAST_WITH_STATE;
  const stateOf = ({ isActive }: RaisedAlert): string => {
    const mark = isActive ? '!' : ' ';
    return isWide ? `${mark} ${isActive ? words.active : words.over}` : mark;
  };
  const rowOf = (alert: RaisedAlert): Cell[] => [
    cell(clockText(alert.timeUs, input.view.timeZone), 'dim'),
    cell(stateOf(alert), alert.isActive ? 'bad' : 'dim'),
    cell(alert.symbol ?? '', 'strong'),
    cell(ruleName(alert.rule, input.text), 'accent'),
    cell(withoutSymbol(alert)),
  ];
  const columns = [
    column('', 2),
    column('', 0),
    column('', 0),
    { ...column('', 0), shrinksTo: 8 },
    { ...column('', 1), shrinksTo: 12 },
  ];
  const { alerts } = input.snapshot;
  return logFrame({ entries: alerts, columns, rowOf, none: words.none, hasTitles: false }, input);
};

/** The word for an alert of data quality; an expression stands as it was written. */
export function ruleName(rule: string, text: ScreenText): string {
  const rules: Readonly<Record<string, string>> = text.panels.alerts.rules;
  return rules[rule] ?? rule;
}

/** The symbol stands in a column of its own: a sentence that begins with it need not name it again. */
function withoutSymbol({ symbol, text }: RaisedAlert): string {
  if (symbol === null || !text.startsWith(symbol)) return text;
  const rest = text.slice(symbol.length).replace(/^[:：,，]?\s*/u, '');
  return rest === '' ? text : rest;
}

/** The word for a kind of trouble; a kind that this version does not know stands as it is. */
export function troubleKind(kind: string, text: ScreenText): string {
  const kinds: Readonly<Record<string, string>> = text.panels.troubles.kinds;
  return kinds[kind] ?? kind;
}

export const troublesPanel: Panel = (input) => {
  const rowOf = (trouble: Trouble): Cell[] => [
    cell(clockText(trouble.timeUs, input.view.timeZone), 'dim'),
    cell(troubleKind(trouble.kind, input.text), 'warn'),
    cell(trouble.text),
  ];
  const { troubles } = input.snapshot;
  const columns = [column('', 1), column('', 2), LAST_TEXT];
  return logFrame(
    { entries: troubles, columns, rowOf, none: input.text.panels.troubles.none, hasTitles: false },
    input,
  );
};
