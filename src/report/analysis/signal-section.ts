// The signals as they were really used: rules, firing rates, run lengths, memory, windows in time.

import type { AnalysisResult } from '../../core/analysis/result.js';
import { type Section, absent, cell, columns, heading, note, table } from '../document.js';
import { countOf, plainText, shareText, signedText } from './figures.js';
import type { Scope } from './scope.js';

export function signalSection({ signals }: AnalysisResult, { text, words: put }: Scope): Section {
  const { signals: words } = text.deep;
  const title = text.section.signals;
  if (signals.length === 0) return { title, blocks: [note(words.none)] };
  const rules = signals.map(({ spec }) => [
    cell(spec.name, 'bold'),
    cell(text.role[spec.role]),
    cell(put.message(spec.rule)),
    spec.bar === null ? absent() : cell(shareText(spec.bar)),
  ]);
  const use = signals.map((one) => [
    cell(one.spec.name, 'bold'),
    cell(countOf(one.rows)),
    cell(shareText(one.valid)),
    cell(shareText(one.longShare, 2)),
    cell(shareText(one.shortShare, 2)),
    cell(plainText(one.onsetsPerHour, 1)),
    cell(plainText(one.meanRunSeconds, 1)),
    ...[0, 1, 2].map((k) => cell(signedText(one.autocorrelation[k]))),
  ]);
  const windows = signals.flatMap(({ spec, windowSeconds }) =>
    windowSeconds === null ? [] : [[cell(spec.name), ...[0, 1, 2].map((k) => cell(plainText(windowSeconds[k], 1)))]],
  );
  return {
    title,
    blocks: [
      note(words.about),
      heading(words.ruleTitle),
      table(columns(...words.rules), rules),
      heading(words.useTitle),
      table(columns(...words.use), use),
      note(words.useAbout),
      ...(windows.length === 0
        ? []
        : [heading(words.windowTitle), table(columns(...words.window), windows), note(words.windowAbout)]),
    ],
  };
}
