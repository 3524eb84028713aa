// The market that the signals were judged in: spread, moves, what a trade must be right, hours of the day.

import type { AnalysisResult } from '../../core/analysis/result.js';
import type { BreakEvenEstimates, MarketResult } from '../../core/analysis/result-market.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { axisAround, ordinalAxis } from '../chart/axis.js';
import type { BarPlot, Chart, LinePlot, Series } from '../chart/chart.js';
import {
  type Block,
  type Cell,
  type Section,
  absent,
  cell,
  charts,
  columns,
  heading,
  note,
  pairs,
  table,
} from '../document.js';
import {
  countOf,
  digitsText,
  estimateCell,
  finite,
  hitFormat,
  intervalText,
  neededFormat,
  plainText,
  shareText,
  spanOf,
} from './figures.js';
import { type Scope, mainSignals } from './scope.js';

/** Mostly one tick: the name for it in the literature is large-tick. */
const LARGE_TICK_SHARE = 0.7;

const rate = (share: number | null): Cell =>
  finite(share) === null ? absent() : cell(neededFormat(share), (share ?? 0) > 1 ? 'bad' : 'plain');

/** Rates by route; of takers, whose costs are known best, with the interval. */
const rates = ({ takerTaker, takerMaker, makerMaker }: BreakEvenEstimates): Cell[] => [
  rate(takerTaker.value),
  cell(intervalText(takerTaker, neededFormat)),
  rate(takerMaker.value),
  rate(makerMaker.value),
];

function pairBlock({ market, economics }: AnalysisResult, { market: words }: AnalysisText): Block {
  const { spreadTicks, spreadBp, meanMid, tick, topSize } = market;
  const tickBp = meanMid === null ? null : (tick / meanMid) * 10_000;
  const spreadRows: [string, Cell][] =
    spreadTicks === null
      ? [[words.spread, absent()]]
      : [
          [
            words.spread,
            cell(
              words.spreadText({
                mean: plainText(spreadTicks.mean),
                p50: digitsText(spreadTicks.p50),
                p95: digitsText(spreadTicks.p95),
                one: shareText(spreadTicks.oneTickShare),
              }),
            ),
          ],
          ['', cell(words.spreadBp(plainText(spreadBp, 3)))],
          [words.tickClass, cell(spreadTicks.oneTickShare >= LARGE_TICK_SHARE ? words.large : words.small)],
        ];
  return pairs([
    ...spreadRows,
    [words.tick, cell(tickBp === null ? digitsText(tick) : words.tickText(digitsText(tick), plainText(tickBp, 3)))],
    [words.mid, cell(plainText(meanMid))],
    [words.top, cell(digitsText(topSize))],
    [words.fees, cell(words.feesText(plainText(economics.costs.takerBp), plainText(economics.costs.makerBp)))],
  ]);
}

function moveTable(result: AnalysisResult, { text, isBrief }: Scope): Block[] {
  const { market: words } = text;
  const { plan } = result;
  const main = mainSignals(result);
  const moves = result.market.moves.filter(({ horizonUs }) => !isBrief || plan.horizonsUs.includes(horizonUs));
  const isFiring = (signal: string, horizonUs: number): boolean =>
    !isBrief || (horizonUs === plan.primaryUs && main.includes(signal));
  const rows = moves.map(({ horizonUs, n, meanAbsBp, sdBp, tieShare, upShare, breakEven }) => [
    cell(spanOf(horizonUs)),
    cell(countOf(n)),
    cell(plainText(meanAbsBp.value)),
    cell(intervalText(meanAbsBp, (bp) => plainText(bp))),
    cell(plainText(sdBp.value)),
    cell(shareText(tieShare.value)),
    estimateCell(upShare, hitFormat, text),
    ...rates(breakEven),
  ]);
  const firing = moves.flatMap(({ horizonUs, conditional }) =>
    conditional
      .filter(({ signal }) => isFiring(signal, horizonUs))
      .map(({ signal, n, meanAbsBp, breakEven }) => [
        cell(signal),
        cell(spanOf(horizonUs)),
        cell(countOf(n)),
        cell(plainText(meanAbsBp.value)),
        cell(intervalText(meanAbsBp, (bp) => plainText(bp))),
        ...rates(breakEven),
      ]),
  );
  const conditional = [
    heading(words.firingTitle),
    table(columns(...words.conditional), firing),
    note(words.conditionalAbout),
  ];
  return [
    heading(words.moveTitle),
    table(columns(...words.moves), rows),
    note(words.movesAbout),
    ...(firing.length === 0 ? [] : conditional),
  ];
}

/** Below a second the rates grow without bound; what is above this is not drawn. */
const MOST_RATE = 3;

function moveChart({ moves }: MarketResult, { market: words }: AnalysisText): Chart {
  const series = (['takerTaker', 'takerMaker', 'makerMaker'] as const).map((route, k): Series => {
    const marks = moves.map(({ breakEven }, x) => {
      const rate = finite(breakEven[route].value);
      return { x, y: rate === null || rate > MOST_RATE ? null : rate, low: null, high: null };
    });
    return { name: words.routeCodes[k] ?? '', look: 'line', marks };
  });
  const values = [0.5, 1.1, ...series.flatMap(({ marks }) => marks.map((mark) => mark.y))];
  const y = axisAround({ label: words.neededAxis, values, text: (at) => shareText(at, 0), least: 0 });
  const x = ordinalAxis(
    words.horizonAxis,
    moves.map(({ horizonUs }) => spanOf(horizonUs)),
  );
  const plot: LinePlot = { kind: 'lines', x, y, series, references: [{ at: 1, text: words.oracle }], diagonal: false };
  return { title: words.movesChart, about: words.movesChartAbout, plot };
}

function hourCharts({ hours }: MarketResult, { market: words }: AnalysisText): Chart[] {
  const labels = Array.from({ length: 24 }, (_, hour) => String(hour));
  const at = (hour: number) => hours.find((one) => one.hour === hour);
  const chartOf = (values: (number | null)[], texts: { title: string; about: string; unit: string }): Chart => {
    const bars = values.map((y) => ({ y, low: null, high: null }));
    const axis = axisAround({ label: texts.unit, values: [0, ...values], text: plainText, least: 0, steps: 4 });
    const plot: BarPlot = { kind: 'bars', xLabel: words.hour, labels, y: axis, bars, base: 0, references: [] };
    return { title: texts.title, about: texts.about, plot };
  };
  const volatility = labels.map((_, hour) => finite(at(hour)?.volatilityBp));
  const volume = labels.map((_, hour) => finite(at(hour)?.volume));
  return [
    chartOf(volatility, { title: words.hoursChart, about: words.hoursAbout, unit: words.bp }),
    chartOf(volume, { title: words.volumeChart, about: words.volumeAbout, unit: words.base }),
  ];
}

export function marketSection(result: AnalysisResult, scope: Scope): Section {
  const { text, isBrief } = scope;
  const { market } = result;
  const hours = market.hours.length === 0 ? [] : hourCharts(market, text);
  const shown = [...(market.moves.length === 0 ? [] : [moveChart(market, text)]), ...hours];
  return {
    title: text.section.market,
    blocks: [
      ...(isBrief ? [] : [note(text.market.contextAbout)]),
      pairBlock(result, text),
      ...moveTable(result, scope),
      ...(shown.length === 0 || isBrief ? [] : [charts(shown)]),
    ],
  };
}
