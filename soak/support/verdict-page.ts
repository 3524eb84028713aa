// The page that shows what was measured of the verdicts: docs/validation.md.

import { wilsonInterval } from '../../src/core/stats/proportion.js';
import type { Count } from '../../src/core/analysis/binomial.js';
import {
  ALPHA,
  CURVE_OUTCOMES,
  CURVE_TRUTHS,
  type CurvePoint,
  FIRST_ALPHA,
  type NullRow,
  type OverlapResult,
  type PowerRow,
} from './verdict-checks.js';
import { RULE_COST } from '../../src/core/analysis/judge/needed.js';
import type { VerdictOptions } from './verdict-options.js';

export interface Measured {
  readonly nulls: readonly NullRow[];
  readonly powers: readonly PowerRow[];
  readonly curve: readonly (readonly CurvePoint[])[];
  readonly overlap: OverlapResult;
}

const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;

/** Share with its 95 % interval. */
function rate({ hits, n }: Count): string {
  const interval = wilsonInterval(hits, n);
  if (interval === null) return '–';
  return `${percent(hits / n)} [${percent(interval.low)}, ${percent(interval.high)}]`;
}

const plain = ({ hits, n }: Count): string => (n === 0 ? '–' : percent(hits / n));
const sign = (holds: boolean, promised = true): string => (promised ? (holds ? 'holds' : 'BROKEN') : 'not promised');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)];
}

const nullTable = (rows: readonly NullRow[]): string[] =>
  table(
    [
      'outcomes',
      'true rate = bar',
      'n',
      `PASS at ${ALPHA}`,
      `FAIL at ${ALPHA}`,
      `PASS at ${FIRST_ALPHA}`,
      'PASS, Wilson alone',
      '',
    ],
    rows.map(({ name, bar, outcomes, at, atFirst, wilson, holds, promised }) => [
      name,
      percent(bar, 0),
      String(outcomes),
      rate({ hits: at.passed, n: at.trials }),
      rate({ hits: at.failed, n: at.trials }),
      rate({ hits: atFirst.passed, n: atFirst.trials }),
      plain({ hits: wilson.passed, n: wilson.trials }),
      sign(holds, promised),
    ]),
  );

const intervalTable = (rows: readonly NullRow[]): string[] =>
  table(
    ['outcomes', 'true rate', 'n', '95 % intervals that hold it', 'median width ÷ Wilson’s'],
    rows.map(({ name, bar, outcomes, coverage, widening }) => [
      name,
      percent(bar, 0),
      String(outcomes),
      rate(coverage),
      widening === null ? '–' : widening.toFixed(2),
    ]),
  );

const powerTable = (rows: readonly PowerRow[]): string[] =>
  table(
    ['true rate', 'bar', 'α', 'independent outcomes', 'by the formula', 'PASS', ''],
    rows.map(({ truth, bar, alpha, outcomes, formula, passed, holds }) => [
      percent(truth, 0),
      percent(bar, 0),
      String(alpha),
      String(outcomes),
      String(formula ?? '–'),
      rate(passed),
      sign(holds),
    ]),
  );

const curveTable = (curve: Measured['curve']): string[] =>
  table(
    ['outcomes', ...CURVE_TRUTHS.map((truth) => `true ${percent(truth, 0)}`)],
    curve.map((points, i) => [
      String(CURVE_OUTCOMES[i]),
      ...points.map(({ passed, failed }) => `${percent(passed, 0)} / ${percent(failed, 0)}`),
    ]),
  );

const overlapTable = ({ markets, samples, onsets, naive, blocks, ours, holds }: OverlapResult): string[] =>
  table(
    ['test of one half at 5 %, two-sided', 'n', 'rejected'],
    [
      ['every sample as if independent (binomial)', String(samples), rate({ hits: naive, n: markets })],
      ['every sample, calendar blocks', String(samples), rate({ hits: blocks, n: markets })],
      [`onsets, the rule of the verdict: ${sign(holds)}`, String(onsets), rate({ hits: ours, n: markets })],
    ],
  );

export const allHold = ({ nulls, powers, overlap }: Measured): boolean =>
  overlap.holds && powers.every(({ holds }) => holds) && nulls.every(({ holds, promised }) => holds || !promised);

/** What was done, and with how many markets. */
const opening = ({ nulls, powers, overlaps, seed }: VerdictOptions, machine: string): string[] => [
  '# Are the verdicts right?',
  '',
  'Made by `npm run soak -- verdict`; do not edit. It makes markets whose truth is known, sends them through the collector',
  'and the bounds that `v13 analyze` uses on real data, and counts. The gates are left out: they can only turn a verdict',
  'into INCONCLUSIVE. `v13 analyze --self-test` runs a shorter form of it on fresh markets.',
  '',
  `Seed ${seed}; ${nulls} markets a row of the first two tables, ${powers} of the third, ${overlaps} of the last. ${machine}.`,
  'Intervals in brackets are 95 %.',
];

const nothing = (rows: readonly NullRow[]): string[] => [
  '## Nothing to find',
  '',
  'The true hit rate is exactly the bar. A PASS or a FAIL is then wrong, and may come as often as α allows. `In spells`: the',
  'rate lies 10 points above and below the bar by turns, drawn anew every 20 steps on average. `Overlapping`: a random walk',
  'judged 10 steps ahead by a signal that remembers. `Wilson alone` takes outcomes for independent: what the bound by blocks',
  'is there for.',
  '',
  ...nullTable(rows),
  '',
  'The last row shows where the promise ends: 15 points above and below, drawn anew every 50 steps, so that the recording',
  'holds some sixteen turns. No method can learn the spread of good and bad times from so few; longer recordings can.',
];

export function verdictPage(measured: Measured, options: VerdictOptions, machine: string): string {
  const { nulls, powers, curve, overlap } = measured;
  const lines = [
    ...opening(options, machine),
    '',
    ...nothing(nulls),
    '',
    '## Intervals',
    '',
    'Promised: at least 92 % hold the truth, and on independent outcomes they are at most 1.3 times as wide as Wilson’s.',
    '',
    ...intervalTable(nulls),
    '',
    '## Power',
    '',
    'A rule that never says PASS would hold everything above. Promised: at least 80 % with as many independent outcomes as',
    `\`hours still needed\` asks for: ${RULE_COST} times those of the formula for Wilson’s bound alone.`,
    '',
    ...powerTable(powers),
    '',
    `PASS / FAIL against a bar of 55 % at α = ${FIRST_ALPHA}, the first step of Holm’s procedure for four endpoints:`,
    '',
    ...curveTable(curve),
    '',
    '## Overlapping samples',
    '',
    'Six hours of pure noise, sampled each second: z of an accumulated flow above 1 in size, judged 60 s ahead. The usual',
    'test finds skill, or the lack of it, in most of them.',
    '',
    ...overlapTable(overlap),
    '',
    allHold(measured) ? 'All promises hold.' : 'A promise is BROKEN.',
  ];
  return `${lines.join('\n')}\n`;
}
