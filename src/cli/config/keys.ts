// All keys of v13.yaml and all V13_… variables.

import { ALERT_KEYS } from './alert-keys.js';
import { CHAIN_KEYS } from './chain-keys.js';
import { type ConfigKey, variableOf } from './key.js';
import { SCREEN_KEYS } from './screen-keys.js';

export const PRESETS = ['default', 'original'] as const;
export type PresetName = (typeof PRESETS)[number];

/** Keys outside the chain: none of them can change a computed number, but for the choice of the preset. */
export const GENERAL_KEYS: readonly ConfigKey[] = [
  {
    key: 'preset',
    type: { kind: 'choice', choices: PRESETS },
    flag: '--preset',
    help: 'values of all computing keys at once; original: the original design',
  },
  { key: 'data', type: { kind: 'text' }, flag: '--data', help: 'data root', env: 'V13_DATA_DIR' },
  {
    key: 'lang',
    type: { kind: 'choice', choices: ['en', 'zh'] },
    flag: '--lang',
    help: 'language of texts for people',
  },
  { key: 'tz', type: { kind: 'zone' }, flag: '--tz', help: 'time zone of times typed and printed' },
  {
    key: 'timing_every',
    type: { kind: 'integer', range: { min: 0 } },
    flag: null,
    help: 'stage times are measured at every so many events; 0: never',
    unit: 'events',
  },
  {
    key: 'environment.name',
    type: { kind: 'text' },
    flag: null,
    help: 'an environment of your own: what --env calls it',
  },
  {
    key: 'environment.rest',
    type: { kind: 'text' },
    flag: null,
    help: 'its REST address, such as https://HOST',
  },
  {
    key: 'environment.stream',
    type: { kind: 'text' },
    flag: null,
    help: 'its stream address, such as wss://HOST',
  },
  {
    key: 'environment.stamp',
    type: { kind: 'choice', choices: ['mainnet', 'testnet', 'emulator'] },
    flag: null,
    help: 'what its recordings are stamped with',
  },
  {
    key: 'fetch.tardis_url',
    type: { kind: 'text' },
    flag: '--tardis-url',
    help: 'where v13 fetch finds the files of Tardis',
  },
  {
    key: 'fetch.binance_url',
    type: { kind: 'text' },
    flag: '--binance-url',
    help: "where v13 fetch finds Binance's public dumps",
  },
  ...SCREEN_KEYS,
  ...ALERT_KEYS,
];

export const CONFIG_KEYS: readonly ConfigKey[] = [...GENERAL_KEYS, ...CHAIN_KEYS];

/** Variables that set no key. */
export const OTHER_VARIABLES: Readonly<Record<string, string>> = {
  V13_CONFIG: 'configuration file to read instead of ./v13.yaml',
  V13_TEST_DATA: 'folder of recordings that the tests use',
  // What a command of --notify exec: is given; if it calls v13, these are not meant for it.
  V13_ALERT_RULE: 'for commands of --notify: the expression, or the name of the rule',
  V13_ALERT_STATE: 'the same: raised',
  V13_ALERT_SYMBOL: 'the same: the symbol, or empty',
  V13_ALERT_TEXT: 'the same: what happened, in a sentence',
  V13_ALERT_TIME_US: 'the same: when, µs since 1970 UTC',
  V13_ALERT_ENV: 'the same: mainnet, testnet, emulator or synthetic',
  V13_ALERT_SESSION: 'the same: id of the session',
  V13_ALERT_VALUES: 'the same: the values that raised it, as JSON',
};

const byKey = new Map(CONFIG_KEYS.map((key) => [key.key, key]));
const byVariable = new Map(CONFIG_KEYS.map((key) => [variableOf(key), key]));

export const findKey = (name: string): ConfigKey | undefined => byKey.get(name);
export const findVariable = (name: string): ConfigKey | undefined => byVariable.get(name);
export const VARIABLE_NAMES: readonly string[] = [...byVariable.keys(), ...Object.keys(OTHER_VARIABLES)];
