// Why an endpoint has its verdict, in one plain sentence that names the gates that failed.

import type { AnalysisResult, Endpoint, GateResult } from '../../core/analysis/result.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { countOf, finite, plainText, pointsText, shareText } from './figures.js';

type Words = AnalysisText['verdict'];

/** Shares below 1, counts from there on. */
const amountText = (value: number | null): string =>
  value !== null && Math.abs(value) >= 1 ? countOf(value) : shareText(value);

function gateText({ gate, value, wanted }: GateResult, { gate: words }: Words, env: string): string {
  const isKnown = finite(value) !== null;
  switch (gate) {
    case 'environment':
      return words.environment(env.toUpperCase());
    case 'coverage':
      return isKnown
        ? words.coverage({ have: plainText(value, 1), wanted: plainText(wanted, 0) })
        : words.coverageUnknown;
    case 'gaps':
      return isKnown ? words.gaps({ have: amountText(value), wanted: amountText(wanted) }) : words.gapsUnknown;
    case 'outcomes':
      return isKnown ? words.outcomes({ have: countOf(value), wanted: countOf(wanted) }) : words.outcomesUnknown;
    case 'null_audit':
      return isKnown
        ? words.null_audit({ have: shareText(value), wanted: shareText(wanted) })
        : words.null_auditUnknown;
    case 'permutation':
      return isKnown
        ? words.permutation({ have: shareText(value), wanted: shareText(wanted, 2) })
        : words.permutationUnknown;
    case 'interval':
      return words.interval;
    case 'paired':
      return isKnown ? words.paired({ have: pointsText(value), wanted: pointsText(wanted) }) : words.pairedUnknown;
  }
}

/** What more data would do; empty where nothing can be said. */
function needText(endpoint: Endpoint, { need }: Words): string[] {
  const { neededHours, neededOutcomes, hit, bar, nNonOverlap } = endpoint;
  if (finite(neededHours) !== null) return [need.hours(plainText(neededHours, 1))];
  if (finite(neededOutcomes) !== null) return [need.outcomes(countOf(neededOutcomes))];
  if (nNonOverlap === 0) return [need.silent];
  return hit.value !== null && hit.value <= bar ? [need.hopeless] : [];
}

const levelText = ({ alpha }: Endpoint): string => shareText(1 - alpha, alpha < 0.05 ? 2 : 1);

function openText({ lower, upper, bar }: Endpoint, { because }: Words): string {
  if (finite(lower) === null || finite(upper) === null) return because.unsaid;
  return because.open(shareText(lower), shareText(upper), shareText(bar));
}

/** `5 outcomes of 100 needed; 27.9 h still needed at the firing rate so far` */
export function endpointReason(endpoint: Endpoint, { env }: Pick<AnalysisResult, 'env'>, text: AnalysisText): string {
  const { verdict: words } = text;
  const { verdict, lower, upper, bar, gates } = endpoint;
  const level = levelText(endpoint);
  if (verdict === 'PASS')
    return lower === null ? words.because.passed : words.because.pass(shareText(lower), level, shareText(bar));
  if (verdict === 'FAIL')
    return upper === null ? words.because.failed : words.because.fail(shareText(upper), level, shareText(bar));
  const failed = gates.filter(({ passed }) => !passed).map((gate) => gateText(gate, words, env));
  const parts = failed.length === 0 ? [openText(endpoint, words)] : failed;
  return [...parts, ...needText(endpoint, words)].join(words.joint);
}
