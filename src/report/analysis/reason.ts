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
    case 'foresight':
      return words.foresight;
    case 'interval':
      // Blocks may be enough, and all alike.
      return isKnown && finite(wanted) !== null && (value ?? 0) < (wanted ?? 0)
        ? words.interval({ have: countOf(value), wanted: countOf(wanted) })
        : words.intervalUnknown;
    case 'paired':
      return isKnown ? words.paired({ have: pointsText(value), wanted: pointsText(wanted) }) : words.pairedUnknown;
  }
}

/** A year and more of waiting is told in years: 24.0 h, 12.5 days, 3.9 years. */
function waitText(hours: number, { wait }: Words['need']): string {
  if (hours < 1) return wait.minutes(String(Math.max(1, Math.ceil(hours * 60))));
  if (hours < 72) return wait.hours(plainText(hours, 1));
  const days = hours / 24;
  return days < 730 ? wait.days(plainText(days, days < 10 ? 1 : 0)) : wait.years(plainText(days / 365, 1));
}

/** What more data would do; empty where nothing can be said. */
function needText({ needs, neededHours, nNonOverlap, isAtBar }: Endpoint, { need: words }: Words): string[] {
  if (needs.some(({ what }) => what === 'environment' || what === 'foresight')) return [];
  if (nNonOverlap === 0) return [words.silent];
  const never = needs.filter(({ hours }) => hours === null);
  if (never.some(({ what }) => what === 'null_audit')) return [words.audit];
  const hours = finite(neededHours);
  const wait = hours === null ? null : waitText(hours, words);
  if (isAtBar) return [wait === null ? words.atBarExactly : words.atBar(wait)];
  if (wait !== null) return [words.hours(wait)];
  return never.length === 0 ? [] : [words.hopeless];
}

const levelText = ({ alpha }: Endpoint): string => shareText(1 - alpha, alpha < 0.05 ? 2 : 1);

function openText({ lower, upper, bar }: Endpoint, { because }: Words): string {
  if (finite(lower) === null || finite(upper) === null) return because.unsaid;
  return because.open(shareText(lower), shareText(upper), shareText(bar));
}

/** `5 decided outcomes of 100 needed; 27.9 h still needed at the firing rate so far` */
export function endpointReason(endpoint: Endpoint, { env }: Pick<AnalysisResult, 'env'>, text: AnalysisText): string {
  const { verdict: words } = text;
  const { verdict, lower, upper, bar, gates, needs } = endpoint;
  const level = levelText(endpoint);
  if (verdict === 'PASS')
    return lower === null ? words.because.passed : words.because.pass(shareText(lower), level, shareText(bar));
  if (verdict === 'FAIL')
    return upper === null ? words.because.failed : words.because.fail(shareText(upper), level, shareText(bar));
  const parts = needs.flatMap(({ what }): string[] => {
    const gate = gates.find((one) => one.gate === what);
    if (what === 'bound') return finite(lower) === null ? [] : [openText(endpoint, words)];
    return gate === undefined ? [] : [gateText(gate, words, env)];
  });
  return [...parts, ...needText(endpoint, words)].join(words.joint);
}
