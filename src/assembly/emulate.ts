// Sources of an emulated venue: a recording of any format we open, the synthetic market, or many light symbols.

import { formatUnits } from '../core/market/decimal.js';
import type { Instrument } from '../core/market/instrument.js';
import { defaultMarket, knownUnits, symbolConfig } from '../core/sim/market-config.js';
import { createLoadSource } from '../exchange/emulator/load-source.js';
import { openRecordingSource } from '../exchange/emulator/recording-source.js';
import { createSyntheticSource } from '../exchange/emulator/synthetic-source.js';
import type { VenueSource, VenueSymbol } from '../exchange/emulator/venue-source.js';
import { DataError, UsageError, invariant } from '../platform/errors.js';
import { type Recording, type RecordingChoices, openRecording } from './recording.js';

export type EmulatedSource =
  | {
      readonly kind: 'recording';
      readonly paths: readonly string[];
      /** Only these; empty for all of the recording. */
      readonly symbols: readonly string[];
      readonly loop: boolean;
    }
  | {
      readonly kind: 'synthetic';
      readonly seed: number;
      readonly symbols: readonly string[];
      readonly activity: number;
    }
  | { readonly kind: 'load'; readonly symbols: number; readonly rate: number; readonly seed: number };

/** Frames a batch: small ones keep the pauses of reading short. */
const BATCH_FRAMES = 1_024;

const choicesOf = (paths: readonly string[]): RecordingChoices => ({
  paths,
  format: null,
  strict: false,
  symbols: [],
  venue: null,
  env: null,
  tick: null,
  step: null,
  batchFrames: BATCH_FRAMES,
});

const venueSymbol = ({ symbol, tick, step }: Instrument): VenueSymbol => ({
  symbol,
  tick: formatUnits(1, tick),
  step: formatUnits(1, step),
});

function symbolsOf(recording: Recording, wanted: readonly string[]): VenueSymbol[] {
  const known = [...recording.instruments.values()].map(venueSymbol);
  const unknown = wanted.find((name) => !recording.instruments.has(name));
  if (unknown !== undefined) {
    throw new UsageError(`symbol ${unknown} is not in the recording`, {
      code: 'V13_SYMBOL_UNKNOWN',
      hint: `it has ${known.map(({ symbol }) => symbol).join(', ')}`,
    });
  }
  return wanted.length === 0 ? known : known.filter(({ symbol }) => wanted.includes(symbol));
}

async function openRecorded(paths: readonly string[], wanted: readonly string[], loop: boolean): Promise<VenueSource> {
  const choices = choicesOf(paths);
  const first = await openRecording(choices);
  const symbols = symbolsOf(first, wanted);
  if (first.venue !== 'binance-usdm' || symbols.length === 0) {
    await first.opened.feed.close();
    throw new DataError(symbols.length === 0 ? 'the recording holds no symbol' : 'only USD-M futures can be emulated', {
      code: 'V13_EMULATE_FEED',
      path: paths[0],
      hint: 'give a recording of USD-M futures with depth or trades',
    });
  }
  let next: Recording | null = first;
  const open = async () => {
    const recording = next ?? (await openRecording(choices));
    next = null;
    return recording.opened.feed;
  };
  return openRecordingSource({ open, symbols, loop });
}

/** Opens the source. Throws DataError or UsageError where there is no market in it. */
export async function openEmulatedSource(source: EmulatedSource): Promise<VenueSource> {
  switch (source.kind) {
    case 'recording':
      return openRecorded(source.paths, source.symbols, source.loop);
    case 'synthetic': {
      const configs = source.symbols.map((symbol) => {
        const config = symbolConfig(knownUnits(symbol));
        invariant(!('problem' in config), 'the known units of a symbol fit each other', { symbol });
        return config;
      });
      return createSyntheticSource({ ...defaultMarket(source.seed, configs), activity: source.activity });
    }
    case 'load':
      return createLoadSource(source);
  }
}
