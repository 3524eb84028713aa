// What a report says of signals that came from a list: those that lie outside the recording, and those that know too much.

import { type Suspicion, suspicionsOf } from '../../core/analysis/collect/suspicion.js';
import type { Count } from '../../core/analysis/binomial.js';
import { formatDuration } from '../../text/duration.js';
import type { StudyRun } from './study-run.js';

const percentText = ({ hits, n }: Count): string => `${n === 0 ? 0 : ((hits / n) * 100).toFixed(1)} %`;

function suspicionText({ kind, found, against }: Suspicion, horizon: string): string {
  const [share, other] = [percentText(found), percentText(against)];
  switch (kind) {
    case 'too_good':
      return `knows the future? ${share} of ${found.n} outcomes after ${horizon} are hits: no forecast of a price is so good`;
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

/** One sentence each; the signal is the last of the plan. */
export function saidWarnings({ said, collected }: StudyRun): string[] {
  if (said === null) return [];
  const { given, early, late, told, foresight } = said;
  const outside = given - told;
  const { signals, primaryUs } = collected.plan;
  return [
    ...(outside === 0
      ? []
      : [`${outside} of ${given} signals lie outside the recording: ${early} before it, ${late} after it`]),
    ...suspicionsOf(collected, signals.length - 1, foresight).map((one) =>
      suspicionText(one, formatDuration(primaryUs)),
    ),
  ];
}
