// What is wrong with a recording, as it is found: kept up to a hundred, counted beyond.

import type { Damage } from '../../core/quality/verification.js';
import type { NormalizerConfig, RefusedFrame } from '../../exchange/binance/normalizer.js';
import type { InputProblem, ProblemLog } from '../../store/importers/problem.js';
import { REFUSALS } from '../replay.js';

const KEPT = 100;

export interface Findings {
  readonly damage: Damage[];
  damageCount: number;
  readonly notes: string[];
}

export const createFindings = (): Findings => ({ damage: [], damageCount: 0, notes: [] });

export function addDamage(findings: Findings, damage: Damage): void {
  findings.damageCount++;
  if (findings.damage.length < KEPT) findings.damage.push(damage);
}

/** Damaged lines; `passed over` is said of files, elsewhere. */
export function addProblems(findings: Findings, log: ProblemLog): void {
  const lines = log.kept.filter(({ code }) => code !== 'V13_INPUT_SKIPPED');
  for (const { path, line, code, detail } of lines satisfies InputProblem[]) {
    addDamage(findings, { path, line, code, detail });
  }
  const skipped = log.counts.get('V13_INPUT_SKIPPED') ?? 0;
  findings.damageCount += Math.max(0, log.total - skipped - lines.length);
}

/** Messages that nobody could read. @param pathOf paths by the number of the input */
export function addRefused(
  findings: Findings,
  frames: { readonly kept: readonly RefusedFrame[]; readonly total: number },
  pathOf: (input: number) => string,
): void {
  for (const { input, line, problem, stream } of frames.kept) {
    const detail = `${stream === null ? '' : `${stream}: `}${REFUSALS[problem]}`;
    addDamage(findings, { path: pathOf(input), line, code: 'V13_FRAME_REFUSED', detail });
  }
  findings.damageCount += frames.total - frames.kept.length;
}

/** Refused frames that a normaliser keeps in full. */
export const KEEP_REFUSED: NormalizerConfig['keepRefused'] = KEPT;
