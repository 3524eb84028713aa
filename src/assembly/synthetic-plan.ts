// From what was asked for to a complete synthetic recording, or a refusal that says what does not fit.

import { type FaultWish, planFaults, randomWishes } from '../core/sim/faults.js';
import { type SymbolConfig, type SymbolUnits, knownUnits, symbolConfig } from '../core/sim/market-config.js';
import { UsageError } from '../platform/errors.js';
import type { SyntheticRecording, SyntheticStream } from './synthetic-header.js';

export interface SyntheticChoices {
  readonly seed: number;
  readonly startUs: number;
  readonly durationUs: number;
  readonly symbols: readonly string[];
  /** Units that replace those known of the symbol; only with one symbol. */
  readonly units: { readonly tick: string | null; readonly step: string | null; readonly price: string | null };
  readonly activity: number;
  readonly alpha: number;
  readonly alphaHorizonUs: number;
  readonly streams: readonly SyntheticStream[];
  readonly snapshotLagUs: number;
  readonly gaps: readonly FaultWish[];
  readonly randomGaps: number;
  readonly stats: boolean;
}

function refuse(message: string, hint: string): never {
  throw new UsageError(message, { code: 'V13_SIMULATE_CONFLICT', hint });
}

function unitsOf(symbol: string, { tick, step, price }: SyntheticChoices['units']): SymbolUnits {
  const known = knownUnits(symbol);
  const base: SymbolUnits = tick === null && step === null ? known : { ...known, priceDecimals: 0, qtyDecimals: 0 };
  return { ...base, tick: tick ?? known.tick, step: step ?? known.step, price: price ?? known.price };
}

function symbolOf(symbol: string, choices: SyntheticChoices): SymbolConfig {
  const units = unitsOf(symbol, choices.units);
  const config = symbolConfig(units);
  if (!('problem' in config)) return config;
  const value = units[config.problem];
  const hint =
    config.problem === 'price'
      ? `a price is a whole number of ticks of ${units.tick}, at least 100 of them`
      : 'a tick or step is a positive decimal number such as 0.01';
  return refuse(`--${config.problem} ${value} does not fit ${symbol}`, hint);
}

function checkFaults(wishes: readonly FaultWish[], choices: SyntheticChoices): void {
  const late = wishes.find((wish) => wish.offsetUs >= choices.durationUs);
  if (late !== undefined)
    refuse(`--gap ${late.kind} lies behind the end`, 'choose an earlier time, or a longer --duration');
  for (const { kind, symbol } of wishes) {
    if (symbol === undefined) continue;
    if (kind === 'disconnect')
      refuse(`--gap disconnect hits every symbol, not ${symbol} alone`, 'leave the symbol out');
    if (choices.symbols.includes(symbol)) continue;
    refuse(`--gap ${kind} names ${symbol}, which is not simulated`, `one of ${choices.symbols.join(', ')}`);
  }
  for (const [kind, stream] of [
    ['depth', 'depth@100ms'],
    ['trade', 'aggTrade'],
  ] as const) {
    if (choices.streams.includes(stream) || !wishes.some((wish) => wish.kind === kind)) continue;
    refuse(`a ${kind} gap needs the stream ${stream}`, `add ${stream} to --streams`);
  }
}

/** Throws UsageError (V13_SIMULATE_CONFLICT). */
export function planSynthetic(choices: SyntheticChoices): SyntheticRecording {
  const { seed, startUs, durationUs, symbols, units, streams, snapshotLagUs } = choices;
  const own = units.tick !== null || units.step !== null || units.price !== null;
  if (own && symbols.length > 1) refuse('--tick, --step and --price go with one symbol', 'simulate one symbol a file');
  if (snapshotLagUs >= durationUs)
    refuse('--snapshot-lag reaches the end', 'choose a shorter lag or a longer --duration');
  if (choices.alpha > 0 && choices.alphaHorizonUs > durationUs)
    refuse('--alpha-horizon is longer than the recording', 'choose a shorter horizon or a longer --duration');
  const scene = { seed, startUs, durationUs, symbols };
  const wishes = [...choices.gaps, ...randomWishes(choices.randomGaps, scene)];
  checkFaults(wishes, choices);
  return {
    market: {
      seed,
      startUs,
      symbols: symbols.map((symbol) => symbolOf(symbol, choices)),
      activity: choices.activity,
      alpha: choices.alpha,
      alphaHorizonUs: choices.alphaHorizonUs,
    },
    durationUs,
    streams,
    snapshotLagUs,
    faults: planFaults(wishes, scene),
    stats: choices.stats,
  };
}
