// Rules between keys: what single values cannot say. Every message names where the offending value came from.

import { UsageError } from '../../platform/errors.js';
import { type Settings, originText } from './layers.js';

interface Rule {
  readonly key: string;
  readonly broken: (value: (key: string) => Settings[string]['value']) => string | null;
  readonly hint: string;
}

const levels = (value: Settings[string]['value']) => (typeof value === 'object' ? value.length : 0);

const zRule = (signal: 'ofi' | 'cvd'): Rule => ({
  key: `${signal}.z.warmup`,
  broken: (value) =>
    Number(value(`${signal}.z.warmup`)) > Number(value(`${signal}.z.window`))
      ? `is more than the window of ${String(value(`${signal}.z.window`))} samples`
      : null,
  hint: 'warm-up is at most the window; leave it out and it follows the window',
});

const RULES: readonly Rule[] = [
  zRule('ofi'),
  zRule('cvd'),
  {
    key: 'ofi.weights',
    broken: (value) =>
      value('ofi.mode') === 'cks5' && levels(value('ofi.weights')) !== 5
        ? `has ${levels(value('ofi.weights'))} weights, and mode cks5 has 5 levels`
        : null,
    hint: 'give five weights, such as 0.4,0.25,0.2,0.1,0.05',
  },
  {
    key: 'ofi.weights',
    broken: (value) => (levels(value('ofi.weights')) > 20 ? 'has more than 20 levels' : null),
    hint: 'give one weight for each level, best first',
  },
  {
    key: 'ofi.source',
    broken: (value) =>
      value('ofi.source') === 'bookTicker' && value('ofi.mode') !== 'cks1'
        ? `has the best level only, and mode ${String(value('ofi.mode'))} wants more`
        : null,
    hint: 'use mode cks1 with bookTicker (--ofi cks1)',
  },
  {
    key: 'fusion.weight_ofi',
    broken: (value) =>
      Number(value('fusion.weight_ofi')) + Number(value('fusion.weight_cvd')) === 0
        ? 'and fusion.weight_cvd are both 0'
        : null,
    hint: 'give at least one of them a weight above 0',
  },
];

/** Throws UsageError for the first broken rule. */
export function checkChainRules(settings: Settings): void {
  for (const { key, broken, hint } of RULES) {
    const problem = broken((name) => settings[name]?.value ?? '');
    if (problem === null) continue;
    const setting = settings[key];
    const value = typeof setting?.value === 'object' ? setting.value.join(',') : String(setting?.value);
    const origin = setting === undefined ? 'default' : originText(setting.origin);
    throw new UsageError(`${key} ${value} (${origin}) ${problem}`, {
      code: 'V13_CONFIG_CONFLICT',
      hint,
      details: { key, value: setting?.value, origin: setting?.origin },
    });
  }
}
