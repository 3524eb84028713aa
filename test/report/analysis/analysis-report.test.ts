// The report of an analysis in all its forms: complete, within its width, without numbers that are none.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnalysisResult } from '../../../src/core/analysis/result.js';
import { analysisJson } from '../../../src/report/analysis/analysis-json.js';
import { analysisReport } from '../../../src/report/analysis/analysis-report.js';
import {
  renderAnalysisHtml,
  renderAnalysisJson,
  renderAnalysisMarkdown,
  renderAnalysisText,
} from '../../../src/report/analysis/render-analysis.js';
import { textWidth } from '../../../src/text/width.js';
import { ENGLISH } from '../../../src/text/words.js';
import { chineseWords } from '../../../src/text/zh/words.js';
import { bareAnalysis, richAnalysis } from '../../support/analysis-result.js';

const NO_NUMBER = /\bNaN\b|Infinity|undefined|\[object/;
const RESULTS: readonly (readonly [string, AnalysisResult])[] = [
  ['rich', richAnalysis()],
  ['bare', bareAnalysis({ full: true })],
  [
    'bare of empty lists',
    bareAnalysis({ full: true, shape: [], baselines: [], regimes: [], audit: [], endpoints: [] }),
  ],
];
const CHINESE = chineseWords();
const LANGS = [ENGLISH, CHINESE] as const;

describe.each(RESULTS)('%s', (_, result) => {
  test.each(LANGS)('no figure that is none ($lang)', (words) => {
    expect(renderAnalysisText(result, { columns: 100, words })).not.toMatch(NO_NUMBER);
    expect(renderAnalysisMarkdown(result, { words })).not.toMatch(NO_NUMBER);
    expect(renderAnalysisHtml(result, { words })).not.toMatch(NO_NUMBER);
  });

  test.each(LANGS)('fits its width ($lang)', (words) => {
    for (const columns of [80, 100, 120]) {
      const lines = renderAnalysisText(result, { columns, words }).split('\n');
      expect(lines.filter((line) => textWidth(line) > Math.min(columns, 100))).toEqual([]);
    }
  });

  test('has all thirteen sections after the verdict', () => {
    expect(analysisReport(result).sections).toHaveLength(14);
    expect(analysisReport(result).sections.every(({ blocks }) => blocks.length > 0)).toBe(true);
  });
});

test('any width', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 72, max: 140 }),
      fc.constantFrom(...LANGS),
      fc.boolean(),
      (columns, words, isFull) => {
        const lines = renderAnalysisText(richAnalysis(), { columns, words, isFull }).split('\n');
        return lines.every((line) => textWidth(line) <= Math.min(columns, 100));
      },
    ),
    { numRuns: 12 },
  );
});

describe('a first look', () => {
  const report = analysisReport(richAnalysis({ full: false }));

  test('has six sections', () => {
    expect(report.sections.map(({ title }) => title)).toEqual([
      'Verdict',
      'Data and quality',
      'Market context',
      'Predictive power',
      'Decay and latency',
      'Economics',
    ]);
  });

  test('says how much it leaves out', () => {
    expect(renderAnalysisText(richAnalysis({ full: false }), { columns: 80 })).toContain('9 more cells');
  });
});

describe('on a screen', () => {
  const brief = renderAnalysisText(richAnalysis({ full: false }), { columns: 100, isBrief: true });
  const lines = brief.split('\n');

  test('no more than 150 lines for four horizons and five main signals, the verdict first', () => {
    expect(lines.length).toBeLessThan(150);
    expect(lines.findIndex((line) => line === 'Verdict')).toBeLessThan(4);
    expect(brief).toContain('--full prints them');
    expect(brief).not.toContain('no edge to halve');
  });

  test('only main signals, and why each verdict is what it is', () => {
    expect(brief).not.toContain('ofi:index');
    expect(brief).toContain('5 decided outcomes of 100 needed');
    expect(brief).toContain('user:my_alpha');
  });

  test('the files and the full report say all', () => {
    const file = renderAnalysisMarkdown(richAnalysis({ full: false }));
    expect(file).toContain('no edge to halve');
    expect(file).toContain('≥ 30 ms');
    const full = renderAnalysisText(richAnalysis({ full: true }), { columns: 100, isBrief: true });
    expect(full.split('\n').length).toBeGreaterThan(300);
  });

  test('in Chinese the codes of verdicts stay, glossed where they first stand', () => {
    const text = renderAnalysisText(richAnalysis(), { columns: 100, isBrief: true, words: chineseWords() });
    expect(text).toContain('INCONCLUSIVE');
    expect(text.indexOf('FAIL：未通过')).toBeLessThan(text.indexOf('ofi'));
  });
});

describe('banners', () => {
  test.each(['synthetic', 'emulator', 'testnet', 'unstated'] as const)('%s', (env) => {
    const [banner] = analysisReport(richAnalysis({ env })).banners;
    expect(banner?.text).toMatch(new RegExp(`^${env.toUpperCase()}: `));
  });

  test('mainnet has none', () => expect(analysisReport(richAnalysis()).banners).toEqual([]));
});

test('warnings stand with the verdict, before its figures', () => {
  const provenance = { ...richAnalysis().provenance, warnings: ['knows the future? all of it'] };
  for (const isBrief of [true, false]) {
    const text = renderAnalysisText(richAnalysis({ provenance }), { columns: 100, isBrief });
    expect(text.indexOf('knows the future?')).toBeGreaterThan(0);
    expect(text.indexOf('knows the future?')).toBeLessThan(text.indexOf('outcomes  ties'));
    expect(text.split('knows the future?')).toHaveLength(2);
  }
});

test('another symbol that leads is named', () => {
  expect(analysisReport(richAnalysis({ lead: 'BTCUSDT' })).title).toContain('signals of BTCUSDT on ETHUSDT');
});

test('in Chinese nothing of the sections stays English', () => {
  const decay = { ...richAnalysis().decay, recipe: [] };
  const text = renderAnalysisText(richAnalysis({ decay }), { columns: 100, words: CHINESE });
  expect(text).not.toMatch(/hit rate|outcomes|taker both|horizon|Predictive|the mean move|too few/);
});

describe('JSON', () => {
  const keysWithout = (value: unknown, isWrong: (one: unknown) => boolean, path = ''): string[] => {
    if (isWrong(value)) return [path];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => keysWithout(inner, isWrong, `${path}.${key}`));
  };
  const isNoNumber = (one: unknown): boolean => one === undefined || (typeof one === 'number' && !Number.isFinite(one));

  test.each(RESULTS)('%s: no undefined, NaN or Infinity', (_, result) => {
    expect(keysWithout(analysisJson(result), isNoNumber)).toEqual([]);
    expect(JSON.parse(renderAnalysisJson(result))).toEqual(analysisJson(result));
  });

  test('a NaN in the result becomes null', () => {
    const result = richAnalysis({ multiplicity: { ...richAnalysis().multiplicity, cells: Number.NaN } });
    expect(keysWithout(result, isNoNumber)).toEqual(['.multiplicity.cells']);
    expect(analysisJson(result).multiplicity.cells).toBeNull();
  });

  test('says schema, environment, reasons', () => {
    const document = analysisJson(richAnalysis());
    expect(document).toMatchObject({ schema: 'v13.analyze/2', environment: 'MAINNET', verdict: 'FAIL' });
    expect(document.endpoints[4]?.reason).toContain('5 decided outcomes of 100 needed');
    expect(document.breakEven[0]).toContain('not even an oracle pays');
  });
});
