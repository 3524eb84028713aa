// The layers made one: default < preset < file < environment < recording < flags, with the origin of each value.

import { ALERT_DEFAULTS } from './alert-keys.js';
import { type ChainConfig, DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../core/pipeline/config.js';
import type { Language } from '../../text/language.js';
import { CHAIN_KEYS } from './chain-keys.js';
import { CHAIN_FLAG_KEYS, type ChainFlags } from './chain-options.js';
import { checkChainRules } from './chain-rules.js';
import { chainToValues, valuesToChain } from './chain-values.js';
import { GENERAL_KEYS, PRESETS, type PresetName } from './keys.js';
import type { ConfigLayers, ConfigValue, Origin, Setting, Settings } from './layers.js';

const PRESET_CHAINS: Readonly<Record<PresetName, ChainConfig>> = { default: DEFAULT_CHAIN, original: ORIGINAL_CHAIN };

/** A preset stands just under the explicit values of the layer that names it, and over all lower layers. */
const RANK = { default: 0, file: 2, env: 4, recording: 5, flag: 7 } as const;

interface Ranked extends Setting {
  readonly rank: number;
}

interface Layer {
  readonly rank: number;
  readonly settings: Settings;
}

export interface ChainSources {
  /** Values of chainOptions as parsed from the command line. */
  readonly flags: Partial<ChainFlags>;
  readonly config: ConfigLayers;
  /** Chain that the recording's session header states: replaces all but flags. */
  readonly recorded?: ChainConfig | null;
}

export interface ResolvedChain {
  readonly chain: ChainConfig;
  readonly preset: PresetName;
  /** Every chain key, in the order of the table, with its value and origin. */
  readonly settings: Settings;
  /** Origin by key. */
  readonly origins: Readonly<Record<string, Origin>>;
}

/** Flags given → settings by key; one flag may set two keys. */
export function flagSettings(flags: Partial<ChainFlags>): Settings {
  const settings: Record<string, Setting> = {};
  for (const [name, value] of Object.entries(flags)) {
    const target = CHAIN_FLAG_KEYS[name];
    if (target === undefined || value === null) continue;
    for (const key of target.keys) settings[key] = { value, origin: { kind: 'flag', name: target.flag } };
  }
  return settings;
}

const asSettings = (chain: ChainConfig, origin: Origin): Settings =>
  Object.fromEntries(Object.entries(chainToValues(chain)).map(([key, value]) => [key, { value, origin }]));

function rankedLayers({ flags, config, recorded }: ChainSources): readonly Layer[] {
  const layers: Layer[] = [
    { rank: RANK.default, settings: asSettings(DEFAULT_CHAIN, { kind: 'default' }) },
    { rank: RANK.file, settings: config.file },
    { rank: RANK.env, settings: config.env },
    { rank: RANK.flag, settings: flagSettings(flags) },
  ];
  const withPresets = layers.flatMap((layer) => {
    const name = PRESETS.find((preset) => preset === layer.settings['preset']?.value);
    if (name === undefined) return [layer];
    return [{ rank: layer.rank - 1, settings: asSettings(PRESET_CHAINS[name], { kind: 'preset', name }) }, layer];
  });
  if (recorded) withPresets.push({ rank: RANK.recording, settings: asSettings(recorded, { kind: 'recording' }) });
  return withPresets.sort((a, b) => a.rank - b.rank);
}

/** A value nobody set in words is taken over from the key it belongs to, when that key was set by a higher layer. */
function follow(values: Map<string, Ranked>, follower: string, leader: { key: string; value: ConfigValue }): void {
  const from = values.get(leader.key);
  const to = values.get(follower);
  if (from === undefined || to === undefined || from.rank <= to.rank) return;
  const explicit = to.rank === RANK.file || to.rank === RANK.env || to.rank === RANK.flag;
  if (explicit) return;
  values.set(follower, { value: leader.value, rank: from.rank, origin: { kind: 'follows', key: leader.key } });
}

function followLeaders(values: Map<string, Ranked>): void {
  for (const signal of ['ofi', 'cvd']) {
    const key = `${signal}.z.window`;
    follow(values, `${signal}.z.warmup`, { key, value: values.get(key)?.value ?? 0 });
  }
  const grid = values.get('grid')?.value;
  if (typeof grid === 'number') follow(values, 'cvd.bar', { key: 'grid', value: grid });
  if (values.get('ofi.source')?.value === 'bookTicker') {
    follow(values, 'ofi.mode', { key: 'ofi.source', value: 'cks1' });
  }
}

/** Resolves every choice of the chain. Throws UsageError where values contradict each other. */
export function resolveChain(sources: ChainSources): ResolvedChain {
  const values = new Map<string, Ranked>();
  let preset: PresetName = 'default';
  for (const { rank, settings } of rankedLayers(sources)) {
    for (const [key, setting] of Object.entries(settings)) values.set(key, { ...setting, rank });
    preset = PRESETS.find((name) => name === settings['preset']?.value) ?? preset;
  }
  followLeaders(values);
  const settings: Record<string, Setting> = {};
  for (const { key } of CHAIN_KEYS) {
    const ranked = values.get(key);
    if (ranked !== undefined) settings[key] = { value: ranked.value, origin: ranked.origin };
  }
  checkChainRules(settings);
  const chain = valuesToChain(Object.fromEntries(Object.entries(settings).map(([key, { value }]) => [key, value])));
  const origins = Object.fromEntries(Object.entries(settings).map(([key, { origin }]) => [key, origin]));
  return { chain, preset, settings, origins };
}

const GENERAL_DEFAULTS: Readonly<Record<string, ConfigValue>> = {
  preset: 'default',
  data: './v13-data',
  lang: 'en',
  tz: 'UTC',
  timing_every: 1024,
  'environment.name': 'own',
  'environment.rest': 'unset',
  'environment.stream': 'unset',
  'environment.stamp': 'emulator',
  'fetch.tardis_url': 'https://datasets.tardis.dev',
  'fetch.binance_url': 'https://data.binance.vision',
  'ui.screen': 'auto',
  'ui.theme': 'dark',
  'ui.ascii': 'auto',
  ...ALERT_DEFAULTS,
};

/** The keys outside the chain; `flags` by key, `localeLang` where no layer names a language. */
export function resolveGeneral(config: ConfigLayers, flags: Settings = {}, localeLang: Language = 'en'): Settings {
  const settings: Record<string, Setting> = {};
  for (const { key } of GENERAL_KEYS) {
    const value = key === 'lang' ? localeLang : (GENERAL_DEFAULTS[key] ?? '');
    settings[key] = flags[key] ?? config.env[key] ?? config.file[key] ?? { value, origin: { kind: 'default' } };
  }
  return settings;
}

/** Default of a key without any layer. */
export function defaultOf(key: string): ConfigValue | undefined {
  return GENERAL_DEFAULTS[key] ?? chainToValues(DEFAULT_CHAIN)[key];
}

/** Events between two measured ones (0: never), for commands that time the stages. */
export const timingEvery = (config: ConfigLayers): number => Number(resolveGeneral(config)['timing_every']?.value);
