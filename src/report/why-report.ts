// How a signal came about, as a document: for `v13 why`, and for the screen where a signal is opened.

import type { SignalRow } from '../core/pipeline/row.js';
import { type Why, hasMismatch } from '../core/watch/why.js';
import { formatTime } from '../text/time.js';
import {
  type Block,
  type Cell,
  type ReportDocument,
  type Section,
  cell,
  columns,
  note,
  pairs,
  table,
} from './document.js';
import { spanText } from './number-text.js';
import { type WhyOptions, bookSection, breakSection, flowSection, tradeSection } from './why-flow.js';
import { exactText, figureText, midText, priceText, zText } from './why-numbers.js';

const verdict = (value: string | null): Cell =>
  value === null
    ? cell('–', 'dim')
    : cell(value.replace('_', ' '), value === 'neutral' || value === 'none' ? 'dim' : 'good');

const strengthCell = (value: number | null): Cell => cell(value === null ? '–' : value.toFixed(2));

function reasonText(
  { text: { reason, why } }: WhyOptions,
  code: SignalRow['ofiReason'],
  have: [number, number],
): string {
  if (code === null) return '';
  return why.missing(code === 'warming' ? reason.warming(have[0], have[1], null) : reason[code]);
}

function signalSection({ row, config }: Why, options: WhyOptions): Section {
  const { signal, fusion, ofi, cvd } = config;
  const ofiReason = reasonText(options, row.ofiReason, [row.ofiSamples, ofi.z.warmup]);
  const cvdReason = reasonText(options, row.cvdReason, [row.cvdSamples, cvd.z.warmup]);
  const fusionReason = reasonText(options, row.fusionReason, [0, 0]);
  const trendReason = reasonText(options, row.trendReason, [0, 0]);
  const divergenceReason = row.divergence !== null ? '' : fusionReason === '' ? trendReason : fusionReason;
  const { why } = options.text;
  return {
    title: why.signals,
    blocks: [
      table(columns(...why.signalHead), [
        [
          cell('OFI z'),
          cell(zText(row.ofiZ)),
          cell(`±${signal.ofiThreshold}`),
          verdict(row.ofiSignal),
          strengthCell(row.ofiStrength),
          cell(ofiReason),
        ],
        [
          cell('CVD z'),
          cell(zText(row.cvdZ)),
          cell(`±${signal.cvdThreshold}`),
          verdict(row.cvdSignal),
          strengthCell(row.cvdStrength),
          cell(cvdReason),
        ],
        [
          cell('fusion'),
          cell(zText(row.fusion)),
          cell(`±${fusion.threshold}`),
          verdict(row.fusionSignal),
          strengthCell(row.fusionStrength),
          cell(fusionReason),
        ],
        [
          cell('divergence'),
          cell(''),
          cell(''),
          verdict(row.divergence),
          strengthCell(row.divergenceStrength),
          cell(divergenceReason),
        ],
      ]),
    ],
  };
}

function rowSection(why: Why, { text: { why: words }, timeZone }: WhyOptions): Section {
  const { row, units, previousUs } = why;
  const top =
    row.bidTicks === null || row.askTicks === null
      ? '–'
      : `${priceText(units, row.bidTicks)} / ${priceText(units, row.askTicks)}`;
  return {
    title: words.row,
    blocks: [
      pairs([
        [words.segment, cell(String(row.segment))],
        [words.previous, cell(previousUs === null ? words.none : formatTime(previousUs, timeZone))],
        ['bid / ask', cell(top)],
      ]),
    ],
  };
}

function windowSection({ row, ofiWindow, cvdWindow }: Why, { text: { why: words }, timeZone }: WhyOptions): Section {
  const lines = (
    [
      ['OFI', ofiWindow, row.ofiZ],
      ['CVD', cvdWindow, row.cvdZ],
    ] as const
  ).flatMap(([name, window, z]) =>
    window === null
      ? []
      : [
          [
            cell(name),
            cell(figureText(window.x)),
            cell(`${window.samples}/${window.size}`),
            cell(figureText(window.mean)),
            cell(figureText(window.deviation)),
            cell(exactText(window.z)),
            cell(exactText(z)),
            cell(formatTime(window.timeUs, timeZone).slice(11, 23)),
          ],
        ],
  );
  const baseline = (ofiWindow ?? cvdWindow)?.baseline;
  return {
    title: words.windows,
    blocks: lines.length === 0 ? [] : [table(columns(...words.windowHead), lines), note(words[baseline ?? 'exclude'])],
  };
}

function fusionSection({ row, config }: Why, { text: { why: words } }: WhyOptions): Section {
  const { fusion, consistency, ofiZ, cvdZ } = row;
  if (fusion === null || ofiZ === null || cvdZ === null || consistency === null)
    return { title: words.fusion, blocks: [] };
  const { weightOfi, weightCvd, minConsistency } = config.fusion;
  const sum = { wo: String(weightOfi), zo: zText(ofiZ), wc: String(weightCvd), zc: zText(cvdZ), sum: zText(fusion) };
  const agreement = { value: consistency.toFixed(4), least: String(minConsistency), agrees: consistency > 0 };
  return {
    title: words.fusion,
    blocks: [note(words.fusionSum(sum), 'plain'), note(words.consistency(agreement), 'plain')],
  };
}

function divergenceSection(
  { row, trend, config, units }: Why,
  { text: { why: words }, timeZone }: WhyOptions,
): Section {
  const { divergence } = config;
  const limits = {
    ...{ ofi: String(divergence.ofiZ), cvd: String(divergence.cvdZ) },
    ...{ bothOfi: String(divergence.conflictOfiZ), bothCvd: String(divergence.conflictCvdZ) },
  };
  const isKnown = trend !== null && trend.startHalfTicks !== null && trend.startUs !== null;
  const blocks: Block[] = isKnown
    ? [
        note(
          words.trend({
            from: midText(units, trend.startHalfTicks),
            to: midText(units, trend.endHalfTicks),
            span: spanText(divergence.trendWindowUs),
            start: formatTime(trend.startUs, timeZone).slice(11, 23),
            bp: figureText(row.trendBp),
          }),
          'plain',
        ),
        note(words.band(String(divergence.deadBandTicks))),
      ]
    : [note(words.noTrend)];
  return { title: words.divergence, blocks: [...blocks, note(words.limits(limits))] };
}

function checkSection(why: Why, { text: { why: words }, isFull }: WhyOptions): Section {
  const { checks } = why;
  const shown = isFull || hasMismatch(why) ? checks : [];
  const line = table(
    columns(...words.checkHead),
    shown.map(({ name, row, again, isEqual }) => [
      cell(name),
      cell(exactText(row)),
      cell(exactText(again)),
      isEqual ? cell(words.yes, 'good') : cell(words.no, 'bad'),
    ]),
  );
  const blocks: Block[] = hasMismatch(why) ? [line] : [note(words.allEqual(checks.length), 'good'), line];
  return { title: words.checks, blocks };
}

export function whyReport(why: Why, options: WhyOptions): ReportDocument {
  const { row, checks } = why;
  const { timeZone, askedUs, text } = options;
  const nearest =
    row.timeUs === askedUs
      ? []
      : [cell(text.why.nearest(formatTime(askedUs, timeZone), spanText(askedUs - row.timeUs)), 'warn')];
  const wrong = checks.filter(({ isEqual }) => !isEqual).length;
  return {
    title: text.why.title(row.symbol, formatTime(row.timeUs, timeZone)),
    banners: [...nearest, ...(wrong === 0 ? [] : [cell(text.why.mismatch(wrong), 'bad')])],
    sections: [
      rowSection(why, options),
      signalSection(why, options),
      breakSection(why, options),
      bookSection(why, options),
      flowSection(why, options),
      tradeSection(why, options),
      windowSection(why, options),
      fusionSection(why, options),
      divergenceSection(why, options),
      checkSection(why, options),
    ],
  };
}
