// Why to believe the rest: how much was tried, what the same judgement says of noise, limits, how to make it again.

import type { AnalysisResult, MultiplicityResult, NullAuditResult } from '../../core/analysis/result.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { axisAround } from '../chart/axis.js';
import type { Chart, Whisker, WhiskerPlot } from '../chart/chart.js';
import { type Cell, type Section, absent, cell, charts, columns, heading, note, pairs, table } from '../document.js';
import {
  countOf,
  faces,
  finite,
  hitFormat,
  hoursText,
  pText,
  plainText,
  shareText,
  signedText,
  spanOf,
} from './figures.js';
import { type Scope, missingText } from './scope.js';

function multiplicityPairs(of: MultiplicityResult, text: AnalysisText): [string, Cell][] {
  const { multiplicity: words } = text.deep;
  const { deflatedSharpe: dsr, pbo, spa } = of;
  const missing = absent(text.reason.few_outcomes);
  return [
    [words.trials, cell(countOf(of.trials))],
    [words.ledger, of.ledgerPath === null ? absent() : cell(of.ledgerPath)],
    [words.cells, cell(countOf(of.cells))],
    [words.found05, cell(countOf(of.discoveries05))],
    [words.found10, cell(countOf(of.discoveries10))],
    [
      words.dsr,
      dsr === null
        ? missing
        : cell(
            words.dsrText({
              signal: dsr.signal,
              sharpe: signedText(dsr.sharpe, 3),
              n: countOf(dsr.n),
              dsr: shareText(dsr.dsr),
            }),
          ),
    ],
    [
      words.pbo,
      pbo === null
        ? missing
        : cell(
            words.pboText({
              value: shareText(pbo.value),
              combinations: countOf(pbo.combinations),
              strategies: countOf(pbo.strategies),
            }),
          ),
    ],
    [
      words.spa,
      spa === null
        ? missing
        : cell(words.spaText({ p: pText(spa.pConsistent), models: countOf(spa.models), n: countOf(spa.n) })),
    ],
  ];
}

export function multiplicitySection({ multiplicity }: AnalysisResult, { text }: Scope): Section {
  const { multiplicity: words } = text.deep;
  const byLuck = words.expected(plainText(multiplicity.cells * 0.05, 1));
  return {
    title: text.section.multiplicity,
    blocks: [pairs(multiplicityPairs(multiplicity, text)), note(byLuck), note(words.about)],
  };
}

function auditChart(audit: readonly NullAuditResult[], text: AnalysisText): Chart {
  const { audit: words } = text.deep;
  const rows = audit.map(({ kind, rejected: { value, low, high }, nominal }): Whisker => ({
    label: words.kind[kind],
    group: null,
    value: finite(value),
    low: finite(low),
    high: finite(high),
    target: finite(nominal),
    text: shareText(value),
  }));
  const values = [0, 0.1, ...rows.flatMap(({ value, low, high, target }) => [value, low, high, target])];
  const x = axisAround({ label: '', values, text: (at) => shareText(at, 0), least: 0, most: 1 });
  const plot: WhiskerPlot = { kind: 'whiskers', x, rows, references: [] };
  return { title: words.chart, about: words.chartAbout, plot };
}

/** It passes too often where even the lower end of the interval is above what it may. */
function auditFinding({ rejected, nominal }: NullAuditResult, text: AnalysisText): Cell {
  const { audit: words } = text.deep;
  if (finite(rejected.value) === null) return absent();
  const isOver = (finite(rejected.low) ?? rejected.value ?? 0) > nominal;
  return isOver ? cell(words.over, 'bad') : cell(words.fine, 'good');
}

export function auditSection(result: AnalysisResult, { text }: Scope): Section {
  const { audit } = result;
  const { audit: words } = text.deep;
  const title = text.section.audit;
  if (audit === null) return { title, blocks: [note(words.about), note(missingText(result, text))] };
  const rows = audit.map((one) => {
    const { value, interval } = faces(one.rejected, hitFormat, text);
    const head = [cell(words.kind[one.kind]), cell(countOf(one.runs)), value, interval];
    return [...head, cell(shareText(one.nominal)), auditFinding(one, text)];
  });
  return {
    title,
    blocks: [
      note(words.about),
      ...(audit.length === 0 ? [note(text.notEnough)] : [table(columns(...words.head), rows)]),
      ...(audit.length === 0 ? [] : [charts([auditChart(audit, text)])]),
    ],
  };
}

function caveats({ plan, provenance }: AnalysisResult, { limits: words }: AnalysisText): string[] {
  const isShort = provenance.coveredUs < plan.leastCoverageUs;
  const short = words.short(hoursText(provenance.coveredUs), hoursText(plan.leastCoverageUs));
  const rest = [words.past, words.hit, words.one, words.latency(spanOf(plan.latencyUs)), words.maker];
  return [...(isShort ? [short] : []), ...rest, words.size, words.funding];
}

export function limitSection(result: AnalysisResult, { text }: Scope): Section {
  const { limits: words } = text;
  const { plan } = result;
  return {
    title: text.section.limits,
    blocks: [
      ...caveats(result, text).map((line) => note(line, 'plain')),
      heading(words.reproduce),
      pairs([
        [words.key.command, cell(result.command, 'bold')],
        [words.key.software, cell(result.software)],
        [words.key.config, cell(result.configHash)],
        [words.key.data, cell(result.dataHash)],
        [words.key.seed, cell(String(plan.seed))],
        [words.key.replications, cell(countOf(plan.replications))],
        [words.key.label, cell(words.labelText(text.verdict.label[plan.label]))],
        [words.key.horizons, cell(plan.horizonsUs.map(spanOf).join(', '))],
        [words.key.latency, cell(spanOf(plan.latencyUs))],
        [words.key.stale, cell(spanOf(plan.staleUs))],
        [words.key.alpha, cell(shareText(plan.alpha))],
        [words.key.least, cell(words.leastText(hoursText(plan.leastCoverageUs), countOf(plan.leastOutcomes)))],
      ]),
    ],
  };
}
