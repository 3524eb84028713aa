// Opening recordings for the chain: what market it is, from which environment, in which units, with which streams.

import type { EnvOrigin, Environment, Instrument, Venue } from '../core/market/instrument.js';
import { commonUnit, environmentOf, parseUnit, venueOf } from '../core/market/instrument.js';
import { type MarketHints, addProbe, createHints, inferFromHints } from '../exchange/binance/probe-market.js';
import { DataError, UsageError } from '../platform/errors.js';
import type { InputFormat } from '../store/importers/format.js';
import { type OpenInput, type OpenedFrames, openFrameFeed } from '../store/importers/open.js';
import { probeInput } from '../store/importers/probe.js';
import { listInputs } from '../store/inputs.js';

export interface RecordingChoices {
  readonly paths: readonly string[];
  readonly format: InputFormat | null;
  readonly strict: boolean;
  /** Symbols wanted; empty for all. */
  readonly symbols: readonly string[];
  /** What the user states about files that do not say it themselves; null where nothing was said. */
  readonly venue: Venue | null;
  readonly env: Environment | null;
  /** Decimal texts; for one symbol only. */
  readonly tick: string | null;
  readonly step: string | null;
  /** Frames a batch at most; small ones make a paced replay smooth. */
  readonly batchFrames: number | null;
}

/** Of files that say all of it themselves. */
export const NOTHING_STATED = {
  format: null,
  symbols: [],
  venue: null,
  env: null,
  tick: null,
  step: null,
  batchFrames: null,
} as const satisfies Partial<RecordingChoices>;

export interface Recording {
  readonly opened: OpenedFrames;
  readonly venue: Venue;
  readonly env: Environment;
  readonly envOrigin: EnvOrigin;
  readonly instruments: Map<string, Instrument>;
  /** Symbols seen at the beginnings of the inputs, in name order. */
  readonly symbols: readonly string[];
  /** Whether no other symbols can come: the inputs were looked at from end to end, or their headers list them. */
  readonly symbolsComplete: boolean;
  /** Chain configuration in the earliest session header that has one; unchecked. */
  readonly recordedConfig: unknown;
  /** Headers state more than one configuration. */
  readonly configsDiffer: boolean;
}

/** Inputs whose heads are looked at; symbols that first appear in later files are entered as they come. */
const PROBED_INPUTS = 64;
const PROBED_FRAMES = 5_000;
const PROBED_BYTES = 1_000_000;

/** The frames of the inputs from the first one on; the same each time, where the files are. */
export const openFrames = (choices: RecordingChoices): Promise<OpenedFrames> =>
  openFrameFeed(listInputs(choices.paths), {
    ...(choices.format === null ? {} : { format: choices.format }),
    strict: choices.strict,
    symbol: choices.symbols.length === 1 ? choices.symbols[0] : null,
    ...(choices.batchFrames === null ? {} : { batchFrames: choices.batchFrames }),
  });

export async function openRecording(choices: RecordingChoices): Promise<Recording> {
  const opened = await openFrames(choices);
  try {
    return await describe(opened, choices);
  } catch (error) {
    await opened.feed.close();
    throw error;
  }
}

async function describe(opened: OpenedFrames, choices: RecordingChoices): Promise<Recording> {
  const hints = createHints();
  let complete = opened.inputs.length <= PROBED_INPUTS;
  for (const [index, input] of opened.inputs.slice(0, PROBED_INPUTS).entries()) {
    const frames = await probeInput(input, { frames: PROBED_FRAMES });
    frames.input = index;
    addProbe(hints, frames);
    if (input.session === null && (frames.count === PROBED_FRAMES || (input.bytesTotal ?? Infinity) > PROBED_BYTES)) {
      complete = false;
    }
  }
  const venue = oneOf('venue', venuesOf(opened.inputs, hints, choices), opened.inputs) ?? 'binance-usdm';
  const env = oneOf('environment', environmentsOf(opened.inputs, choices), opened.inputs) ?? 'unstated';
  const instruments = inferFromHints(hints, venue);
  for (const input of opened.inputs) addStated(instruments, input, venue);
  applyUnits(instruments, choices, venue);
  const configs = statedConfigs(opened.inputs);
  return {
    opened,
    venue,
    env,
    envOrigin: originOf(env, opened.inputs),
    instruments,
    symbols: [...new Set([...instruments.keys(), ...hints.symbols.keys()])].sort(),
    symbolsComplete: complete,
    recordedConfig: configs[0] ?? null,
    configsDiffer: new Set(configs.map((config) => JSON.stringify(config))).size > 1,
  };
}

/** Configurations that headers state, earliest input first. */
const statedConfigs = (inputs: readonly OpenInput[]): unknown[] =>
  [...inputs]
    .sort((a, b) => (a.firstRecvUs ?? 0) - (b.firstRecvUs ?? 0))
    .map((input) => input.session?.config ?? null)
    .filter((config) => config !== null);

/** Value stated or found → the inputs that have it. */
type Votes<Value extends string> = Map<Value, string[]>;

function vote<Value extends string>(votes: Votes<Value>, value: Value, path: string): void {
  votes.set(value, [...(votes.get(value) ?? []), path]);
}

function venuesOf(inputs: readonly OpenInput[], hints: MarketHints, choices: RecordingChoices): Votes<Venue> {
  const votes: Votes<Venue> = new Map();
  for (const [index, { path, session, venue }] of inputs.entries()) {
    const stated = venueOf(session?.venue ?? '') ?? venue;
    if (stated !== null) vote(votes, stated, path);
    else if (choices.venue !== null) vote(votes, choices.venue, path);
    else {
      const found = hints.venues.get(index);
      if (found !== undefined) vote(votes, found, path);
    }
  }
  return votes;
}

function environmentsOf(inputs: readonly OpenInput[], choices: RecordingChoices): Votes<Environment> {
  const votes: Votes<Environment> = new Map();
  const hasHeader = inputs.some(({ session }) => session !== null);
  for (const { path, session, format } of inputs) {
    const stated = environmentOf(session?.env ?? '');
    if (stated !== null && (stated !== 'unstated' || choices.env === null)) vote(votes, stated, path);
    // The later part of a cut recording has no header of its own: the first part's speaks for it.
    else if (session === null && format === 'v13-raw' && hasHeader && choices.env === null) continue;
    else vote(votes, choices.env ?? 'unstated', path);
  }
  return votes;
}

/** Stated as soon as one input does not say it of itself; parts without a header of their own are spoken for by another. */
function originOf(env: Environment, inputs: readonly OpenInput[]): EnvOrigin {
  if (env === 'unstated') return 'unknown';
  const hasHeader = inputs.some(({ session }) => session !== null);
  const speaks = ({ session, format }: OpenInput): boolean =>
    session === null ? format === 'v13-raw' && hasHeader : environmentOf(session.env ?? '') === env;
  return inputs.every(speaks) ? 'recorded' : 'stated';
}

/** The one value of all inputs; null where none says it. Two markets in one run would make figures of neither. */
function oneOf<Value extends string>(what: string, votes: Votes<Value>, inputs: readonly OpenInput[]): Value | null {
  if (votes.size <= 1) return [...votes.keys()][0] ?? null;
  const list = [...votes].map(([value, paths]) => `${value}: ${paths.slice(0, 3).join(', ')}`);
  throw new DataError(`the inputs are of more than one ${what} (${list.join('; ')})`, {
    code: 'V13_INPUT_MIXED',
    path: inputs[0]?.path,
    hint: `give the inputs of each ${what} by themselves`,
    details: { what, found: Object.fromEntries(votes) },
  });
}

/** Units that a session header states replace inferred ones. */
function addStated(instruments: Map<string, Instrument>, input: OpenInput, venue: Venue): void {
  for (const { symbol, tick, step } of input.session?.symbols ?? []) {
    const tickUnit = tick === null ? null : parseUnit(tick);
    const stepUnit = step === null ? null : parseUnit(step);
    if (tickUnit === null || stepUnit === null) continue;
    const known = instruments.get(symbol);
    // The exchange may change a tick between sessions: the units of the run divide those of all of them.
    const isFirst = known?.unitsFrom !== 'stated';
    const tickOfAll = isFirst ? tickUnit : commonUnit(known.tick, tickUnit);
    const stepOfAll = isFirst ? stepUnit : commonUnit(known.step, stepUnit);
    instruments.set(symbol, { symbol, venue, tick: tickOfAll, step: stepOfAll, unitsFrom: 'stated' });
  }
}

/** `--tick` and `--step` for the one symbol of the run. */
function applyUnits(instruments: Map<string, Instrument>, choices: RecordingChoices, venue: Venue): void {
  if (choices.tick === null && choices.step === null) return;
  const wanted = choices.symbols.length > 0 ? choices.symbols : [...instruments.keys()];
  const [symbol] = wanted;
  if (symbol === undefined || wanted.length > 1) {
    throw new UsageError('--tick and --step are for one symbol', {
      code: 'V13_UNITS_MANY_SYMBOLS',
      hint: `name it with --symbol; there are ${wanted.slice(0, 10).join(', ')}`,
    });
  }
  const known = instruments.get(symbol);
  const tick = choices.tick === null ? known?.tick : parseUnit(choices.tick);
  const step = choices.step === null ? known?.step : parseUnit(choices.step);
  if (!tick || !step) {
    throw new UsageError(`no tick and step for ${symbol}`, {
      code: 'V13_UNITS_UNKNOWN',
      hint: 'give both as positive decimals, for example --tick 0.01 --step 0.001',
    });
  }
  instruments.set(symbol, { symbol, venue, tick, step, unitsFrom: 'stated' });
}
