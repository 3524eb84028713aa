// Files of what was fitted on a training span: their shapes, written and read with every field checked.

import type { MicropriceFit, MicropriceGrid } from '../../flow/microprice-fit.js';
import type { PcaFit } from '../../flow/ofi-pca.js';

/** What the fit was made from. */
export interface TrainingFacts {
  readonly symbols: readonly string[];
  /** Time of the first and last row or update used, µs. */
  readonly trained_from_us: number;
  readonly trained_to_us: number;
  /** Hash of the recordings. */
  readonly inputs_sha256: string;
}

export interface PcaWeights extends TrainingFacts {
  readonly kind: 'ofi-pca';
  readonly levels: number;
  /** Best level first, Σ|w| = 1. */
  readonly weights: readonly number[];
  readonly explained: number;
  readonly n: number;
}

export interface MicropriceWeights extends TrainingFacts, MicropriceGrid {
  readonly kind: 'microprice';
  /** G* and G¹, ticks, one a state (spread class · imbalances + imbalance class). */
  readonly limit: readonly number[];
  readonly first: readonly number[];
  /** Steps seen from each state, mirror images included; 0: the state was never seen, and its adjustment is 0. */
  readonly visits: readonly number[];
  readonly n: number;
}

const factsOf = ({ symbols, trained_from_us, trained_to_us, inputs_sha256 }: TrainingFacts): TrainingFacts => ({
  symbols: [...symbols],
  trained_from_us,
  trained_to_us,
  inputs_sha256,
});

export const pcaWeights = (fit: PcaFit, facts: TrainingFacts): PcaWeights => ({
  kind: 'ofi-pca',
  levels: fit.weights.length,
  weights: [...fit.weights],
  explained: fit.explained,
  n: fit.n,
  ...factsOf(facts),
});

export const micropriceWeights = (fit: MicropriceFit, facts: TrainingFacts): MicropriceWeights => ({
  kind: 'microprice',
  ...fit.grid,
  limit: [...fit.limit],
  first: [...fit.first],
  visits: [...fit.visits],
  n: fit.steps,
  ...factsOf(facts),
});

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown, kind: string): Fields {
  if (typeof value !== 'object' || value === null) throw new RangeError('weights is no object of JSON');
  const fields = value as Fields;
  if (fields['kind'] !== kind) throw new RangeError(`weights is of kind ${String(fields['kind'])}, not ${kind}`);
  return fields;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function numberOf(fields: Fields, name: string): number {
  const value = fields[name];
  if (!isNumber(value)) throw new RangeError(`weights: ${name} is no number`);
  return value;
}

function countOf(fields: Fields, name: string): number {
  const value = numberOf(fields, name);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`weights: ${name} is no count`);
  return value;
}

function numbersOf(fields: Fields, name: string, count: number): number[] {
  const value: unknown = fields[name];
  if (!Array.isArray(value) || value.length !== count || !value.every(isNumber)) {
    throw new RangeError(`weights: ${name} is no list of ${count} numbers`);
  }
  return value;
}

function readFacts(fields: Fields): TrainingFacts {
  const symbols: unknown = fields['symbols'];
  if (!Array.isArray(symbols) || symbols.length === 0 || !symbols.every((one) => typeof one === 'string')) {
    throw new RangeError('weights: symbols is no list of symbols');
  }
  const hash = fields['inputs_sha256'];
  if (typeof hash !== 'string') throw new RangeError('weights: inputs_sha256 is no text');
  return {
    symbols,
    trained_from_us: numberOf(fields, 'trained_from_us'),
    trained_to_us: numberOf(fields, 'trained_to_us'),
    inputs_sha256: hash,
  };
}

/** Weights written by hand with six digits are welcome. */
const SIZE_TOLERANCE = 1e-4;

/** @throws RangeError naming the field that is wrong */
export function readPcaWeights(value: unknown): PcaWeights {
  const fields = fieldsOf(value, 'ofi-pca');
  const levels = countOf(fields, 'levels');
  const weights = numbersOf(fields, 'weights', levels);
  const size = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  if (!(Math.abs(size - 1) <= SIZE_TOLERANCE)) throw new RangeError('weights: their magnitudes do not sum to 1');
  return {
    kind: 'ofi-pca',
    levels,
    weights,
    explained: numberOf(fields, 'explained'),
    n: countOf(fields, 'n'),
    ...readFacts(fields),
  };
}

/** @throws RangeError naming the field that is wrong */
export function readMicropriceWeights(value: unknown): MicropriceWeights {
  const fields = fieldsOf(value, 'microprice');
  const imbalances = countOf(fields, 'imbalances');
  const spreads = countOf(fields, 'spreads');
  if (imbalances % 2 === 0) throw new RangeError('weights: imbalances is not odd');
  const n = imbalances * spreads;
  return {
    kind: 'microprice',
    imbalances,
    spreads,
    limit: numbersOf(fields, 'limit', n),
    first: numbersOf(fields, 'first', n),
    visits: numbersOf(fields, 'visits', n),
    n: countOf(fields, 'n'),
    ...readFacts(fields),
  };
}

/** Weights say nothing of symbols that they were not fitted on. */
export const coversSymbol = ({ symbols }: TrainingFacts, symbol: string): boolean => symbols.includes(symbol);
