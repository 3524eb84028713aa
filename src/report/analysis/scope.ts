// What the sections of an analysis report are told besides the result, and what they ask of the plan.

import type { AnalysisResult } from '../../core/analysis/result.js';
import type { SignalRole } from '../../core/analysis/study-plan.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import type { Words } from '../../text/words.js';

export interface Scope {
  readonly text: AnalysisText;
  /** Puts texts that come with the result: warnings, rules, names of regimes. */
  readonly words: Words;
  /** All sections and all rows; else those that a first look needs. */
  readonly isFull: boolean;
  /** For a screen: what decides, of the main signals; all else stands in the files and in the full report. */
  readonly isBrief: boolean;
  /** IANA name of the zone that times are printed in. */
  readonly zone: string;
}

export const roleOf = ({ plan }: AnalysisResult, signal: string): SignalRole | null =>
  plan.signals.find(({ name }) => name === signal)?.role ?? null;

/** Signals of the plan that endpoints are about, and those of the user: what charts show. */
export const mainSignals = ({ plan }: AnalysisResult): string[] =>
  plan.signals.filter(({ role }) => role === 'primary' || role === 'user').map(({ name }) => name);

/** Rows of main signals at all horizons, of all others at the primary one; all where the report is full. */
export function isShown(
  result: AnalysisResult,
  { isFull }: Scope,
  row: { signal: string; horizonUs: number },
): boolean {
  if (isFull || row.horizonUs === result.plan.primaryUs) return true;
  return mainSignals(result).includes(row.signal);
}

/** Why a section that only a full run has is empty. */
export const missingText = ({ full }: AnalysisResult, text: AnalysisText): string =>
  full ? text.notEnough : text.notComputed;

/** MAINNET, or what somebody said of data that do not say it. */
export function environmentText({ env, provenance }: AnalysisResult, text: AnalysisText): string {
  const name = env.toUpperCase();
  return provenance.envOrigin === 'stated' ? text.statedEnv(name) : name;
}
