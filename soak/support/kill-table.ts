// The outcomes of the kill soak as a table for docs/reliability.md, and its failures with the line that shows them again.

import type { KillFigures, KillOutcome } from './kill-check.js';
import type { Loss } from './kill-sessions.js';

const count = (value: number): string => value.toLocaleString('en-US');

/** Median and maximum; the lower of the two in the middle. */
function spread(values: readonly number[]): string {
  if (values.length === 0) return '–';
  const sorted = [...values].sort((a, b) => a - b);
  return `${count(sorted[Math.floor((sorted.length - 1) / 2)] ?? 0)} / ${count(sorted.at(-1) ?? 0)}`;
}

const STATES = ['nothing written', 'in recovery', 'writing', 'sealing'] as const;

function lossRows(name: string, losses: readonly Loss[]): [string, string][] {
  return [
    [`${name}: captures with messages to lose`, count(losses.length)],
    [`${name}: messages lost at the end, median / most`, spread(losses.map(({ lines }) => lines))],
    [`${name}: ms lost at the end, median / most`, spread(losses.map(({ ms }) => ms))],
  ];
}

function rows(outcomes: readonly KillOutcome[]): [string, string][] {
  const figures = outcomes.flatMap((outcome) => (outcome.figures === null ? [] : [outcome.figures]));
  const sum = (of: (one: KillFigures) => number): string => count(figures.reduce((total, one) => total + of(one), 0));
  const states = figures.flatMap((one) => one.states);
  const losses = figures.flatMap((one) => one.losses);
  const problems = outcomes.reduce((total, one) => total + one.problems.length, 0);
  return [
    ['kills', count(states.length)],
    ...STATES.map((state): [string, string] => {
      return [`of them while: ${state}`, count(states.filter((one) => one === state).length)];
    }),
    ['of them with loss of power', sum(({ powerLosses }) => powerLosses)],
    ['sessions that left lines', sum(({ sessions }) => sessions)],
    ['segments sealed by their capture', sum(({ clean }) => clean)],
    ['segments sealed by a later start', sum(({ recovered }) => recovered)],
    ['lines', sum(({ lines }) => lines)],
    ['messages of the exchange among them', sum(({ messages }) => messages)],
    ['torn bytes moved aside', sum(({ tornBytes }) => tornBytes)],
    ['bytes not synced at the kill, median / most', spread(figures.flatMap(({ unsyncedBytes }) => unsyncedBytes))],
    ['ms since the last sync at the kill, median / most', spread(figures.flatMap(({ unsyncedMs }) => unsyncedMs))],
    ...lossRows(
      'killed',
      losses.filter(({ power }) => !power),
    ),
    ...lossRows(
      'killed, power lost',
      losses.filter(({ power }) => power),
    ),
    ['violations', count(problems)],
  ];
}

export const killTable = (outcomes: readonly KillOutcome[]): string[] => [
  '| what | number |',
  '|---|---:|',
  ...rows(outcomes).map(([name, value]) => `| ${name} | ${value} |`),
];

/** `npm run soak -- kill --seed 13 --folder 2` for each folder that failed, with what was wrong at which kill. */
export function killFailures(outcomes: readonly KillOutcome[], passed: string): string[] {
  return outcomes
    .filter(({ problems }) => problems.length > 0)
    .flatMap(({ folder, problems }) => [
      `npm run soak -- kill ${passed} --folder ${folder}`,
      ...problems.map((problem) => `    ${problem}`),
    ]);
}
