// The scorecard of the original design's stages as plain data: gates with what was read, what was wanted, and from where.

import type { Environment } from '../../market/instrument.js';
import type { Verdict } from '../estimate.js';

export const STAGES_SCHEMA = 'v13.stages/1';

/** In the order of the original design: each needs the one before it. */
export const STAGE_NAMES = ['capture', 'compute', 'validate', 'trade', 'train'] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** `NOT RUN`: nothing was found that could be judged. */
export type StageVerdict = Verdict | 'NOT RUN';

/** What evidence is read from. */
export type EvidenceKind = 'recording' | 'capture' | 'lake' | 'replay' | 'analysis' | 'trade' | 'train';

/** A number as its file gives it. */
export interface Figure {
  readonly value: number | null;
  /** Judged where it was made, with what is known there; null: held against the gate's limit here. */
  readonly verdict: Verdict | null;
  readonly note: string | null;
}

/** One file, or the files of one session, that says something about a stage. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** File that was read; a pattern where it is several. */
  readonly path: string;
  readonly env: Environment;
  /** When it was made, µs. */
  readonly madeUs: number;
  /** How much it rests on, in seconds of the market: of two of a kind the longer one is taken. */
  readonly seconds: number;
  /** Taken before any other of its kind and environment: it answers the question as it was asked. */
  readonly preferred: boolean;
  /** Why it no longer speaks of the data that are there; null where it does. */
  readonly stale: string | null;
  /** By the gates' names for them. */
  readonly figures: Readonly<Record<string, Figure>>;
}

/** `value` has to be below, above, at most, at least, exactly this, or within both. */
export type Limit =
  | { readonly is: 'below' | 'above' | 'atMost' | 'atLeast' | 'exactly'; readonly than: number }
  | { readonly is: 'within'; readonly than: number; readonly and: number };

export type GateUnit = '' | 's' | 'ms' | 'msg/s' | 'B' | 'h' | 'share' | 'perDay';

export interface StageGate {
  /** Stable name in JSON. */
  readonly key: string;
  /** What people read. */
  readonly label: string;
  readonly from: EvidenceKind;
  readonly unit: GateUnit;
  readonly limit: Limit;
}

export interface StagePlan {
  readonly stage: StageName;
  /** Environments whose evidence can pass it. */
  readonly passesOn: readonly Environment[];
  /** Commands that make its evidence, one a kind. */
  readonly commands: Readonly<Partial<Record<EvidenceKind, string>>>;
  readonly gates: readonly StageGate[];
}

export interface JudgedGate {
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
  readonly unit: GateUnit;
  readonly limit: Limit;
  readonly verdict: StageVerdict;
  /** File that the value was read from; null where there is none. */
  readonly evidence: string | null;
  readonly env: Environment | null;
  /** Why it could not pass, or what weakens it; one sentence each. */
  readonly notes: readonly string[];
}

export interface JudgedStage {
  readonly stage: StageName;
  readonly verdict: StageVerdict;
  readonly gates: readonly JudgedGate[];
  /** What makes the evidence that is missing. */
  readonly commands: readonly string[];
}

export interface Scorecard {
  readonly schema: typeof STAGES_SCHEMA;
  /** PASS when every stage passes; FAIL when one fails; else INCONCLUSIVE. */
  readonly verdict: Verdict;
  readonly stages: readonly JudgedStage[];
}
