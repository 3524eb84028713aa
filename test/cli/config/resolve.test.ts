// The layers of the configuration, made one.

import { describe, expect, test } from 'vitest';
import { CHAIN_KEYS } from '../../../src/cli/config/chain-keys.js';
import { CHAIN_FLAG_KEYS } from '../../../src/cli/config/chain-options.js';
import { chainToValues, valuesToChain } from '../../../src/cli/config/chain-values.js';
import { environmentSettings } from '../../../src/cli/config/environment.js';
import { parseConfigFile } from '../../../src/cli/config/file.js';
import { keyText, parseKeyText, variableOf } from '../../../src/cli/config/key.js';
import { CONFIG_KEYS } from '../../../src/cli/config/keys.js';
import { type ConfigValue, originText } from '../../../src/cli/config/layers.js';
import { defaultOf, resolveChain } from '../../../src/cli/config/resolve.js';
import { configJsonSchema } from '../../../src/cli/config/schema.js';
import { DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../../src/core/pipeline/config.js';

interface Layers {
  readonly yaml?: string;
  readonly env?: Record<string, string>;
  readonly flags?: Record<string, ConfigValue>;
  readonly recorded?: typeof DEFAULT_CHAIN;
}

function resolve({ yaml = '', env = {}, flags = {}, recorded }: Layers) {
  const { settings, problems } = parseConfigFile(yaml, 'v13.yaml');
  expect(problems).toEqual([]);
  const config = { path: null, file: settings, env: environmentSettings(env) };
  return resolveChain({ flags, config, recorded: recorded ?? null });
}

const originOf = (layers: Layers, key: string) => {
  const origin = resolve(layers).origins[key];
  return origin === undefined ? 'none' : originText(origin);
};

test('no layer: the default chain, presets: theirs', () => {
  expect(resolve({}).chain).toEqual(DEFAULT_CHAIN);
  expect(resolve({ flags: { preset: 'original' } }).chain).toEqual(ORIGINAL_CHAIN);
  expect(resolve({ yaml: 'preset: original' })).toMatchObject({ chain: ORIGINAL_CHAIN, preset: 'original' });
  expect(resolve({ env: { V13_PRESET: 'original' } }).chain).toEqual(ORIGINAL_CHAIN);
});

describe('a higher layer wins, and says so', () => {
  const yaml = 'ofi: { z: { window: 400 } }';
  const env = { V13_OFI_Z_WINDOW: '500' };
  test.each([
    ['default', {}, 300, 'default'],
    ['file', { yaml }, 400, 'v13.yaml:1'],
    ['environment', { yaml, env }, 500, 'env V13_OFI_Z_WINDOW'],
    ['recording', { yaml, env, recorded: DEFAULT_CHAIN }, 300, 'recording'],
    ['flag', { yaml, env, recorded: DEFAULT_CHAIN, flags: { zWindow: 600 } }, 600, '--z-window'],
  ])('%s', (_, layers: Layers, window, origin) => {
    expect(resolve(layers).chain.ofi.z.window).toBe(window);
    expect(originOf(layers, 'ofi.z.window')).toBe(origin);
  });
});

describe('presets', () => {
  test('a flag stands over its preset, and the preset of a flag over the file', () => {
    const layers = {
      yaml: 'ofi: { mode: cks1 }\nfusion: { threshold: 9 }',
      flags: { preset: 'original', zWindow: 50 },
    };
    const { chain } = resolve(layers);
    expect(chain.ofi.mode).toBe('index');
    expect(chain.fusion.threshold).toBe(2.5);
    expect(chain.ofi.z).toMatchObject({ window: 50, warmup: 50, baseline: 'include' });
  });

  test('explicit values of a file stand over the preset that the same file names', () => {
    expect(resolve({ yaml: 'preset: original\nofi: { mode: cks1 }' }).chain.ofi.mode).toBe('cks1');
  });

  test('a preset by flag beats the configuration of a recording', () => {
    expect(resolve({ recorded: DEFAULT_CHAIN, flags: { preset: 'original' } }).chain).toEqual(ORIGINAL_CHAIN);
    expect(resolve({ recorded: ORIGINAL_CHAIN, yaml: 'preset: default' }).chain).toEqual(ORIGINAL_CHAIN);
  });
});

describe('values that follow others', () => {
  test('warm-up follows the window, both ways', () => {
    expect(resolve({ flags: { zWindow: 50 } }).chain.cvd.z.warmup).toBe(50);
    expect(resolve({ flags: { zWindow: 900 } }).chain.ofi.z.warmup).toBe(900);
    expect(originOf({ flags: { zWindow: 50 } }, 'ofi.z.warmup')).toBe('follows ofi.z.window');
    expect(resolve({ flags: { zWindow: 900, zWarmup: 100 } }).chain.ofi.z.warmup).toBe(100);
    expect(resolve({ yaml: 'ofi: { z: { warmup: 20 } }', flags: { zWindow: 50 } }).chain.ofi.z.warmup).toBe(20);
  });

  test('the CVD bar follows a time grid unless it is set', () => {
    expect(resolve({ flags: { grid: 1_000_000 } }).chain.cvd.barUs).toBe(1_000_000);
    expect(resolve({ flags: { grid: 'event' } }).chain.cvd.barUs).toBe(100_000);
    expect(resolve({ flags: { grid: 1_000_000, cvdBar: 5_000_000 } }).chain.cvd.barUs).toBe(5_000_000);
    expect(resolve({ yaml: 'cvd: { bar: 2s }', flags: { grid: 1_000_000 } }).chain.cvd.barUs).toBe(2_000_000);
  });

  test('bookTicker has one level, so the mode becomes cks1', () => {
    expect(resolve({ flags: { ofiSource: 'bookTicker' } }).chain.ofi.mode).toBe('cks1');
  });
});

test.each([
  [
    'warm-up over the window',
    { flags: { zWindow: 50, zWarmup: 60 } },
    'ofi.z.warmup 60 (--z-warmup) is more than the window of 50 samples',
  ],
  ['not five weights', { flags: { ofiWeights: [1, 2] } }, 'mode cks5 has 5 levels'],
  ['bookTicker with levels', { flags: { ofiSource: 'bookTicker', ofi: 'cks5' } }, 'has the best level only'],
  ['fusion of nothing', { flags: { fusionWeightOfi: 0, fusionWeightCvd: 0 } }, 'are both 0'],
  ['the file is named', { yaml: 'ofi:\n  z:\n    warmup: 400' }, 'ofi.z.warmup 400 (v13.yaml:3)'],
])('refused: %s', (_, layers: Layers, message) => {
  expect(() => resolve(layers)).toThrow(message);
});

describe('environment', () => {
  test('unknown variables are refused, documented others are not, empty ones are absent', () => {
    expect(() => environmentSettings({ V13_OFI_Z_WINDO: '3' })).toThrow('unknown environment variable V13_OFI_Z_WINDO');
    expect(() => environmentSettings({ V13_OFI_Z_WINDOW: '1' })).toThrow('V13_OFI_Z_WINDOW 1: must be');
    expect(environmentSettings({ V13_TEST_DATA: '/x', V13_GRID: '', HOME: '/root' })).toEqual({});
    expect(environmentSettings({ V13_DATA_DIR: '/x' })).toMatchObject({ data: { value: '/x' } });
  });
});

describe('the table of keys', () => {
  test('covers the chain exactly, and the flat form reads back', () => {
    expect(CHAIN_KEYS.map(({ key }) => key).sort()).toEqual(Object.keys(chainToValues(DEFAULT_CHAIN)).sort());
    for (const chain of [DEFAULT_CHAIN, ORIGINAL_CHAIN]) expect(valuesToChain(chainToValues(chain))).toEqual(chain);
  });

  test('every key with a flag can be set by it; variables are different', () => {
    const settable = new Set(Object.values(CHAIN_FLAG_KEYS).flatMap(({ keys }) => keys));
    for (const { key, flag } of CHAIN_KEYS) expect(settable.has(key)).toBe(flag !== null);
    expect(new Set(CONFIG_KEYS.map(variableOf)).size).toBe(CONFIG_KEYS.length);
  });

  test('every default is right by its own parser, and reads back', () => {
    for (const { key, type } of CONFIG_KEYS) {
      const value = defaultOf(key);
      expect(value, key).toBeDefined();
      if (value === undefined) continue;
      expect(parseKeyText(type, keyText(type, value))).toEqual({ ok: true, value });
    }
  });

  test('JSON Schema: closed objects, each key described with its default', () => {
    const schema = configJsonSchema(defaultOf) as { properties: Record<string, { default?: unknown }> };
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(schema.properties['grid']).toMatchObject({ default: '100ms', type: 'string' });
    expect(schema.properties['ofi']).toMatchObject({
      additionalProperties: false,
      properties: { z: { properties: { window: { type: 'integer', minimum: 2, default: 300 } } } },
    });
  });
});
