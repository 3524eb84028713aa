// The outcomes of the chaos soak as a table for docs/reliability.md, and its failures with the line that shows them again.

import type { ChaosFigures } from './chaos-check.js';
import type { ChaosOutcome } from './chaos-pool.js';

const count = (value: number): string => value.toLocaleString('en-US');
const seconds = (ms: number): string => (ms / 1_000).toFixed(2);

/** The middle one of an odd number, the lower of two. */
function median(sorted: readonly number[]): number {
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function recovery(figures: readonly ChaosFigures[]): string {
  const times = figures.flatMap(({ recoveryMs }) => (recoveryMs === null ? [] : [recoveryMs])).sort((a, b) => a - b);
  return times.length === 0 ? '–' : `${seconds(median(times))} / ${seconds(times.at(-1) ?? 0)}`;
}

const COLUMNS = [
  'fault',
  'seeds',
  'sent',
  'received',
  'written',
  'cut off',
  'lost silently',
  'gaps in the truth / reported',
  'trades healed / open',
  'books compared / wrong',
  'recovery p50 / max, s',
  'live = replay',
] as const;

function row(name: string, outcomes: readonly ChaosOutcome[]): string {
  const figures = outcomes.flatMap((outcome) => (outcome.figures === null ? [] : [outcome.figures]));
  const sum = (of: (one: ChaosFigures) => number): string => count(figures.reduce((total, one) => total + of(one), 0));
  const pair = (left: (one: ChaosFigures) => number, right: (one: ChaosFigures) => number): string =>
    `${sum(left)} / ${sum(right)}`;
  const cells = [
    name,
    count(outcomes.length),
    sum(({ sent }) => sent),
    sum(({ received }) => received),
    sum(({ written }) => written),
    sum(({ cutOff }) => cutOff),
    sum(({ lostSilently }) => lostSilently),
    pair(
      ({ gapsInjected }) => gapsInjected,
      ({ gapsReported }) => gapsReported,
    ),
    pair(
      ({ healed }) => healed,
      ({ open }) => open,
    ),
    pair(
      ({ booksCompared }) => booksCompared,
      ({ booksWrong }) => booksWrong,
    ),
    recovery(figures),
    `${sum(({ digestsEqual }) => digestsEqual)}/${outcomes.length}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

export function chaosTable(outcomes: readonly ChaosOutcome[]): string[] {
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))];
  return [
    `| ${COLUMNS.join(' | ')} |`,
    `|---|${COLUMNS.slice(1)
      .map(() => '---:')
      .join('|')}|`,
    ...kinds.map((kind) =>
      row(
        kind,
        outcomes.filter((outcome) => outcome.kind === kind),
      ),
    ),
    row('all', outcomes),
  ];
}

/** `npm run soak -- chaos --fault close --seed 7` for each scenario that failed, with what was wrong. */
export function chaosFailures(outcomes: readonly ChaosOutcome[]): string[] {
  return outcomes
    .filter(({ problems }) => problems.length > 0)
    .flatMap(({ kind, seed, problems }) => [
      `npm run soak -- chaos --fault ${kind} --seed ${seed}`,
      ...problems.map((problem) => `    ${problem}`),
    ]);
}
