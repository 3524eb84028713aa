// What the signals foretell: the matrix of signals and horizons, in three tables and one picture.

import type { AnalysisResult } from '../../core/analysis/result.js';
import type { PowerCell } from '../../core/analysis/result-power.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import type { Chart, HeatCell } from '../chart/chart.js';
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
  table,
} from '../document.js';
import {
  DASH,
  bpFormat,
  countOf,
  estimateCell,
  faces,
  finite,
  hitFormat,
  icFormat,
  pText,
  plainText,
  shareText,
  signedText,
  spanOf,
} from './figures.js';
import { type Scope, isShown, mainSignals } from './scope.js';

const name = (result: AnalysisResult, one: PowerCell): Cell =>
  cell(one.signal, mainSignals(result).includes(one.signal) ? 'bold' : 'plain');

function hitTable(cells: readonly PowerCell[], result: AnalysisResult, text: AnalysisText): Block {
  const rows = cells.map((one) => {
    const onset = faces(one.hitOnset, hitFormat, text);
    const all = faces(one.hitAll, hitFormat, text);
    return [
      name(result, one),
      cell(spanOf(one.horizonUs)),
      cell(countOf(one.nRaw)),
      cell(countOf(one.nOnset)),
      cell(countOf(one.nNonOverlap)),
      cell(countOf(one.ties)),
      cell(plainText(one.nEff, 0)),
      onset.value,
      onset.interval,
      cell(shareText(one.strictHit.value)),
      all.value,
      all.interval,
    ];
  });
  return table(columns(...text.power.hits), rows);
}

function strengthTable(cells: readonly PowerCell[], result: AnalysisResult, text: AnalysisText): Block {
  const rows = cells.map((one) => {
    const edge = faces(one.edgeBp, bpFormat, text);
    const ic = faces(one.ic, icFormat, text);
    return [
      name(result, one),
      cell(spanOf(one.horizonUs)),
      edge.value,
      edge.interval,
      ic.value,
      ic.interval,
      cell(signedText(one.rankIc?.value, 3)),
      cell(signedText(one.icHacT)),
      cell(signedText(one.icir?.value)),
      cell(plainText(one.auc?.value, 3)),
      estimateCell(one.averagePrecision, (share) => plainText(share, 3), text),
      estimateCell(one.upShare, (share) => plainText(share, 3), text),
    ];
  });
  return table(columns(...text.power.strength), rows);
}

function findingCell(q: number | null, { power: words }: AnalysisText): Cell {
  if (finite(q) === null || q === null) return absent();
  if (q <= 0.05) return cell(words.found, 'good');
  return q <= 0.1 ? cell(words.weak, 'warn') : cell(words.nothing, 'dim');
}

function testTable(cells: readonly PowerCell[], result: AnalysisResult, text: AnalysisText): Block {
  const rows = cells.map((one) => [
    name(result, one),
    cell(spanOf(one.horizonUs)),
    cell(signedText(one.pesaranTimmermann?.statistic)),
    cell(pText(one.pesaranTimmermann?.p)),
    cell(countOf(one.permutation?.shifts)),
    cell(pText(one.permutation?.p)),
    cell(pText(one.p)),
    cell(pText(one.q)),
    findingCell(one.q, text),
  ]);
  return table(columns(...text.power.tests), rows);
}

/** Strength of the colour by q, its sign by the side of a coin that the hit rate is on. */
function levelOf({ q, hitOnset: { value } }: PowerCell): number | null {
  if (finite(q) === null || q === null || value === null) return null;
  const strength = q <= 0.01 ? 4 : q <= 0.05 ? 3 : q <= 0.1 ? 2 : q <= 0.3 ? 1 : 0;
  return value >= 0.5 ? strength : -strength;
}

function heatCell(one: PowerCell | undefined, { power: words }: AnalysisText): HeatCell {
  if (one === undefined || one.hitOnset.value === null) return { text: DASH, detail: '', level: null };
  return { text: shareText(one.hitOnset.value), detail: words.heatCell(pText(one.q)), level: levelOf(one) };
}

function heatChart({ power, plan }: AnalysisResult, text: AnalysisText): Chart {
  const signals = plan.signals.map((one) => one.name).filter((one) => power.some(({ signal }) => signal === one));
  const rows = signals.map((signal) => ({
    label: signal,
    cells: plan.horizonsUs.map((horizonUs) =>
      heatCell(
        power.find((one) => one.signal === signal && one.horizonUs === horizonUs),
        text,
      ),
    ),
  }));
  const plot = { kind: 'heat', columns: plan.horizonsUs.map(spanOf), rows } as const;
  return { title: text.power.heat, about: text.power.heatAbout, plot };
}

function testBlocks(shown: readonly PowerCell[], result: AnalysisResult, text: AnalysisText): Block[] {
  const { power: words } = text;
  return [
    heading(words.strengthTitle),
    strengthTable(shown, result, text),
    note(words.strengthAbout),
    heading(words.testTitle),
    testTable(shown, result, text),
    note(words.testsAbout),
  ];
}

export function powerSection(result: AnalysisResult, scope: Scope): Section {
  const { text } = scope;
  const { power: words } = text;
  const { power } = result;
  if (power.length === 0) return { title: text.section.power, blocks: [note(words.noCells)] };
  const main = mainSignals(result);
  const shown = power.filter((one) => (scope.isBrief ? main.includes(one.signal) : isShown(result, scope, one)));
  const hidden = power.length - shown.length;
  return {
    title: text.section.power,
    blocks: [
      ...(scope.isBrief ? [] : [note(words.about), charts([heatChart(result, text)]), heading(words.hitsTitle)]),
      hitTable(shown, result, text),
      note(words.hitsAbout),
      ...(scope.isBrief ? [] : testBlocks(shown, result, text)),
      ...(hidden === 0 ? [] : [note(words.hidden(countOf(hidden)))]),
    ],
  };
}
