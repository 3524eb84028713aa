// What looks as if a signal had been made with knowledge of what came later, a sentence each, in English.

import type { AnalysisResult, SignalSuspicion } from '../../core/analysis/result.js';
import { countOf, plainText, shareText, spanOf } from './figures.js';

function lineOf({ kind, horizonUs, n, found, against }: SignalSuspicion): string {
  const [share, other, horizon] = [shareText(found), shareText(against), spanOf(horizonUs)];
  switch (kind) {
    case 'label':
      return `knows the future? its value and the outcome after ${horizon} have a correlation of ${plainText(found)}`;
    case 'too_good':
      return `knows the future? ${share} of ${countOf(n)} outcomes after ${horizon} are hits: no forecast of a price is so good`;
    case 'one_step':
      return `knows the future? ${share} hits when entered at once, ${other} when entered 100 ms later`;
    case 'turns':
      return `knows the future? ${share} of its moments are the turn of the price within ${horizon} on both sides, ${other} of any moments`;
    case 'ends':
      return `knows the future? after ${share} of its moments the price did not come back within ${horizon}, after ${other} of any moments`;
    case 'mirror':
      return `knows the future? ${share} hits, and ${other} with time run backwards, where a forecast loses its score`;
  }
}

/** The signal's name stands before its sentences where there are several. */
export function suspicionLines({ suspicions }: Pick<AnalysisResult, 'suspicions'>): string[] {
  const isOne = new Set(suspicions.map(({ signal }) => signal)).size < 2;
  return suspicions.map((one) => (isOne ? lineOf(one) : `${one.signal}: ${lineOf(one)}`));
}
