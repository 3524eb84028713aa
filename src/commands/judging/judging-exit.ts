// The exit code of a judgement.

import { EXIT, type ExitCode } from '../../cli/exit-codes.js';
import type { Verdict } from '../../core/analysis/estimate.js';
import type { AnalysisResult } from '../../core/analysis/result.js';

const EXIT_OF: Readonly<Record<Verdict, ExitCode>> = {
  PASS: EXIT.done,
  FAIL: EXIT.negative,
  INCONCLUSIVE: EXIT.inconclusive,
};

/** Of several symbols: any FAIL fails, else any INCONCLUSIVE leaves it open. */
export const exitOf = (results: readonly Pick<AnalysisResult, 'verdict'>[]): ExitCode =>
  EXIT_OF[(['FAIL', 'INCONCLUSIVE'] as const).find((one) => results.some(({ verdict }) => verdict === one)) ?? 'PASS'];
