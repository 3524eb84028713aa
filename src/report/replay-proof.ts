// What can be checked: the digest, what was wrong with the input, the gate.

import type { GateResult, GateRow, Verdict } from '../core/quality/gate.js';
import type { DigestExpectation, ReplayProblem, ReplayProblems, ReplayResult } from '../core/pipeline/replay-result.js';
import { type Cell, type Section, type Tone, absent, cell, columns, note, pairs, table } from './document.js';
import { countText, figureText } from './number-text.js';

export function digestSection({ digest, expectation }: Pick<ReplayResult, 'digest' | 'expectation'>): Section {
  const rows = digest.symbols.map(({ symbol, rows: count, ofiZ, cvdZ, fusion }) =>
    [symbol, ...[count, ofiZ, cvdZ, fusion].map(countText)].map((text) => cell(text)),
  );
  const compared: (readonly [string, Cell])[] =
    expectation === null
      ? []
      : [
          ['expected', cell(expectation.expected)],
          ['equal', equalCell(expectation)],
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

function equalCell({ equal, proves }: DigestExpectation): Cell {
  if (!equal) return cell('NO', 'bad');
  return proves ? cell('yes', 'good') : cell('INCONCLUSIVE: equal, but it proves nothing', 'warn');
}

/** How many problems are listed for people. */
const LISTED = 10;

/** What a code means; the reader of a report need not know it. */
const WORDS: Readonly<Record<string, string>> = {
  malformed_json: 'message that is not JSON',
  malformed_message: 'not a message of its stream',
  finer_than_unit: 'number finer than tick or step',
  V13_LINE_TORN: 'torn last line',
  V13_LINE_BLANK: 'blank line',
  V13_LINE_MALFORMED: 'line that cannot be read',
  V13_LINE_TOO_LONG: 'line too long',
  V13_NUL_RUN: 'run of NUL bytes',
  V13_COMPRESSED_TRUNCATED: 'compressed file cut short',
  V13_COMPRESSED_DAMAGED: 'damaged compressed file',
  V13_COMPRESSED_TRAILING: 'bytes behind the compressed data',
  V13_SNAPSHOT_SYMBOL: 'snapshot of an unknown symbol',
  V13_SEAL_MISSING: 'segment without its seal',
  V13_SEAL_MISMATCH: 'seal that does not agree',
  V13_INPUT_EMPTY: 'empty input',
  V13_INPUT_SKIPPED: 'input passed over',
};

const problemText = (code: string): string => (WORDS[code] === undefined ? code : `${WORDS[code]} (${code})`);

/** By input in the order read, then by line; what concerns a whole file comes first. */
function inPlaceOrder({ inputs, problems, refused }: ReplayResult): ReplayProblem[] {
  const places = new Map(inputs.map(({ path }, place) => [path, place]));
  const placeOf = ({ path }: ReplayProblem): number => places.get(path) ?? inputs.length;
  return [...problems.kept, ...refused.kept].sort(
    (a, b) =>
      placeOf(a) - placeOf(b) || (a.path < b.path ? -1 : Number(a.path > b.path)) || (a.line ?? 0) - (b.line ?? 0),
  );
}

const problemRow = ({ path, line, code, detail }: ReplayProblem): Cell[] => [
  cell(line === null ? path : `${path}:${line}`),
  cell(problemText(code)),
  cell(detail),
];

const problemCounts = ({ counts }: ReplayProblems): (readonly [string, Cell])[] =>
  counts.map(({ code, count }) => [problemText(code), cell(countText(count), 'warn')] as const);

export function problemSection(result: ReplayResult): Section {
  const { warnings, problems, refused } = result;
  const listed = inPlaceOrder(result).slice(0, LISTED).map(problemRow);
  const more = problems.total + refused.total - listed.length;
  return {
    title: 'Warnings and problems',
    blocks: [
      ...warnings.map((text) => note(`warning: ${text}`, 'warn')),
      ...(listed.length === 0
        ? []
        : [
            pairs([...problemCounts(problems), ...problemCounts(refused)]),
            table(columns('where', 'what', 'detail'), listed),
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
