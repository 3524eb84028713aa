// What a trade must be right to pay for its costs: the line that is always printed.

import type { AnalysisResult } from '../../core/analysis/result.js';
import type { MoveRow } from '../../core/analysis/result-market.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { finite, plainText, shareText, spanOf } from './figures.js';

const moveText = (bp: number): string => `${plainText(bp, 1)} bp`;
/** Whole per cents above 100: more digits would only feign precision. */
const rateText = (share: number): string => shareText(share, share >= 1 ? 0 : 1);

function unconditional(
  { horizonUs, meanAbsBp, breakEven }: MoveRow,
  words: AnalysisText['verdict']['breakEven'],
): string {
  const at = spanOf(horizonUs);
  const { takerTaker, makerMaker } = breakEven;
  if (finite(meanAbsBp) === null || meanAbsBp === null || takerTaker === null) return words.none(at);
  const [move, share] = [moveText(meanAbsBp), rateText(takerTaker)];
  const taker = takerTaker > 1 ? words.oracle(at, move, share) : words.possible(at, move, share);
  if (finite(makerMaker) === null || makerMaker === null) return taker;
  return `${taker} ${makerMaker > 1 ? words.makerOracle(rateText(makerMaker)) : words.maker(rateText(makerMaker))}`;
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
    !asked.has(signal) || finite(takerTaker) === null || takerTaker === null
      ? []
      : [words.firing(signal, moveText(meanAbsBp), rateText(takerTaker))],
  );
  return [unconditional(row, words), ...firing];
}
