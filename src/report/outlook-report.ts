// The outlook on a verdict as a document: the recording so far, firing rates, hours by assumed hit rate, costs.

import type { AssumedRate, Outlook, SignalOutlook } from '../core/analysis/outlook/outlook.js';
import type { BreakEven } from '../core/analysis/result-market.js';
import type { Environment } from '../core/market/instrument.js';
import { formatDuration } from '../text/duration.js';
import { type Cell, type ReportDocument, type Section, absent, cell, columns, note, pairs, table } from './document.js';
import { countText } from './number-text.js';

/** Of one symbol. */
export interface ShownOutlook extends Outlook {
  readonly symbol: string;
  readonly env: Environment;
}

const percentText = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)} %`;

/** Few hours with a decimal, many without; beyond a year in years. */
function hoursText(hours: number): string {
  if (hours < 10) return `${hours.toFixed(1)} h`;
  if (hours < 10_000) return `${countText(Math.ceil(hours))} h`;
  return `${(hours / 8_766).toFixed(1)} a`;
}

/** Of what is there already: never rounded up. */
const heldText = (hours: number): string =>
  hours < 1
    ? `${(Math.floor(hours * 600) / 10).toFixed(1)} min`
    : hours < 1_000
      ? `${(Math.floor(hours * 10) / 10).toFixed(1)} h`
      : `${countText(Math.floor(hours))} h`;

const numberCell = (value: number | null, text: (value: number) => string): Cell =>
  value === null ? absent() : cell(text(value));

const perDay = (value: number | null): Cell =>
  numberCell(value, (count) => (count < 10 ? count.toFixed(1) : countText(Math.round(count))));

/** Above one not even an oracle pays for its costs. */
const breakEvenCell = (value: number | null): Cell =>
  value === null ? absent() : cell(percentText(value), value >= 1 ? 'bad' : 'plain');

const breakEvenCells = ({ takerTaker, takerMaker, makerMaker }: BreakEven): Cell[] =>
  [takerTaker, takerMaker, makerMaker].map(breakEvenCell);

function soFar(plan: ShownOutlook): Section {
  const { coveredHours, wantedHours, missingHours, alpha, questions, firstAlpha, leastOutcomes, tieShare } = plan;
  return {
    title: 'So far',
    blocks: [
      pairs([
        ['environment', cell(plan.env.toUpperCase(), plan.env === 'mainnet' ? 'plain' : 'warn')],
        ['verified time', cell(`${heldText(coveredHours)} of ${hoursText(wantedHours)} that a verdict needs`)],
        ['still missing', cell(hoursText(missingHours), missingHours > 0 ? 'warn' : 'good')],
        [
          'horizon',
          cell(`${formatDuration(plan.horizonUs)}, entry ${formatDuration(plan.latencyUs)} after the decision`),
        ],
        ['price stood still', numberCell(tieShare, (share) => percentText(share))],
        [
          'level',
          cell(`${alpha} over ${questions} questions: ${firstAlpha.toPrecision(3)} by Holm for the first of them`),
        ],
        ['least outcomes', cell(countText(leastOutcomes))],
      ]),
    ],
  };
}

const firingRow = ({ signal, bar, samples, onsets, outcomes, ...rest }: SignalOutlook): Cell[] => [
  cell(signal),
  numberCell(bar, (share) => percentText(share)),
  cell(countText(samples)),
  cell(countText(onsets)),
  cell(countText(outcomes)),
  perDay(rest.onsetsPerDay),
  perDay(rest.outcomesPerDay),
  perDay(rest.decidedPerDay),
];

const firing = ({ signals }: Outlook): Section => ({
  title: 'How often they fire',
  blocks: [
    table(
      columns(
        'signal',
        '>target',
        '>samples/3',
        '>onsets/2',
        '>outcomes/1',
        '>onsets a day',
        '>apart a day',
        '>decided a day',
      ),
      signals.map(firingRow),
      [
        { heads: ['outcomes'], text: 'outcomes: onsets so far whose outcomes do not overlap.' },
        { heads: ['target'], text: 'No verdict is asked of signals without a target.' },
        { heads: ['decided a day'], text: 'decided: without those whose price is likely to stand still.' },
      ],
    ),
  ],
});

const hoursRow = ({ signal, bar }: SignalOutlook, one: AssumedRate): Cell[] => [
  cell(signal),
  numberCell(bar, (share) => percentText(share)),
  cell(percentText(one.rate)),
  cell(one.verdict, one.verdict === 'PASS' ? 'good' : 'bad'),
  cell(countText(one.outcomes)),
  cell(countText(one.outcomesAtLast)),
  one.hours === null ? absent('never fired') : cell(hoursText(one.hours)),
  one.missingHours === null ? absent() : cell(hoursText(one.missingHours)),
];

const untilVerdict = ({ signals }: Outlook): Section => ({
  title: 'Hours until a verdict',
  blocks: [
    table(
      columns(
        'signal',
        '>target',
        '>if truly',
        'verdict',
        '>outcomes needed',
        '>at the last step/1',
        '>recording in all',
        '>still missing',
      ),
      signals.flatMap((one) => one.assumed.map((rate) => hoursRow(one, rate))),
    ),
    note('with a power of 80 %, at the pace so far; outcomes that depend on each other take longer'),
  ],
});

const costs = ({ signals, moveBp, breakEven }: Outlook): Section => ({
  title: 'Break-even hit rate at these fees',
  blocks: [
    table(columns('when', '>mean move', '>taker both', '>taker and maker', '>maker both'), [
      [cell('always'), numberCell(moveBp, (bp) => `${bp.toFixed(2)} bp`), ...breakEvenCells(breakEven)],
      ...signals.map((one) => [
        cell(one.signal),
        numberCell(one.moveBp, (bp) => `${bp.toFixed(2)} bp`),
        ...breakEvenCells(one.breakEven),
      ]),
    ]),
    note(
      'fees, and for a taker half the mean spread at each crossing, by the mean size of the move; above 100 % not even an oracle pays for them',
    ),
  ],
});

export function outlookReport(plan: ShownOutlook): ReportDocument {
  return {
    title: `v13 plan: ${plan.symbol}`,
    banners: [],
    sections: [
      soFar(plan),
      firing(plan),
      untilVerdict(plan),
      costs(plan),
      {
        title: 'What was not looked at',
        blocks: [
          note(
            'Nothing was judged: no hit rate, no direction of any outcome, no entry in the ledger of trials. Planning as often as you like costs nothing of the error that a verdict may make.',
          ),
        ],
      },
    ],
  };
}
