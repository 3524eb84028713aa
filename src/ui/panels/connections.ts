// Each connection: where to, since when, what it carries, who is silent, when it rolls over, what went wrong.

import type { ConnectionFigures } from '../../core/watch/figures.js';
import { type Cell, type Line, type Tone, cell } from '../cell.js';
import { type Column, messageFrame, panelFrame, tableLines } from '../compose.js';
import { NONE, countText, durationText } from '../format.js';
import type { Panel, PanelInput } from '../panel.js';

const STATE_TONE: Readonly<Record<ConnectionFigures['state'], Tone>> = {
  connecting: 'warn',
  open: 'good',
  backoff: 'bad',
  closing: 'warn',
};

/** A connection that has said nothing for so long is looked at twice. */
const LONG_SILENCE_US = 5_000_000;

export const connectionsPanel: Panel = (input) => {
  const { connections } = input.snapshot;
  const words = input.text.panels.connections;
  if (connections.length === 0) return messageFrame(words.none, input);
  const rows = connections.map((one) => rowOf(one, input));
  const [titles = [], ...table] = tableLines(columnsOf(input), rows, {
    width: input.width,
    ellipsis: input.glyphs.ellipsis,
    hasTitles: true,
  });
  const lines = connections.flatMap((one, i): Line[] => [table[i] ?? [], ...troubleLines(one, input)]);
  const first = Math.max(0, Math.min(Math.floor(input.scroll), lines.length - (input.height - 1)));
  return panelFrame([titles, ...lines.slice(first)], input);
};

function columnsOf({ text }: PanelInput): Column[] {
  const words = text.panels.connections;
  const column = (title: string, drop: number, align: Column['align'] = 'right'): Column => ({
    title,
    align,
    least: 0,
    drop,
  });
  return [
    column(words.name, 0, 'left'),
    column(words.state, 0, 'left'),
    column(words.age, 2),
    column(words.streams, 1),
    column(words.silence, 0),
    column(words.rollOver, 3),
    column(words.attempts, 5),
    column(words.route, 4, 'left'),
    column(words.host, 6, 'left'),
  ];
}

function rowOf(one: ConnectionFigures, { snapshot, text }: PanelInput): Cell[] {
  const { nowUs } = snapshot;
  const silenceUs = one.lastMessageUs === null ? null : Math.max(0, nowUs - one.lastMessageUs);
  const isLong = one.state === 'open' && (silenceUs === null || silenceUs >= LONG_SILENCE_US);
  const isWhole = one.acknowledged >= one.streams;
  return [
    cell(one.name, 'strong'),
    cell(text.panels.connections.states[one.state], STATE_TONE[one.state]),
    cell(durationText(one.ageMs === null ? null : one.ageMs * 1000)),
    cell(`${countText(one.acknowledged)}/${countText(one.streams)}`, isWhole ? 'plain' : 'warn'),
    cell(durationText(silenceUs), isLong ? 'warn' : 'plain'),
    rollOver(one, nowUs, text.panels.connections.now),
    cell(countText(one.attempts), 'dim'),
    cell(one.route, 'dim'),
    cell(one.host, 'dim'),
  ];
}

function rollOver(one: ConnectionFigures, nowUs: number, now: string): Cell {
  if (one.isRollingOver) return cell(now, 'accent');
  return one.nextRollOverUs === null ? cell(NONE) : cell(durationText(Math.max(0, one.nextRollOverUs - nowUs)));
}

/** Below a connection: its silent streams, and its last error. */
function troubleLines(one: ConnectionFigures, { text }: PanelInput): Line[] {
  const words = text.panels.connections;
  const lines: Line[] = [];
  if (one.silent.length > 0) lines.push([cell(`  ${words.silent(one.silent.length)} ${one.silent.join(' ')}`, 'warn')]);
  if (one.lastError !== null) lines.push([cell(`  ${words.lastError} ${one.lastError}`, 'bad')]);
  return lines;
}
