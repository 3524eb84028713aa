// Which times of which symbols recordings hold: from manifests and tails where those tell, else from reading to the end.

import { addProbe, createHints } from '../../exchange/binance/probe-market.js';
import { pathsOfFile } from '../../store/catalog.js';
import type { OpenInput } from '../../store/importers/open.js';
import { probeInput } from '../../store/importers/probe.js';
import { readManifest } from '../../store/manifest.js';
import { recordedUntilUs } from '../../store/recorded-until.js';
import { type Recording, type RecordingChoices, openFrames } from '../recording.js';
import { type SpansOf, type TimeSpan, joinSpans } from './time-spans.js';

/** As many frames of a file as name its symbols, where no header does. */
const PROBED_FRAMES = 5_000;

interface Wish {
  readonly choices: RecordingChoices;
  /** Spans are looked for of these symbols. */
  readonly symbols: ReadonlySet<string>;
  /** What lies behind it is compared with nothing: files that begin later need not be looked at. */
  readonly untilUs: number;
  readonly signal: AbortSignal;
}

export async function rawSpans({ opened }: Recording, wish: Wish): Promise<SpansOf> {
  const found = new Map<string, TimeSpan[]>();
  for (const input of opened.inputs) {
    const firstUs = input.firstRecvUs;
    if (firstUs === null || firstUs > wish.untilUs) continue;
    const symbols = await symbolsIn(input, wish.symbols);
    if (symbols.length === 0) continue;
    const span = { firstUs, lastUs: await lastUsOf(input, wish) };
    for (const symbol of symbols) found.set(symbol, [...(found.get(symbol) ?? []), span]);
  }
  return new Map([...found].map(([symbol, spans]) => [symbol, joinSpans(spans)]));
}

/** Those of `wanted` that the file is of: as its header says, or its beginning shows; all where nothing tells. */
async function symbolsIn(input: OpenInput, wanted: ReadonlySet<string>): Promise<readonly string[]> {
  const stated = input.session?.symbols.map(({ symbol }) => symbol) ?? [];
  const named = input.tableSymbol === null ? stated : [input.tableSymbol];
  const names = named.length > 0 ? named : await probedSymbols(input);
  return [...wanted].filter((symbol) => names.length === 0 || names.includes(symbol));
}

async function probedSymbols(input: OpenInput): Promise<readonly string[]> {
  const hints = createHints();
  addProbe(hints, await probeInput(input, { frames: PROBED_FRAMES }));
  return [...hints.symbols.keys()];
}

async function lastUsOf(input: OpenInput, wish: Wish): Promise<number> {
  const { path, firstRecvUs } = input;
  const manifestPath = input.growing ? null : (pathsOfFile(path)?.manifestPath ?? null);
  const manifest = manifestPath === null ? null : await readManifest(manifestPath).catch(() => null);
  if (manifest !== null && manifest.firstRecvUs === firstRecvUs) return manifest.lastRecvUs;
  const fromTail = input.format === 'v13-raw' && input.compression === 'none' ? recordedUntilUs(path) : null;
  return fromTail ?? (await lastReadUs(input, wish));
}

/** Greatest receive time in the file: packed files have no end to look at. */
async function lastReadUs({ path, format, firstRecvUs }: OpenInput, { choices, signal }: Wish): Promise<number> {
  const { feed } = await openFrames({ ...choices, paths: [path], format, strict: false });
  let lastUs = firstRecvUs ?? 0;
  try {
    for (let frames = await feed.next(); frames !== null; frames = await feed.next()) {
      signal.throwIfAborted();
      for (let k = 0; k < frames.count; k++) lastUs = Math.max(lastUs, frames.recvUs[k] as number);
    }
  } finally {
    await feed.close();
  }
  return lastUs;
}
