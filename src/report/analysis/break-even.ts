// What a trade must be right to pay for its costs: the line that is always printed.

import type { AnalysisResult } from '../../core/analysis/result.js';
import type { Estimate } from '../../core/analysis/estimate.js';
import type { MoveRow } from '../../core/analysis/result-market.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { DASH, finite, intervalText, neededFormat, plainText, spanOf } from './figures.js';

const moveText = (of: Estimate): string => `${plainText(of.value, 1)} bp`;

function rateText(of: Estimate): string {
  const interval = intervalText(of, neededFormat);
  return interval === DASH ? neededFormat(of.value) : `${neededFormat(of.value)} ${interval}`;
}

function unconditional(
  { horizonUs, meanAbsBp, breakEven }: MoveRow,
  words: AnalysisText['verdict']['breakEven'],
): string {
  const at = spanOf(horizonUs);
  const { takerTaker, makerMaker } = breakEven;
  const needed = finite(takerTaker.value);
  if (finite(meanAbsBp.value) === null || needed === null) return words.none(at);
  const [move, share] = [moveText(meanAbsBp), rateText(takerTaker)];
  const taker = needed > 1 ? words.oracle(at, move, share) : words.possible(at, move, share);
  const byMaker = finite(makerMaker.value);
  if (byMaker === null) return taker;
  return `${taker} ${byMaker > 1 ? words.makerOracle(rateText(makerMaker)) : words.maker(rateText(makerMaker))}`;
}

/** One sentence for the primary horizon, and one for each signal that a verdict or the user asks for. */
export function breakEvenLines({ market, plan }: AnalysisResult, text: AnalysisText): string[] {
  const words = text.verdict.breakEven;
  const row = market.moves.find(({ horizonUs }) => horizonUs === plan.primaryUs);
  if (row === undefined) return [words.none(spanOf(plan.primaryUs))];
  const asked = new Set(
    plan.signals.flatMap(({ name, role }) => (role === 'primary' || role === 'user' ? [name] : [])),
  );
  const firing = row.conditional.flatMap(({ signal, meanAbsBp, breakEven: { takerTaker } }) =>
    !asked.has(signal) || finite(takerTaker.value) === null
      ? []
      : [words.firing(signal, moveText(meanAbsBp), rateText(takerTaker))],
  );
  return [unconditional(row, words), ...firing];
}
