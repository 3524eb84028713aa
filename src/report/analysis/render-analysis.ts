// The report of an analysis in every form it is handed on: terminal text, Markdown, one HTML file, JSON.

import type { AnalysisResult } from '../../core/analysis/result.js';
import { ANALYSIS_TEXTS } from '../../text/analysis-text.js';
import { ENGLISH } from '../../text/words.js';
import { htmlPage } from '../html/html-page.js';
import { markdownText } from '../markdown.js';
import { type Painter, NO_PAINT, terminalText } from '../terminal-text.js';
import { analysisJson } from './analysis-json.js';
import { type AnalysisReportOptions, analysisReport } from './analysis-report.js';

export interface AnalysisTextOptions extends AnalysisReportOptions {
  /** Cells of the terminal; Infinity for a pipe. */
  readonly columns: number;
  readonly paint?: Painter;
}

/** For a terminal or a log. */
export const renderAnalysisText = (result: AnalysisResult, options: AnalysisTextOptions): string =>
  terminalText(analysisReport(result, options), { columns: options.columns, paint: options.paint ?? NO_PAINT });

/** report.md */
export const renderAnalysisMarkdown = (result: AnalysisResult, options: AnalysisReportOptions = {}): string =>
  markdownText(analysisReport(result, options));

/** report.html: one file, no network, no script. */
export function renderAnalysisHtml(result: AnalysisResult, options: AnalysisReportOptions = {}): string {
  const { lang } = options.words ?? ENGLISH;
  const text = ANALYSIS_TEXTS[lang];
  const page = { lang: lang === 'zh' ? 'zh-CN' : 'en', contents: text.contents, footer: text.made(result.software) };
  return htmlPage(analysisReport(result, options), page);
}

/** report.json, indented; ends with a line end. */
export const renderAnalysisJson = (result: AnalysisResult): string =>
  `${JSON.stringify(analysisJson(result), null, 2)}\n`;
