// What came out: signals and their rates, the health of each z, the time of each stage.

import type { SymbolRowHealth } from '../core/quality/row-health.js';
import type { SignalCount } from '../core/quality/signal-count.js';
import { STAGE_VERDICT_N, type StageReport } from '../core/quality/stage-timing.js';
import type { TailShare, ZHealth } from '../core/quality/z-health.js';
import { type Cell, type Section, absent, cell, columns, note, table } from './document.js';
import { countText, figureText, nsText, percentText, spanText } from './number-text.js';

const GROUP_NAMES = { ofi: 'OFI', cvd: 'CVD', fusion: 'fusion', divergence: 'divergence' } as const;

const SIGNAL_COLUMNS = columns(
  'symbol',
  'signal',
  '>onsets',
  '>per h',
  '>rows',
  '>share of rows/2',
  '>rows per h/3',
  '>mean strength/1',
);

const perHour = (value: number | null): Cell => (value === null ? absent() : cell(figureText(value)));

function signalCells(rows: number, one: SignalCount): Cell[] {
  return [
    cell(`${GROUP_NAMES[one.group]} ${one.kind.replace('_', ' ')}`),
    cell(countText(one.onsets)),
    perHour(one.onsetsPerHour),
    cell(countText(one.rows)),
    rows === 0 ? absent() : cell(percentText(one.rows / rows)),
    perHour(one.rowsPerHour),
    one.meanStrength === null ? absent() : cell(one.meanStrength.toFixed(2)),
  ];
}

/** A group none of whose rows had a z could not speak: that is said instead of zeros. */
function signalRows({ symbol, rows, signals, ofiZ, cvdZ, fusion }: SymbolRowHealth): Cell[][] {
  const values = { ofi: ofiZ.n, cvd: cvdZ.n, fusion: fusion.n, divergence: fusion.n };
  const groups = Object.keys(GROUP_NAMES) as (keyof typeof GROUP_NAMES)[];
  const lines = groups.flatMap((group) => {
    if (values[group] === 0) return [[cell(GROUP_NAMES[group]), absent('no z')]];
    return signals.filter((one) => one.group === group).map((one) => signalCells(rows, one));
  });
  return lines.map((cells, k) => [cell(k === 0 ? symbol : ''), ...cells]);
}

function rowsText({ symbol, rows, segments, warmupRows, spanUs }: SymbolRowHealth): string {
  return (
    `${symbol}: ${countText(rows)} rows over ${spanText(spanUs)} in ${countText(segments)} ` +
    `${segments === 1 ? 'segment' : 'segments'}; ${countText(warmupRows)} rows lost to warm-up.`
  );
}

export function signalSection(health: readonly SymbolRowHealth[]): Section {
  if (health.length === 0) return { title: 'Signals', blocks: [] };
  const rows = health.flatMap((one) => signalRows(one));
  return {
    title: 'Signals',
    blocks: [
      table(SIGNAL_COLUMNS, rows, [
        { heads: ['onsets'], text: 'Onset: a row that enters the state.' },
        { heads: ['per h'], text: 'Rates per hour of rows.' },
      ]),
      ...health.map((one) => note(rowsText(one))),
    ],
  };
}

const HEALTH_COLUMNS = columns(
  'symbol',
  'z',
  '>n',
  '>median',
  '>IQR',
  '>p5/2',
  '>p95/2',
  '>P(|z|>1)/1',
  '>P(|z|>2)',
  '[95 %]/1',
  '>P(|z|>3)',
  '[95 %]/2',
);

const intervalText = ({ interval }: TailShare): string =>
  `[${(interval.low * 100).toFixed(2)}, ${(interval.high * 100).toFixed(2)}]`;

function healthRow(symbol: string, name: string, health: ZHealth): Cell[] {
  const { n, values } = health;
  // The reasons stand in the table of nulls below.
  if (values === null) return [cell(symbol), cell(name), cell('0'), ...HEALTH_COLUMNS.slice(3).map(() => absent())];
  const tail = (limit: number): TailShare | undefined => values.tails.find((one) => one.limit === limit);
  const share = (limit: number): Cell => {
    const one = tail(limit);
    return one === undefined ? absent() : cell(percentText(one.share));
  };
  const interval = (limit: number): Cell => {
    const one = tail(limit);
    return one === undefined ? absent() : cell(intervalText(one), 'dim');
  };
  return [
    cell(symbol),
    cell(name),
    cell(countText(n)),
    ...[values.median, values.iqr, values.p5, values.p95].map((value) => cell(value.toFixed(3))),
    share(1),
    share(2),
    interval(2),
    share(3),
    interval(3),
  ];
}

const nullText = ({ nulls }: ZHealth): string =>
  nulls.map(({ reason, rows }) => `${reason} ${countText(rows)}`).join(', ');

function nullRows({ symbol, ofiZ, cvdZ, fusion }: SymbolRowHealth): Cell[][] {
  const named = [
    ['OFI z', ofiZ],
    ['CVD z', cvdZ],
    ['fusion', fusion],
  ] as const;
  return named.flatMap(([name, health]) =>
    health.nulls.length === 0 ? [] : [[cell(symbol), cell(name), cell(nullText(health))]],
  );
}

const HEALTH_LEGEND = [
  { heads: ['IQR'], text: 'A normal z has IQR 1.349, P(|z|>2) 4.55 %, P(|z|>3) 0.27 %.' },
  { heads: ['P(|z|>1)'], text: 'Its P(|z|>1) is 31.7 %.' },
  {
    heads: ['[95 %]'],
    text: 'Intervals are Wilson 95 %, in per cent, for independent rows. Rows are autocorrelated: the true ones are wider.',
  },
] as const;

export function healthSection(health: readonly SymbolRowHealth[]): Section {
  if (health.length === 0) return { title: 'Health of the z-scores', blocks: [] };
  const rows = health.flatMap(({ symbol, ofiZ, cvdZ, fusion }) => [
    healthRow(symbol, 'OFI z', ofiZ),
    healthRow('', 'CVD z', cvdZ),
    healthRow('', 'fusion', fusion),
  ]);
  const hasValues = health.some((one) => [one.ofiZ, one.cvdZ, one.fusion].some(({ values }) => values !== null));
  return {
    title: 'Health of the z-scores',
    blocks: [
      table(HEALTH_COLUMNS, rows, hasValues ? HEALTH_LEGEND : []),
      table(columns('symbol', 'null', 'rows by reason'), health.flatMap(nullRows)),
    ],
  };
}

function stageRow({ stage, limitNs, time, within }: StageReport): Cell[] {
  if (time === null) return [cell(stage), cell('0'), absent('not measured')];
  const p99 = within === null ? absent() : cell(nsText(time.p99));
  return [
    cell(stage === 'ofi' || stage === 'cvd' ? GROUP_NAMES[stage] : stage),
    cell(countText(time.n)),
    cell(nsText(time.p50)),
    cell(nsText(time.p95)),
    p99,
    cell(nsText(time.max)),
    cell(nsText(limitNs)),
    within === null ? cell('too few', 'dim') : within ? cell('within', 'good') : cell('over', 'bad'),
  ];
}

export function timingSection(timings: { readonly every: number; readonly stages: readonly StageReport[] }): Section {
  const tooFew = timings.stages.some(({ time, within }) => time !== null && within === null);
  return {
    title: 'Time of each stage',
    blocks: [
      table(columns('stage', '>n', '>p50/1', '>p95', '>p99', '>max/2', '>limit', 'p99'), timings.stages.map(stageRow)),
      note(`Measured at every ${countText(timings.every)}th event. Limits: the original design's.`),
      ...(tooFew ? [note(`Too few: p99 is judged from ${STAGE_VERDICT_N} measurements on.`)] : []),
    ],
  };
}
