// What `v13 analyze --dry-run` says: the questions, how many trials they are, and about how long the work takes.

import { LEAST_COVERAGE_US, LEAST_OUTCOMES, designStudy } from '../../assembly/analyze/study-design.js';
import { trialsOf } from '../../assembly/analyze/register.js';
import { resolveChain } from '../../cli/config/resolve.js';
import { remainingText } from '../../cli/progress.js';
import { DataError } from '../../platform/errors.js';
import { bytesText, countText } from '../../report/number-text.js';
import { listInputs } from '../../store/inputs.js';
import { formatDuration } from '../../text/duration.js';
import type { AnalyzePlan } from './plan.js';

/** Bytes of packed recordings that one core takes in a second, about; `npm run bench -- analyze` measures it. */
const BYTES_PER_SECOND = 400_000;
const HOUR_US = 3_600_000_000;

/** Null where nothing is there to be counted, or it is a stream. */
function bytesOf({ recording }: AnalyzePlan): number | null {
  try {
    const sizes = listInputs(recording.paths).map(({ bytesTotal }) => bytesTotal);
    return sizes.reduce<number | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0);
  } catch (error) {
    if (error instanceof DataError) return null;
    throw error;
  }
}

export function describePlan(plan: AnalyzePlan): readonly string[] {
  if (plan.selfTest) return ['checks the judge on freshly made markets'];
  const { chain } = resolveChain({ flags: plan.flags, config: plan.config });
  const design = designStudy(chain, plan.study);
  const { horizonsUs, primaryUs, latencyUs, costs, label } = design.plan;
  const judged = design.plan.signals.filter(({ role }) => role !== 'baseline');
  const bytes = bytesOf(plan);
  return [
    `symbols: ${plan.recording.symbols.length === 0 ? 'the one of the inputs' : plan.recording.symbols.join(', ')}`,
    ...(plan.lead === null ? [] : [`signals of ${plan.lead}, judged on their returns`]),
    `signals: ${judged.map(({ name }) => name).join(', ')}`,
    `horizons: ${horizonsUs.map(formatDuration).join(', ')}; verdicts at ${formatDuration(primaryUs)}`,
    `entry ${formatDuration(latencyUs)} after the decision, price ${label}, fees ${costs.takerBp} bp taker, ${costs.makerBp} bp maker`,
    `a verdict needs ${LEAST_COVERAGE_US / HOUR_US} h of covered time and ${LEAST_OUTCOMES} outcomes that do not overlap`,
    `${countText(trialsOf(design.plan).length)} trials for the ledger ${plan.output.ledger}`,
    bytes === null
      ? 'input: of unknown size'
      : `input: ${bytesText(bytes)}, about ${remainingText(bytes / BYTES_PER_SECOND)} of work on one core`,
  ];
}
