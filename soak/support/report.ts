// What a soak prints at its end: the counts as a table for the docs, and the failures.

import type { SoakOptions } from './arguments.js';
import type { Soak, SoakResult } from './run.js';

const number = (value: number): string => value.toLocaleString('en-US');

/** `kind: outcome` counts as a Markdown table, one line a kind. */
function table(counts: Readonly<Record<string, number>>): string[] {
  const split = Object.entries(counts).filter(([name]) => name.includes(': '));
  const columns = [...new Set(split.map(([name]) => name.split(': ')[1] ?? ''))].sort();
  const rows = [...new Set(split.map(([name]) => name.split(': ')[0] ?? ''))].sort();
  if (rows.length === 0) return [];
  const cells = (row: string): string[] => columns.map((column) => number(counts[`${row}: ${column}`] ?? 0));
  return [
    `| | ${columns.join(' | ')} |`,
    `|---|${columns.map(() => '---:').join('|')}|`,
    ...rows.map((row) => `| ${row} | ${cells(row).join(' | ')} |`),
  ];
}

export function reportLines(soak: Soak, options: SoakOptions, result: SoakResult): string[] {
  const { progress, failures, resumedAt } = result;
  const { counts } = progress;
  const single = Object.entries(counts).filter(([name]) => !name.includes(': '));
  const ran =
    options.only === null ? `${number(progress.next)} of ${number(soak.cases)} cases` : `case ${options.only}`;
  return [
    `${soak.name}: ${ran}, seed ${options.seed}, corpus ${soak.corpus}, ${(progress.elapsedMs / 1000).toFixed(0)} s, ` +
      `Node ${process.version}${resumedAt > 0 ? `, resumed at case ${number(resumedAt)}` : ''}`,
    ...single.map(([name, count]) => `${name}: ${number(count)}`),
    '',
    ...table(counts),
    '',
    failures.length === 0 ? 'PASS: no difference, no crash, no hang' : `FAIL: ${failures.length} cases`,
    ...failures,
  ];
}

export const exitCodeOf = ({ failures }: SoakResult): number => (failures.length === 0 ? 0 : 1);
