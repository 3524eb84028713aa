// Runs of consecutive frames of one stream, as starting points for mutations: from the recordings, and as sent in 2026.

import type { Instrument } from '../../src/core/market/instrument.js';
import {
  FIVE_2021,
  BTC_2023,
  BTC_2024,
  NEXO_2024,
  type Recording,
  instrumentOf,
  linesOf,
  pathsOf,
  unitOf,
} from './recordings.js';
import { streamText } from './frames.js';

export interface Sample {
  readonly stream: string;
  readonly instrument: Instrument;
  /** Consecutive frames of the stream. */
  readonly frames: readonly string[];
  /** Snapshot body that the first frame continues, for depth streams. */
  readonly snapshot: string | null;
}

const RUN = 6;

function snapshotBefore(frame: string): string | null {
  const { data } = JSON.parse(frame) as { data: { e?: string; U: number; pu?: number } };
  if (data.e !== 'depthUpdate') return null;
  return `{"lastUpdateId":${data.pu ?? data.U - 1},"bids":[],"asks":[]}`;
}

/** A run of every stream of the recording, from about `skip` messages in, with no more than `most` bytes a frame. */
function samplesOf(recording: Recording, skip: number, most: number): Sample[] {
  const paths = pathsOf(recording);
  if (paths === null) return [];
  const runs = new Map<string, string[]>();
  for (const { json, snapshotOf } of linesOf(recording, paths).slice(skip)) {
    if (snapshotOf !== null) continue;
    const stream = json.slice(11, json.indexOf('"', 11));
    const run = runs.get(stream) ?? [];
    runs.set(stream, run);
    // A frame that is left out would be a gap: only runs of small frames in a row are taken.
    if (run.length < RUN && json.length > most) run.length = 0;
    else if (run.length < RUN) run.push(json);
  }
  return [...runs].flatMap(([stream, frames]) => {
    const facts = recording.symbols.find(({ symbol }) => stream.startsWith(symbol.toLowerCase()));
    if (facts === undefined || frames.length < RUN) return [];
    const instrument = instrumentOf(facts, recording.venue);
    return [{ stream, instrument, frames, snapshot: snapshotBefore(frames[0]!) }];
  });
}

/** Runs from all venues and years; none where the recordings are absent. */
export const recordedSamples = (): Sample[] => [
  ...samplesOf(BTC_2024, 3000, 900),
  ...samplesOf(BTC_2023, 20_000, 900),
  ...samplesOf(FIVE_2021, 2000, 700).filter(({ stream }) => /^(bat|sand|neo)usdt/.test(stream)),
  ...samplesOf(NEXO_2024, 9000, 700),
];

const PERPETUAL: Instrument = {
  symbol: 'BTCUSDT',
  venue: 'binance-usdm',
  tick: unitOf('0.1'),
  step: unitOf('0.001'),
  unitsFrom: 'stated',
};
/** A symbol in Chinese characters, as some are; tick 0.5, step 10. */
const NAMED: Instrument = {
  symbol: '币安人生USDT',
  venue: 'binance-usdm',
  tick: { mantissa: 5, decimals: 1 },
  step: { mantissa: 10, decimals: 0 },
  unitsFrom: 'stated',
};

const six = (write: (n: number) => string): string[] => Array.from({ length: RUN }, (_, n) => write(n));

/** Payloads in the shape of 2026, with their additional keys. */
export const writtenSamples = (): Sample[] => {
  const depth = (s: string, price: string, qty: string) => (n: number) =>
    streamText(
      `${s.toLowerCase()}@depth@100ms`,
      `{"e":"depthUpdate","E":${1791000000000 + n * 100},"T":${1791000000000 + n * 100 - 3},"s":"${s}","U":${1000 + n * 10},"u":${1005 + n * 10},"pu":${n === 0 ? 990 : 995 + n * 10},"b":[["${price}","${qty}"]],"a":[],"ps":"${s}","st":1}`,
    );
  const agg = (n: number) =>
    streamText(
      'btcusdt@aggTrade',
      `{"e":"aggTrade","E":${1791000000000 + n},"s":"BTCUSDT","a":${99999997 + n},"p":"61800.20","q":"0.${100 + n}","nq":"0.05${n}","f":${500 + 2 * n},"l":${501 + 2 * n},"T":${1791000000000 + n},"m":${n % 2 === 0},"st":1}`,
    );
  const mark = (n: number) =>
    streamText(
      'btcusdt@markPrice@1s',
      `{"e":"markPriceUpdate","E":${1791000000000 + n * 1000},"s":"BTCUSDT","p":"28155.1000000${n}","ap":"28150.00000000","P":"28141.47600845","i":"28165.04857143","r":"${n % 2 === 0 ? '-' : ''}0.0000276${n}","T":1791014400000,"st":1}`,
    );
  const runOf = (instrument: Instrument, frames: string[]): Sample => ({
    stream: (JSON.parse(frames[0]!) as { stream: string }).stream,
    instrument,
    frames,
    snapshot: snapshotBefore(frames[0]!),
  });
  return [
    runOf(PERPETUAL, six(depth('BTCUSDT', '61800.20', '2.507'))),
    runOf(PERPETUAL, six(agg)),
    runOf(PERPETUAL, six(mark)),
    runOf(NAMED, six(depth('币安人生USDT', '7.5', '120'))),
  ];
};
