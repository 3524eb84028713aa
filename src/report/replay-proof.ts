// What can be checked: the digest, what was wrong with the input, the gate.

import type { GateResult, GateRow, Verdict } from '../core/quality/gate.js';
import type { ReplayProblems, ReplayResult } from '../core/pipeline/replay-result.js';
import { type Cell, type Section, type Tone, absent, cell, columns, note, pairs, table } from './document.js';
import { countText, figureText } from './number-text.js';

export function digestSection({ digest, expectation }: ReplayResult): Section {
  const rows = digest.symbols.map(({ symbol, rows: count, ofiZ, cvdZ, fusion }) =>
    [symbol, ...[count, ofiZ, cvdZ, fusion].map(countText)].map((text) => cell(text)),
  );
  const compared: (readonly [string, Cell])[] =
    expectation === null
      ? []
      : [
          ['expected', cell(expectation.expected)],
          ['equal', expectation.equal ? cell('yes', 'good') : cell('NO', 'bad')],
          ...(expectation.firstDifference === null
            ? []
            : [['first difference', cell(expectation.firstDifference, 'bad')] as const]),
        ];
  return {
    title: 'Digest of the rows (SHA-256)',
    blocks: [
      pairs([['digest', cell(digest.value, 'bold')], ...compared]),
      table(columns('symbol', '>rows', '>with OFI z', '>with CVD z', '>with fusion'), rows),
      ...(digest.fusion === 0 ? [note('No row has a fusion: this digest proves nothing about signals.', 'warn')] : []),
    ],
  };
}

/** How many problems of each sort are listed for people. */
const LISTED = 5;

const OTHER_WORDS: Readonly<Record<string, string>> = {
  malformed_json: 'not JSON',
  malformed_message: 'not a message of its stream',
  finer_than_unit: 'finer than tick or step',
};

function problemRows({ kept }: ReplayProblems): Cell[][] {
  return kept
    .slice(0, LISTED)
    .map(({ path, line, code, detail }) => [
      cell(line === null ? path : `${path}:${line}`),
      cell(OTHER_WORDS[code] ?? code),
      cell(detail),
    ]);
}

const problemCounts = ({ counts }: ReplayProblems): (readonly [string, Cell])[] =>
  counts.map(({ code, count }) => [OTHER_WORDS[code] ?? code, cell(countText(count), 'warn')] as const);

export function problemSection({ warnings, problems, refused }: ReplayResult): Section {
  const all = [...problemRows(problems), ...problemRows(refused)];
  const more = problems.total + refused.total - all.length;
  return {
    title: 'Warnings and problems',
    blocks: [
      ...warnings.map((text) => note(`warning: ${text}`, 'warn')),
      ...(all.length === 0
        ? []
        : [
            pairs([...problemCounts(problems), ...problemCounts(refused)]),
            table(columns('where', 'what', 'detail/1'), all),
          ]),
      ...(more > 0 ? [note(`and ${countText(more)} more`)] : []),
    ],
  };
}

export const verdictTone = (verdict: Verdict | null): Tone =>
  verdict === null ? 'dim' : verdict === 'PASS' ? 'good' : verdict === 'FAIL' ? 'bad' : 'warn';

function gateRow({ name, symbol, measured, unit, threshold, verdict }: GateRow): Cell[] {
  const value = measured === null ? '' : unit === '' ? countText(measured) : `${figureText(measured)} ${unit}`;
  const wanted = threshold === null ? '' : unit === '' ? threshold : `${threshold} ${unit}`;
  return [
    cell(name),
    cell(symbol ?? 'all'),
    measured === null ? absent() : cell(value),
    cell(wanted),
    cell(verdict ?? 'shown', verdictTone(verdict)),
  ];
}

const gateNotes = (row: GateRow): string[] => (row.note === null ? [] : [`${row.name}: ${row.note}`]);

export function gateSection({ gate, verdict, rows }: GateResult): Section {
  return {
    title: `Gate ${gate}: ${verdict}`,
    blocks: [
      table(columns('criterion', 'symbol', '>measured', '>wanted', 'verdict'), rows.map(gateRow)),
      ...[...new Set(rows.flatMap(gateNotes))].map((text) => note(text)),
    ],
  };
}
