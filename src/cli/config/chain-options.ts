// The flags of every command that computes, made from the table of keys: `options: { ...chainOptions, … }`.

import { DEFAULT_CHAIN } from '../../core/pipeline/config.js';
import { invariant } from '../../platform/errors.js';
import { type OptionGroup, type ValueOption, valueOption } from '../option.js';
import { accept } from '../values/refuse.js';
import { CHAIN_KEYS } from './chain-keys.js';
import { chainToValues } from './chain-values.js';
import { type ConfigKey, type KeyType, keyText, parseKeyText, variableOf } from './key.js';
import { GENERAL_KEYS } from './keys.js';
import type { ConfigValue } from './layers.js';

const PLACEHOLDER: Readonly<Record<KeyType['kind'], string>> = {
  choice: 'NAME',
  integer: 'N',
  number: 'X',
  weights: 'W,W,…',
  duration: 'DURATION',
  grid: 'GRID',
  zone: 'ZONE',
  text: 'TEXT',
};

const DEFAULTS = chainToValues(DEFAULT_CHAIN);
const THRESHOLDS = /^(signal|fusion|divergence)\./;
const KEYS = [...GENERAL_KEYS, ...CHAIN_KEYS];

function keyOption(flag: `--${string}`, help?: string): ValueOption<ConfigValue> {
  const keys = KEYS.filter((key) => key.flag === flag);
  const [first] = keys;
  invariant(first !== undefined, `no key has the flag ${flag}`);
  const { type } = first;
  const group: OptionGroup = THRESHOLDS.test(first.key) ? 'Thresholds' : 'Computing';
  return valueOption({
    flag,
    group,
    value: PLACEHOLDER[type.kind],
    parse: (text) => accept(parseKeyText(type, text), flag, text),
    default: defaultText(first),
    help: help ?? first.help,
    keys: keys.map(({ key }) => key),
    env: keys.map(variableOf),
    ...(first.unit === undefined ? {} : { unit: first.unit }),
    ...(type.kind === 'choice' ? { choices: type.choices } : {}),
  });
}

function defaultText(key: ConfigKey): string {
  if (key.key === 'preset') return 'default';
  return keyText(key.type, DEFAULTS[key.key] ?? '');
}

/** Spread into the options of a computing command; give the parsed values to resolveChain as `flags`. */
export const chainOptions = {
  preset: keyOption('--preset'),
  grid: keyOption('--grid'),
  ofi: keyOption('--ofi'),
  ofiSource: keyOption('--ofi-source'),
  ofiWeights: keyOption('--ofi-weights'),
  cvd: keyOption('--cvd'),
  cvdBar: keyOption('--cvd-bar'),
  cvdSample: keyOption('--cvd-sample'),
  cvdQty: keyOption('--cvd-qty'),
  cvdEmaAlpha: keyOption('--cvd-ema-alpha'),
  cvdReset: keyOption('--cvd-reset'),
  zWindow: keyOption('--z-window', 'length of both z-score windows'),
  zBaseline: keyOption('--z-baseline', 'whether the current sample belongs to its own baseline'),
  zDdof: keyOption('--z-ddof', 'delta degrees of freedom: 0 population, 1 sample'),
  zWarmup: keyOption('--z-warmup', 'samples wanted before the first z; follows --z-window unless set'),
  ofiThreshold: keyOption('--ofi-threshold'),
  cvdThreshold: keyOption('--cvd-threshold'),
  fusionWeightOfi: keyOption('--fusion-weight-ofi'),
  fusionWeightCvd: keyOption('--fusion-weight-cvd'),
  fusionThreshold: keyOption('--fusion-threshold'),
  minConsistency: keyOption('--min-consistency'),
  trendWindow: keyOption('--trend-window'),
  deadBand: keyOption('--dead-band'),
  divergenceOfiZ: keyOption('--divergence-ofi-z'),
  divergenceCvdZ: keyOption('--divergence-cvd-z'),
  conflictOfiZ: keyOption('--conflict-ofi-z'),
  conflictCvdZ: keyOption('--conflict-cvd-z'),
} as const;

/** What a command's parsed options hold under these names: null where not given. */
export type ChainFlags = { readonly [Name in keyof typeof chainOptions]: ConfigValue | null };

/** Option name → its flag and the keys it sets. */
export const CHAIN_FLAG_KEYS: Readonly<Record<string, { flag: string; keys: readonly string[] }>> = Object.fromEntries(
  Object.entries(chainOptions).map(([name, { flag, keys }]) => [name, { flag, keys: keys ?? [] }]),
);
