// The self-test of the judge as lines for people.

import type { CanaryName, CanaryResult } from '../../core/analysis/judge/canary.js';
import type { SelfTestResult } from '../../core/analysis/judge/self-test.js';
import type { Words } from '../../text/words.js';

/** What each canary asks. */
export const CANARY_QUESTIONS: Readonly<Record<CanaryName, string>> = {
  planted: 'a planted signal is found with the hit rate that it has',
  'planted-memory': 'the same with a signal that lasts',
  coverage: 'intervals hold the truth as often as they say',
  null: 'markets without a signal pass no more often than the nominal rate',
  'at-the-bar': 'signals exactly as good as the bar pass no more often than the nominal rate',
  power: 'a signal that is good enough passes often enough',
  contemporaneous: 'a signal of the present alone foretells nothing',
  'wrong-way': 'a signal that points the wrong way fails: no side is ever flipped',
  'leaked-label': 'a label that looks back is caught',
  'reversed-label': 'a score that survives the reversal of time is caught',
  'future-deleted': 'nothing changes when what comes after is deleted',
  environment: 'data of no live market give no verdict',
  gaps: 'no outcome spans a break',
};

const RULES: Readonly<Record<CanaryResult['rule'], string>> = {
  'interval-holds': 'its interval must hold',
  'not-above': 'not above, but by chance,',
  'at-least': 'at least',
  above: 'above',
  all: 'every one of them:',
};

const rounded = (value: number | null): string => (value === null ? '–' : value.toFixed(4));

function canaryLines({ canary, passed, measured, wanted, rule }: CanaryResult, { message }: Words): string[] {
  const { value, low, high, n } = measured;
  const interval = low === null || high === null ? '' : ` [${rounded(low)}, ${rounded(high)}]`;
  const limit = wanted === null ? '' : `; ${message(RULES[rule])} ${rounded(wanted)}`;
  return [
    `${passed ? 'PASS' : 'FAIL'}  ${message(CANARY_QUESTIONS[canary])}`,
    `      ${rounded(value)}${interval}, n ${n}${limit}`,
  ];
}

/** Ends with a line end. */
export const selfTestText = ({ canaries, passed }: SelfTestResult, words: Words): string =>
  `${[...canaries.flatMap((one) => canaryLines(one, words)), passed ? 'PASS' : 'FAIL'].join('\n')}\n`;
