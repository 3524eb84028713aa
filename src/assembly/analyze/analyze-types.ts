// What an analysis is asked for, what it tells while it works, and what it gives.

import type { SaidMoments } from '../../core/analysis/collect/said-moments.js';
import type { SignalSource } from '../../core/analysis/collect/signal-reader.js';
import type { JudgePart } from '../../core/analysis/judge/context.js';
import type { AnalysisResult } from '../../core/analysis/result.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import type { StudyChoices } from './study-design.js';
import type { SaidRun } from './study-run.js';
import type { UserColumn } from './user-column.js';

/** Signals of a list of moments. */
export interface SaidSignal {
  readonly source: SignalSource;
  readonly moments: SaidMoments;
}

export interface AnalyzeChoices {
  readonly chain: ChainConfig;
  readonly study: StudyChoices;
  readonly symbol: string;
  readonly lead: string | null;
  readonly fromUs: number | null;
  readonly toUs: number | null;
  readonly columns: readonly UserColumn[];
  /** A signal that speaks at moments of its own; null: none. */
  readonly said: SaidSignal | null;
  readonly allowSynthetic: boolean;
  readonly full: boolean;
  readonly useCache: boolean;
  readonly ledger: string;
  readonly dataRoot: string;
  /** As to be typed again. */
  readonly command: string;
  /** What the report has to say of the question itself. */
  readonly notes: readonly string[];
}

/** A part of the work that a person waits for; `total` null where its length is not known. */
export type AnalyzePart = 'hashing' | 'reading' | 'judging';

export interface AnalyzeHooks {
  readonly signal: AbortSignal;
  readonly nowUs: () => number;
  /** Each part begins with its total, and goes on to it. */
  readonly onPart: (part: AnalyzePart, total: number | null, unit: string) => void;
  readonly onProgress: (done: number) => void;
  readonly onJudge: (part: JudgePart) => void;
}

export interface Analyzed {
  readonly result: AnalysisResult;
  /** Taken from an earlier run on the same data with the same questions. */
  readonly isCached: boolean;
  /** What became of the moments of `said`; null without, and of a result that was kept. */
  readonly said: SaidRun | null;
}
