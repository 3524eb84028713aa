// A synthetic market as a v13 recording, line by line: market → faults → delivery → exchange's texts → raw lines.

import type { SymbolConfig } from '../core/sim/market-config.js';
import { type Arrival, type DeliveryState, arrivals, initDelivery, send } from '../core/sim/delivery.js';
import { type FaultState, type InjectedFault, closeOutage, initFaults, stepFaults } from '../core/sim/faults.js';
import { initMarket, nextEventUs, snapshotMarket, stepMarket } from '../core/sim/market.js';
import type { MarketState } from '../core/sim/market-state.js';
import { type FactsState, initFacts, stepFacts } from '../core/sim/stylised-facts.js';
import type { VenueEvent } from '../core/sim/venue-event.js';
import { type WireScale, payloadText, streamName } from '../exchange/binance/write.js';
import { controlLine, snapshotLine, streamLine } from '../store/ndjson/raw-line.js';
import type { SyntheticRecording, SyntheticStream } from './synthetic-header.js';

type Parcel =
  | { readonly kind: 'message'; readonly event: VenueEvent }
  | { readonly kind: 'snapshot'; readonly event: VenueEvent; readonly askedUs: number }
  | { readonly kind: 'disconnect' };

/** Plain data. */
export interface RecordingState {
  readonly config: SyntheticRecording;
  readonly market: MarketState;
  readonly faults: FaultState;
  readonly delivery: DeliveryState<Parcel>;
  /** Snapshots to be taken, by the venue's time of answering. */
  readonly wishes: { readonly symbol: string; readonly atUs: number }[];
  readonly scales: Readonly<Record<string, WireScale>>;
  readonly facts: Readonly<Record<string, FactsState>>;
  profileUs: number;
  /** Lines made so far by stream name without its symbol; control lines by their kind. */
  readonly lines: Record<string, number>;
}

/** The client notices a hole, waits (as its back-off tells it) and asks anew. */
const HEAL_AFTER_US = 900_000;
/** From the client's request to the venue's answer. */
const REQUEST_US = 40_000;
const PROFILE_EVERY_US = 2_000_000;

const nameOf = (symbol: SymbolConfig): string => symbol.instrument.symbol;

export function initRecording(config: SyntheticRecording): RecordingState {
  const { market, faults, snapshotLagUs, streams } = config;
  const wantsDepth = streams.includes('depth@100ms');
  return {
    config,
    market: initMarket(market),
    faults: initFaults(faults),
    delivery: initDelivery<Parcel>(market.seed, market.startUs),
    wishes: wantsDepth
      ? market.symbols.map((symbol, i) => ({
          symbol: nameOf(symbol),
          atUs: market.startUs + snapshotLagUs + i * 60_000,
        }))
      : [],
    scales: Object.fromEntries(
      market.symbols.map((symbol) => [nameOf(symbol), { ...symbol.instrument, ...symbol } satisfies WireScale]),
    ),
    facts: Object.fromEntries(market.symbols.map((symbol) => [nameOf(symbol), initFacts(market.alphaHorizonUs)])),
    profileUs: market.startUs,
    lines: {},
  };
}

/** End of the recording in exchange time; a step is due as long as the market's next event lies before it. */
const endUs = ({ market, durationUs }: SyntheticRecording): number => market.startUs + durationUs;
export const recordingGoesOn = (state: RecordingState): boolean => nextEventUs(state.market) < endUs(state.config);

/** Lets the market do one thing and gives the lines that have arrived: none, one or many. */
export function stepRecording(state: RecordingState): string {
  takeSnapshots(state);
  for (const event of stepMarket(state.market)) {
    if (state.config.stats) measure(state, event);
    if (state.config.streams.includes(streamOf(event))) pass(state, event);
  }
  return linesOf(state, arrivals(state.delivery, state.market.nowUs));
}

/** Everything that is still on its way. */
export function endRecording(state: RecordingState): string {
  takeSnapshots(state);
  closeOutage(state.faults);
  return linesOf(state, arrivals(state.delivery, Infinity));
}

/** What was planted and came about, in order of time. */
export const injectedFaults = (state: RecordingState): readonly InjectedFault[] =>
  [...state.faults.injected].sort((a, b) => a.atUs - b.atUs);

const streamOf = (event: VenueEvent): SyntheticStream =>
  event.kind === 'depth_delta' ? 'depth@100ms' : event.kind === 'book_ticker' ? 'bookTicker' : 'aggTrade';

function takeSnapshots(state: RecordingState): void {
  const nextUs = Math.min(nextEventUs(state.market), endUs(state.config));
  for (let i = 0; i < state.wishes.length;) {
    const wish = state.wishes[i];
    if (wish === undefined || wish.atUs >= nextUs) {
      i++;
      continue;
    }
    state.wishes.splice(i, 1);
    const event = snapshotMarket(state.market, wish.symbol);
    const parcel = { kind: 'snapshot', event, askedUs: wish.atUs - REQUEST_US } as const;
    send(state.delivery, { sentUs: Math.max(event.eventUs, wish.atUs), pipe: 'rest', item: parcel });
  }
}

function measure(state: RecordingState, event: VenueEvent): void {
  const facts = state.facts[event.symbol];
  if (facts !== undefined) stepFacts(facts, event);
  if (state.market.nowUs < state.profileUs) return;
  state.profileUs += PROFILE_EVERY_US;
  for (const [symbol, its] of Object.entries(state.facts)) stepFacts(its, snapshotMarket(state.market, symbol));
}

function pass(state: RecordingState, event: VenueEvent): void {
  const outageBefore = state.faults.outage;
  const passage = stepFaults(state.faults, event);
  const outage = state.faults.outage;
  if (outage !== null && outage.atUs !== outageBefore?.atUs) beginOutage(state, outage);
  if (passage === 'heals') {
    state.wishes.push({ symbol: event.symbol, atUs: event.eventUs + HEAL_AFTER_US });
  }
  if (passage === 'lost') return;
  const pipe = event.kind === 'agg_trade' ? 'market' : 'public';
  send(state.delivery, { sentUs: event.eventUs, pipe, item: { kind: 'message', event } });
}

/** The break is noted at once; new snapshots are asked for as soon as the streams are open again. */
function beginOutage(state: RecordingState, outage: { atUs: number; lengthUs: number }): void {
  send(state.delivery, { sentUs: outage.atUs, pipe: 'control', item: { kind: 'disconnect' } });
  if (!state.config.streams.includes('depth@100ms')) return;
  state.wishes.length = 0;
  state.config.market.symbols.forEach((symbol, i) => {
    const atUs = outage.atUs + outage.lengthUs + state.config.snapshotLagUs + i * 60_000;
    state.wishes.push({ symbol: nameOf(symbol), atUs });
  });
}

function linesOf(state: RecordingState, arrived: readonly Arrival<Parcel>[]): string {
  let text = '';
  for (const arrival of arrived) text += lineOf(state, arrival);
  return text;
}

function lineOf(state: RecordingState, { recvUs, item }: Arrival<Parcel>): string {
  if (item.kind === 'disconnect') {
    count(state, 'disconnect');
    return controlLine(recvUs, 'disconnect', { symbols: null, reason: 'planted by the generator' });
  }
  const { event } = item;
  const scale = state.scales[event.symbol];
  if (scale === undefined) return '';
  const stream = streamName(event);
  count(state, stream.slice(stream.indexOf('@') + 1));
  const sentMs = Math.floor(event.eventUs / 1000);
  const line = { recvUs, latencyEventUs: recvUs - sentMs * 1000, latencyPipelineUs: null, stream };
  const data = payloadText(event, scale);
  if (item.kind === 'message') return streamLine({ ...line, data });
  const url = `synthetic://venue/fapi/v1/depth?symbol=${event.symbol}&limit=1000`;
  return snapshotLine({ ...line, data, url, sentUs: item.askedUs });
}

function count(state: RecordingState, name: string): void {
  state.lines[name] = (state.lines[name] ?? 0) + 1;
}
