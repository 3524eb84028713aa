// What trading on the signals would have earned: routes, toy equity, capacity.

import type { AnalysisResult } from '../../core/analysis/result.js';
import type { EconomicsResult, RouteRow } from '../../core/analysis/result-market.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { formatTime } from '../../text/time.js';
import { axisAround } from '../chart/axis.js';
import type { Chart, LinePlot, Tick, Whisker, WhiskerPlot } from '../chart/chart.js';
import { type Block, type Section, absent, cell, charts, columns, heading, note, pairs, table } from '../document.js';
import { breakEvenLines } from './break-even.js';
import {
  bpFormat,
  countOf,
  estimateCell,
  faces,
  finite,
  hitFormat,
  intervalText,
  plainText,
  shareText,
  signedText,
  spanOf,
} from './figures.js';
import { type Scope, mainSignals } from './scope.js';

function routeTable(routes: readonly RouteRow[], text: AnalysisText): Block {
  const rows = routes.map((one) => {
    const gross = faces(one.grossBp, bpFormat, text);
    const net = faces(one.netBp, bpFormat, text);
    return [
      cell(one.signal, 'bold'),
      cell(spanOf(one.horizonUs)),
      cell(text.market.routes[one.route]),
      net.n,
      gross.value,
      gross.interval,
      net.value,
      net.interval,
      estimateCell(one.fillRate, hitFormat, text),
      estimateCell(one.breakEvenCostBp, bpFormat, text),
    ];
  });
  return table(columns(...text.market.routeHead), rows);
}

function routeChart(routes: readonly RouteRow[], { market: words }: AnalysisText): Chart {
  const rows = routes.map(({ signal, route, netBp: { value, low, high } }): Whisker => ({
    label: words.routes[route],
    group: signal,
    value: finite(value),
    low: finite(low),
    high: finite(high),
    target: null,
    text: signedText(value),
  }));
  const values = [0, ...rows.flatMap(({ value, low, high }) => [value, low, high])];
  const x = axisAround({ label: words.bp, values, text: signedText });
  const plot: WhiskerPlot = { kind: 'whiskers', x, rows, references: [{ at: 0, text: '0' }] };
  return { title: words.routeChart, about: words.routeChartAbout, plot };
}

type Equity = NonNullable<EconomicsResult['equity']>;

/** Five times of day, with the date where the curve spans more than one. */
function timeTicks(fromUs: number, toUs: number, zone: string): Tick[] {
  const isLong = toUs - fromUs > 86_400_000_000;
  return Array.from({ length: 5 }, (_, k) => {
    const at = fromUs + ((toUs - fromUs) * k) / 4;
    const time = formatTime(at, zone);
    return { at, text: isLong ? time.slice(5, 16) : time.slice(11, 16) };
  });
}

function equityChart({ curve, signal, horizonUs }: Equity, { text, zone }: Scope): Chart[] {
  const { market: words } = text;
  const [first, last] = [curve[0]?.[0], curve.at(-1)?.[0]];
  if (first === undefined || last === undefined || !(last > first)) return [];
  const marks = curve.map(([x, y]) => ({ x, y: finite(y), low: null, high: null }));
  const y = axisAround({ label: words.equityAxis, values: [0, ...marks.map((mark) => mark.y)], text: signedText });
  const x = { label: words.timeAxis, from: first, to: last, ticks: timeTicks(first, last, zone) };
  const series = [{ name: signal, look: 'step', marks } as const];
  const plot: LinePlot = { kind: 'lines', x, y, series, references: [{ at: 0, text: '' }], diagonal: false };
  return [{ title: words.equity(signal, spanOf(horizonUs)), about: words.equityAbout, plot }];
}

function equityBlocks({ equity }: EconomicsResult, scope: Scope): Block[] {
  const { text } = scope;
  const { market: words } = text;
  if (equity === null) return [note(words.noEquity)];
  const { sharpePerTrade: sharpe, winRate } = equity;
  const withInterval = (value: string, interval: string, n: number): string => `${value} ${interval}, n ${countOf(n)}`;
  const figures = pairs([
    [words.trades, cell(countOf(equity.trades))],
    [
      words.sharpe,
      sharpe.value === null
        ? absent(sharpe.reason === null ? null : text.reason[sharpe.reason])
        : cell(
            withInterval(
              signedText(sharpe.value, 3),
              intervalText(sharpe, (at) => signedText(at, 3)),
              sharpe.n,
            ),
          ),
    ],
    [words.psr, equity.psr === null ? absent() : cell(shareText(equity.psr))],
    [words.drawdown, cell(words.bpText(plainText(equity.maxDrawdownBp, 1)))],
    [
      words.win,
      winRate.value === null
        ? absent(winRate.reason === null ? null : text.reason[winRate.reason])
        : cell(withInterval(shareText(winRate.value), intervalText(winRate, hitFormat), winRate.n)),
    ],
  ]);
  const shown = equityChart(equity, scope);
  return [
    heading(words.equityTitle),
    ...(shown.length === 0 ? [] : [charts(shown)]),
    figures,
    ...(shown.length === 0 ? [note(words.equityAbout)] : []),
    note(words.notAnnualised),
  ];
}

export function economicsSection(result: AnalysisResult, scope: Scope): Section {
  const { text } = scope;
  const { market: words } = text;
  const { economics, plan } = result;
  const isWanted = (horizonUs: number): boolean => scope.isFull || horizonUs === plan.primaryUs;
  const main = mainSignals(result);
  const routes = economics.routes.filter(
    ({ horizonUs, signal, route }) =>
      isWanted(horizonUs) && (!scope.isBrief || (main.includes(signal) && route === 'taker-taker')),
  );
  const primary = routes.filter(({ horizonUs }) => horizonUs === plan.primaryUs);
  const { capacityQuote } = economics;
  return {
    title: text.section.economics,
    blocks: [
      ...(scope.isBrief ? [] : [note(words.economicsAbout)]),
      ...breakEvenLines(result, text)
        .slice(0, 1)
        .map((line) => note(line, 'warn')),
      ...(routes.length === 0
        ? [note(words.noRoutes)]
        : [
            ...(scope.isBrief ? [] : [heading(words.routeTitle)]),
            routeTable(routes, text),
            note(words.routesAbout),
            ...(scope.isBrief ? [] : [charts([routeChart(primary, text)])]),
          ]),
      ...(scope.isBrief ? [] : equityBlocks(economics, scope)),
      pairs([
        [
          words.capacity,
          capacityQuote.value === null
            ? absent(capacityQuote.reason === null ? null : text.reason[capacityQuote.reason])
            : cell(words.capacityText(estimateCell(capacityQuote, countOf, text).text, countOf(capacityQuote.n))),
        ],
      ]),
    ],
  };
}
