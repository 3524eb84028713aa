// The words of analysis reports in one language; every language has all of them, or the types do not fit.

import { ANALYSIS_EN } from './en/analysis.js';
import type { Language } from './language.js';
import type { Twin } from './screen-text.js';
import { ANALYSIS_ZH } from './zh/analysis.js';

export type AnalysisText = Twin<typeof ANALYSIS_EN>;

export const ANALYSIS_TEXTS: Readonly<Record<Language, AnalysisText>> = { en: ANALYSIS_EN, zh: ANALYSIS_ZH };
