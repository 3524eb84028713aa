// The recordings of shared/data with what is known of them, and their lines read the plain way: gunzip, split, cut.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Decimal } from '../../src/core/market/decimal.js';
import type { Instrument, Venue } from '../../src/core/market/instrument.js';
import { testData } from './data.js';
import { type RawFrame, snapshotFrame } from './frames.js';

/** What an independent computation found for one symbol. */
export interface SymbolFacts {
  readonly symbol: string;
  readonly tick: string;
  readonly step: string;
  /** Diffs applied; those that came after their snapshot and can be held against a bookTicker. */
  readonly applied: number;
  readonly compared: number;
  /** Signed taker volume as decimal text. */
  readonly volume: string;
}

export interface Recording {
  readonly name: string;
  readonly venue: Venue;
  readonly files: readonly string[];
  readonly messages: { readonly depth: number; readonly bookTicker: number; readonly trade: number };
  readonly others: { readonly aggTrade: number; readonly markPrice: number; readonly snapshot: number };
  readonly symbols: readonly SymbolFacts[];
}

const COUNTS_2021 = { aggTrade: 574, markPrice: 0, snapshot: 5 };
const ONE_SNAPSHOT = { aggTrade: 0, markPrice: 0, snapshot: 1 };

export const BTC_2024: Recording = {
  name: 'BTCUSDT 2024',
  venue: 'binance-usdm',
  files: ['usdm-btc-eth-2024-08-08/btcusdt_20240808.gz'],
  messages: { depth: 6551, bookTicker: 66_089, trade: 21_313 },
  others: ONE_SNAPSHOT,
  symbols: [{ symbol: 'BTCUSDT', tick: '0.1', step: '0.001', applied: 6547, compared: 6545, volume: '73.786' }],
};

export const ETH_2024: Recording = {
  name: 'ETHUSDT 2024',
  venue: 'binance-usdm',
  files: ['usdm-btc-eth-2024-08-08/ethusdt_20240808.gz'],
  messages: { depth: 6586, bookTicker: 53_992, trade: 14_076 },
  others: ONE_SNAPSHOT,
  symbols: [{ symbol: 'ETHUSDT', tick: '0.01', step: '0.001', applied: 6581, compared: 6579, volume: '756.180' }],
};

export const BTC_2023: Recording = {
  name: 'BTCUSDT 2023',
  venue: 'binance-usdm',
  files: ['usdm-btcusdt-2023-04-04/btcusdt_20230404.dat.gz', 'usdm-btcusdt-2023-04-04/btcusdt_20230405.dat.gz'],
  messages: { depth: 16_110, bookTicker: 44_205, trade: 12_935 },
  others: { aggTrade: 0, markPrice: 514, snapshot: 1 },
  symbols: [{ symbol: 'BTCUSDT', tick: '0.1', step: '0.001', applied: 16_110, compared: 16_110, volume: '-8.937' }],
};

export const FIVE_2021: Recording = {
  name: 'five symbols 2021',
  venue: 'binance-usdm',
  files: ['usdm-5symbols-2021-04-05/cryptofeed-5symbols.txt.gz'],
  messages: { depth: 4423, bookTicker: 3424, trade: 0 },
  others: COUNTS_2021,
  symbols: [
    { symbol: 'BATUSDT', tick: '0.0001', step: '0.1', applied: 885, compared: 885, volume: '-1840.2' },
    { symbol: 'CTKUSDT', tick: '0.00001', step: '1', applied: 924, compared: 924, volume: '-4007' },
    { symbol: 'NEOUSDT', tick: '0.001', step: '0.01', applied: 938, compared: 938, volume: '-212.35' },
    { symbol: 'SANDUSDT', tick: '0.00001', step: '1', applied: 879, compared: 879, volume: '15177' },
    { symbol: 'CHRUSDT', tick: '0.0001', step: '1', applied: 769, compared: 755, volume: '2208' },
  ],
};

export const NEXO_2024: Recording = {
  name: 'NEXOUSDT spot 2024',
  venue: 'binance-spot',
  files: ['23', '24', '25'].map((day) => `spot-nexousdt-2024-07-23/nexousdt_202407${day}.dat.gz`),
  messages: { depth: 99_030, bookTicker: 48_992, trade: 18_817 },
  others: ONE_SNAPSHOT,
  symbols: [
    { symbol: 'NEXOUSDT', tick: '0.001', step: '0.01', applied: 99_030, compared: 99_028, volume: '295066.46' },
  ],
};

export const RECORDINGS: readonly Recording[] = [BTC_2024, ETH_2024, BTC_2023, FIVE_2021, NEXO_2024];

/** Paths of the recording's files, or null where one is absent. */
export function pathsOf(recording: Recording): string[] | null {
  const paths = recording.files.map(testData).filter((path) => path !== null);
  return paths.length === recording.files.length ? paths : null;
}

/** "0.001" as mantissa 1 with three decimals; steps here are powers of ten. */
export function unitOf(text: string): Decimal {
  return { mantissa: 1, decimals: text.includes('.') ? text.length - text.indexOf('.') - 1 : 0 };
}

export const instrumentOf = (facts: SymbolFacts, venue: Venue): Instrument => ({
  symbol: facts.symbol,
  venue,
  tick: unitOf(facts.tick),
  step: unitOf(facts.step),
  unitsFrom: 'stated',
});

export interface Line {
  readonly recvUs: number;
  readonly json: string;
  /** Symbol of a REST snapshot; null for stream messages. */
  readonly snapshotOf: string | null;
}

const COLLECTOR = /^(\d{16})(?:\d{3})? (\{.*)$/;
const CRYPTOFEED = /^(?:http\S+symbol=([A-Z]+)\S* -> )?(\d{10})\.(\d+): (\{.*)$/;

/** All messages of the files in their order. Knows nothing of our own readers. */
export function linesOf(recording: Recording, paths: readonly string[]): Line[] {
  const only = recording.symbols[0]!.symbol;
  const lines: Line[] = [];
  for (const path of paths) {
    for (const text of gunzipSync(readFileSync(path)).toString('latin1').split('\n')) {
      const collector = COLLECTOR.exec(text);
      if (collector !== null) {
        const snapshotOf = collector[2]!.startsWith('{"lastUpdateId"') ? only : null;
        lines.push({ recvUs: Number(collector[1]), json: collector[2]!, snapshotOf });
        continue;
      }
      const feed = CRYPTOFEED.exec(text);
      if (feed === null) continue;
      const recvUs = Number(feed[2]! + feed[3]!.padEnd(6, '0').slice(0, 6));
      lines.push({ recvUs, json: feed[4]!, snapshotOf: feed[1] ?? null });
    }
  }
  return lines;
}

export const instrumentsOf = ({ symbols, venue }: Recording): Instrument[] =>
  symbols.map((facts) => instrumentOf(facts, venue));

/** The lines as frames. */
export const framesIn = (recording: Recording, paths: readonly string[]): RawFrame[] =>
  linesOf(recording, paths).map(({ recvUs, json, snapshotOf }) =>
    snapshotOf === null ? { text: json, recvUs } : snapshotFrame(snapshotOf, recvUs, json),
  );
