// The scorecard of the stages as a document: a section a stage, a row a gate, the files that were read below it.

import type {
  GateUnit,
  JudgedGate,
  JudgedStage,
  Limit,
  Scorecard,
  StageVerdict,
} from '../core/analysis/scorecard/scorecard.js';
import {
  type Cell,
  type ReportDocument,
  type Section,
  type Tone,
  absent,
  cell,
  columns,
  note,
  table,
} from './document.js';

const TONES: Readonly<Record<StageVerdict, Tone>> = {
  PASS: 'good',
  FAIL: 'bad',
  INCONCLUSIVE: 'warn',
  'NOT RUN': 'dim',
};

/** Of hours so many digits as tell minutes; the document has the figure itself. */
const DIGITS: Readonly<Partial<Record<GateUnit, number>>> = { h: 3 };
const MOST_DIGITS = 6;

function numberText(value: number, unit: GateUnit): string {
  if (unit === 'share') return `${Number((value * 100).toPrecision(4))} %`;
  const digits = DIGITS[unit] ?? MOST_DIGITS;
  const text = Number.isInteger(value) ? value.toLocaleString('en-US') : String(Number(value.toPrecision(digits)));
  return unit === '' || unit === 'perDay' ? text : `${text} ${unit}`;
}

const SIGNS = { below: '<', above: '>', atMost: '≤', atLeast: '≥', exactly: '=' } as const;

/** `< 2,500 ms`, `> 55 %`, `5–20`. */
export function limitText(limit: Limit, unit: GateUnit): string {
  const number = (value: number): string => numberText(value, unit);
  return limit.is === 'within'
    ? `${number(limit.than)}–${number(limit.and)}`
    : `${SIGNS[limit.is]} ${number(limit.than)}`;
}

/** Where the evidence is, as short as it can be said. */
export type ShortPath = (path: string) => string;

function gateRow(gate: JudgedGate, places: readonly string[]): Cell[] {
  const { label, value, unit, limit, verdict, evidence } = gate;
  return [
    cell(label),
    value === null ? absent() : cell(numberText(value, unit)),
    cell(limitText(limit, unit)),
    cell(verdict, TONES[verdict]),
    evidence === null ? absent() : cell(`[${places.indexOf(evidence) + 1}]`),
  ];
}

/** Each remark once, behind the gates that it is about. */
function remarks(gates: readonly JudgedGate[]): string[] {
  const said = new Map<string, string[]>();
  for (const { notes, label } of gates) {
    for (const one of notes) said.set(one, [...(said.get(one) ?? []), label]);
  }
  return [...said].map(([text, labels]) => (labels.length > 2 ? text : `${labels.join(', ')}: ${text}`));
}

function stageSection({ stage, verdict, gates, commands }: JudgedStage, shortOf: ShortPath): Section {
  const places = [...new Set(gates.flatMap(({ evidence }) => evidence ?? []))];
  const envOf = (path: string): string => (gates.find(({ evidence }) => evidence === path)?.env ?? '').toUpperCase();
  return {
    title: `${stage}: ${verdict}`,
    blocks: [
      table(
        columns('gate', '>value', '>target', 'verdict', 'read from'),
        gates.map((gate) => gateRow(gate, places)),
      ),
      ...places.map((path, at) => note(`[${at + 1}] ${envOf(path)} ${shortOf(path)}`)),
      ...remarks(gates).map((text) => note(text, 'warn')),
      ...commands.map((line) => note(`to make what is missing: ${line}`)),
    ],
  };
}

export function stagesReport({ verdict, stages }: Scorecard, shortOf: ShortPath): ReportDocument {
  const foreign = stages.some(({ gates }) => gates.some(({ env }) => env !== null && env !== 'mainnet'));
  return {
    title: 'v13 stages',
    banners: foreign ? [cell('NOT OF THE LIVE MARKET: some evidence cannot pass its stage', 'warn')] : [],
    sections: [
      ...stages.map((one) => stageSection(one, shortOf)),
      {
        title: 'Verdict',
        blocks: [note(verdict, TONES[verdict]), note('PASS when every gate of every stage passes')],
      },
    ],
  };
}
