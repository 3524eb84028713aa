// The report of an analysis as a document: what a first look needs, or all of it.

import type { AnalysisResult } from '../../core/analysis/result.js';
import { ANALYSIS_TEXTS, type AnalysisText } from '../../text/analysis-text.js';
import { ENGLISH, type Words } from '../../text/words.js';
import { type Cell, type ReportDocument, type Section, cell, note } from '../document.js';
import { baselineSection } from './baseline-section.js';
import { decaySection } from './decay-section.js';
import { economicsSection } from './economics-section.js';
import { impactSection } from './impact-section.js';
import { marketSection } from './market-section.js';
import { powerSection } from './power-section.js';
import { provenanceSection } from './provenance-section.js';
import { regimeSection } from './regime-section.js';
import { type Scope, environmentText } from './scope.js';
import { shapeSection } from './shape-section.js';
import { signalSection } from './signal-section.js';
import { auditSection, limitSection, multiplicitySection } from './trust-sections.js';
import { verdictSection } from './verdict-section.js';

export interface AnalysisReportOptions {
  /** The language of its reader; English without it. */
  readonly words?: Words;
  /** IANA name of the zone that times are printed in; UTC without it. */
  readonly zone?: string;
  /** All thirteen sections and every row; as the result says without it. */
  readonly isFull?: boolean;
  /** For a screen: the main signals and what decides; not with `isFull`. */
  readonly isBrief?: boolean;
}

function banners({ env }: AnalysisResult, { banner }: AnalysisText): Cell[] {
  if (env === 'mainnet') return [];
  return [cell(banner[env], env === 'synthetic' || env === 'emulator' ? 'bad' : 'warn')];
}

function sectionsOf(result: AnalysisResult, scope: Scope): Section[] {
  const full = (make: typeof shapeSection): Section[] => (scope.isFull ? [make(result, scope)] : []);
  return [
    verdictSection(result, scope),
    provenanceSection(result, scope),
    marketSection(result, scope),
    ...full(signalSection),
    ...full(impactSection),
    powerSection(result, scope),
    decaySection(result, scope),
    ...full(shapeSection),
    ...full(baselineSection),
    ...full(regimeSection),
    economicsSection(result, scope),
    ...full(multiplicitySection),
    ...full(auditSection),
    ...full(limitSection),
    ...(scope.isBrief ? [{ title: scope.text.moreTitle, blocks: [note(scope.text.more)] }] : []),
  ];
}

/** In the language asked for: renderers need no words. */
export function analysisReport(result: AnalysisResult, options: AnalysisReportOptions = {}): ReportDocument {
  const { words = ENGLISH, zone = 'UTC', isFull = result.full, isBrief = false } = options;
  const text = ANALYSIS_TEXTS[words.lang];
  const env = environmentText(result, text);
  return {
    title: result.lead === null ? text.title(result.symbol, env) : text.leadTitle(result.lead, result.symbol, env),
    banners: banners(result, text),
    sections: sectionsOf(result, { text, words, isFull, isBrief: isBrief && !isFull, zone }),
  };
}
