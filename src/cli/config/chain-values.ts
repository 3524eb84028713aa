// ChainConfig ⇄ flat values by key.

import type { ChainConfig, ZConfig } from '../../core/pipeline/config.js';
import { invariant } from '../../platform/errors.js';
import { gridOf } from '../values/grid.js';
import type { ConfigValue } from './layers.js';

/** Every chain key with its value. */
export type ChainValues = Readonly<Record<string, ConfigValue>>;

const zValues = (prefix: string, z: ZConfig): ChainValues => ({
  [`${prefix}.z.window`]: z.window,
  [`${prefix}.z.baseline`]: z.baseline,
  [`${prefix}.z.ddof`]: z.ddof,
  [`${prefix}.z.warmup`]: z.warmup,
  [`${prefix}.z.epsilon`]: z.epsilon,
});

export function chainToValues({ grid, ofi, cvd, signal, fusion, divergence }: ChainConfig): ChainValues {
  return {
    grid: grid.kind === 'event' ? 'event' : grid.stepUs,
    'ofi.mode': ofi.mode,
    'ofi.source': ofi.source,
    'ofi.weights': ofi.weights,
    ...zValues('ofi', ofi.z),
    'cvd.mode': cvd.mode,
    'cvd.bar': cvd.barUs,
    'cvd.sample': cvd.sample,
    'cvd.quantity': cvd.quantity,
    'cvd.ema_alpha': cvd.emaAlpha,
    'cvd.reset': cvd.reset,
    ...zValues('cvd', cvd.z),
    'signal.ofi_threshold': signal.ofiThreshold,
    'signal.cvd_threshold': signal.cvdThreshold,
    'fusion.weight_ofi': fusion.weightOfi,
    'fusion.weight_cvd': fusion.weightCvd,
    'fusion.threshold': fusion.threshold,
    'fusion.min_consistency': fusion.minConsistency,
    'divergence.trend_window': divergence.trendWindowUs,
    'divergence.dead_band_ticks': divergence.deadBandTicks,
    'divergence.ofi_z': divergence.ofiZ,
    'divergence.cvd_z': divergence.cvdZ,
    'divergence.conflict_ofi_z': divergence.conflictOfiZ,
    'divergence.conflict_cvd_z': divergence.conflictCvdZ,
  };
}

interface Reader {
  number(key: string): number;
  word<Word extends string>(key: string): Word;
}

/** The parsers of the keys have settled the types; a mismatch here is a bug of the table. */
function readerOf(values: ChainValues): Reader {
  return {
    number(key) {
      const value = values[key];
      invariant(typeof value === 'number', `${key} is no number`);
      return value;
    },
    word<Word extends string>(key: string): Word {
      const value = values[key];
      invariant(typeof value === 'string', `${key} is no word`);
      return value as Word;
    },
  };
}

const zOf = (read: Reader, prefix: string): ZConfig => ({
  window: read.number(`${prefix}.z.window`),
  baseline: read.word(`${prefix}.z.baseline`),
  ddof: read.number(`${prefix}.z.ddof`) === 0 ? 0 : 1,
  warmup: read.number(`${prefix}.z.warmup`),
  epsilon: read.number(`${prefix}.z.epsilon`),
});

export function valuesToChain(values: ChainValues): ChainConfig {
  const read = readerOf(values);
  const weights = values['ofi.weights'];
  invariant(typeof weights === 'object', 'ofi.weights is no list');
  return {
    grid: gridOf(values['grid'] === 'event' ? 'event' : read.number('grid')),
    ofi: { mode: read.word('ofi.mode'), source: read.word('ofi.source'), weights, z: zOf(read, 'ofi') },
    cvd: {
      mode: read.word('cvd.mode'),
      barUs: read.number('cvd.bar'),
      sample: read.word('cvd.sample'),
      quantity: read.word('cvd.quantity'),
      emaAlpha: read.number('cvd.ema_alpha'),
      reset: read.word('cvd.reset'),
      z: zOf(read, 'cvd'),
    },
    signal: {
      ofiThreshold: read.number('signal.ofi_threshold'),
      cvdThreshold: read.number('signal.cvd_threshold'),
    },
    fusion: {
      weightOfi: read.number('fusion.weight_ofi'),
      weightCvd: read.number('fusion.weight_cvd'),
      threshold: read.number('fusion.threshold'),
      minConsistency: read.number('fusion.min_consistency'),
    },
    divergence: {
      trendWindowUs: read.number('divergence.trend_window'),
      deadBandTicks: read.number('divergence.dead_band_ticks'),
      ofiZ: read.number('divergence.ofi_z'),
      cvdZ: read.number('divergence.cvd_z'),
      conflictOfiZ: read.number('divergence.conflict_ofi_z'),
      conflictCvdZ: read.number('divergence.conflict_cvd_z'),
    },
  };
}
