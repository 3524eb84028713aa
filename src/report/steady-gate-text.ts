// The table that ends a steady run: every threshold, what was measured, and the verdict.

import type { SteadyResult, SteadyRow } from '../core/quality/steady-gate.js';
import { type Cell, type Section, absent, cell, columns, note, table } from './document.js';
import { bytesText, countText, figureText, groupedText } from './number-text.js';
import { verdictTone } from './replay-proof.js';

const withUnit = (text: string, unit: string): string => (unit === '' ? text : `${text} ${unit}`);

function measuredText({ measured, unit }: SteadyRow): string {
  if (measured === null) return '';
  if (unit === 'B') return bytesText(measured);
  // Rounded up, a run would seem to have lasted as long as was wanted.
  if (unit === 's') return withUnit(groupedText(Math.floor(measured * 10) / 10, 1), unit);
  return withUnit(unit === '' ? countText(measured) : figureText(measured), unit);
}

const tableRow = (row: SteadyRow): Cell[] => [
  cell(row.name),
  row.symbol === null ? cell('') : cell(row.symbol),
  row.measured === null ? absent() : cell(measuredText(row)),
  cell(withUnit(row.limit, row.unit)),
  cell(row.verdict, verdictTone(row.verdict)),
];

/** A row about symbols names the one that did worst. Notes that several rows share stand once. */
export function steadyGateSection({ gate, verdict, rows }: SteadyResult): Section {
  const names = new Map<string, string[]>();
  for (const { name, note: text } of rows) if (text !== null) names.set(text, [...(names.get(text) ?? []), name]);
  return {
    title: `Gate ${gate}: ${verdict}`,
    blocks: [
      table(columns('criterion', 'worst symbol/1', '>measured', '>wanted', 'verdict'), rows.map(tableRow)),
      ...[...names].map(([text, of]) => note(`${of.join(', ')}: ${text}`)),
    ],
  };
}
