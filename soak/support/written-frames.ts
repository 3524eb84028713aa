// Lines that v13 itself writes around a stream, and lines of the original design, as starting points for mutations.

import { FRAME } from '../../src/core/market/frame.js';
import type { RawFrame } from '../../test/support/frames.js';

const START_US = 1_767_225_600_000_000;
const timeOf = (n: number): string => {
  const us = START_US + n * 10_000;
  return `${Math.floor(us / 1000)}.${String(us % 1000).padStart(3, '0')}`;
};

const HEADER = (session: string, segment: number): string =>
  `"control":"session","format":"v13-raw","version":1,"session":"${session}","venue":"binance-usdm","env":"testnet",` +
  '"host":"fstream.binance.com","symbols":[{"symbol":"BTCUSDT","tick":"0.10","step":"0.001"},' +
  '{"symbol":"ETHUSDT","tick":"0.01","step":"0.001"}],"streams":["depth@100ms","aggTrade"],"config":null,' +
  `"generator":null,"software":"v13 0.1.0","segment":${segment}`;
const CHECKPOINT = (symbol: string, lastId: number): string =>
  `"control":"checkpoint","symbol":"${symbol}","last_id":${lastId},"bids":[["2681.6","1.165"],["2681.5","7"]],` +
  '"asks":[["2681.7","73.077"]],"trade_id":null';
const HEALED = (id: number): string =>
  '"latency_event_ms":null,"latency_pipeline_ms":0.041,"stream":"ethusdt@healedTrade",' +
  `"url":"https://fapi.binance.com/fapi/v1/aggTrades?symbol=ETHUSDT&fromId=${id}","sent_at":${timeOf(0)},` +
  `"available_at":${timeOf(1)},"data":{"a":${id},"p":"2681.62","q":"0.${id % 1000}1","f":${id * 2},"l":${id * 2 + 1},` +
  `"T":${1_767_225_600_000 + id},"m":${id % 2 === 0}}`;
const SNAPSHOT = (id: number): string =>
  '"latency_event_ms":null,"latency_pipeline_ms":0.380,"stream":"ethusdt@snapshot",' +
  `"url":"https://fapi.binance.com/fapi/v1/depth?symbol=ETHUSDT&limit=1000","sent_at":${timeOf(0)},` +
  `"data":{"lastUpdateId":${id},"E":1767225600501,"T":1767225600493,"bids":[["2681.62","1.165"]],"asks":[["2681.63","73.077"],["2681.70","0.001"]]}`;
const DEPTH = (id: number): string =>
  '"latency_event_ms":-1.5,"latency_pipeline_ms":0.041,"stream":"ethusdt@depth@100ms",' +
  `"data":{"e":"depthUpdate","E":1767225600313,"T":1767225600310,"s":"ETHUSDT","U":${id + 1},"u":${id + 10},"pu":${id},` +
  '"b":[["2681.62","1.165"],["2681.60","0.000"]],"a":[["2681.66","0.5"]]}';
const AGGREGATE = (id: number): string =>
  '"latency_event_ms":-1.5,"latency_pipeline_ms":0.041,"stream":"ethusdt@aggTrade",' +
  `"data":{"e":"aggTrade","E":1767225600313,"s":"ETHUSDT","a":${id},"p":"2681.62","q":"0.${id % 1000}","nq":"0.1",` +
  `"f":${id * 2},"l":${id * 2 + 1},"T":${1_767_225_600_000 + id},"m":true}`;

const TROUBLE: readonly string[] = [
  '"control":"disconnect","symbols":null,"reason":"socket closed (1006)","route":"public"',
  '"control":"silence","symbols":["ETHUSDT"],"reason":"no message for 30 s"',
  '"control":"clock_step","step_us":-1500',
  '"control":"rest_failure","symbols":["ETHUSDT","BTCUSDT"],"reason":"HTTP 503"',
  '"control":"gap","symbol":"ETHUSDT","stream":"depth","from_id":14,"to_id":19',
  '"control":"resync","symbol":"ETHUSDT","last_id":25',
  '"control":"rollover","route":"market","streams":8,"symbols":null',
  `"control":"seal","segment":0,"lines":120,"bytes":34512,"sha256":"${'0f'.repeat(32)}","state":"clean","torn_bytes":0`,
  '"latency_event_ms":null,"latency_pipeline_ms":0.012,"stream":null,"malformed":"eyJlIjoiZGVw"',
  '"latency_pipeline_ms":0.1,"data":{"e":"aggTrade","E":1,"s":"ETHUSDT","a":7,"p":"1.5","q":"2","f":1,"l":2,"T":1,"m":false},"stream":"ethusdt@aggTrade"',
];

/** What stands behind `{"ts_recv":…,` of 240 lines: every kind, over and over, with ids that go on. */
function bodies(): string[] {
  return Array.from({ length: 240 }, (_, n) => {
    const turn = Math.floor(n / 12);
    const id = 5000 + turn * 10;
    switch (n % 12) {
      case 0:
        return HEADER(`20260101T000000Z-${turn % 7}`, turn);
      case 1:
        return CHECKPOINT(turn % 3 === 0 ? 'BTCUSDT' : 'ETHUSDT', id);
      case 2:
        return SNAPSHOT(id);
      case 3:
      case 8:
        return DEPTH(id);
      case 4:
      case 6:
      case 10:
        return HEALED(id + n);
      case 5:
      case 7:
        return AGGREGATE(id + (n % 12));
      default:
        return TROUBLE[n % TROUBLE.length] ?? '';
    }
  });
}

/** Whole lines of format v13-raw with all that is rare in a recording. */
export const ownLineTexts = (): string[] => bodies().map((body, n) => `{"ts_recv":${timeOf(n)},${body}}`);

/** Their frames as the readers cut them: some streams behind their first key, everything else whole. */
export function ownLines(): RawFrame[] {
  return ownLineTexts().map((text, n): RawFrame => {
    const recvUs = START_US + n * 10_000;
    if (text.includes('"control":')) return { text, recvUs, kind: FRAME.control };
    const at = text.indexOf('"stream":"');
    const isLine = at < 0 || n % 5 === 0;
    return isLine ? { text, recvUs, kind: FRAME.rawLine } : { text: text.slice(at), recvUs };
  });
}

interface Depth {
  readonly E: number;
  readonly s: string;
  readonly U: number;
  readonly u: number;
  readonly pu: number;
  readonly b: readonly (readonly [string, string])[];
  readonly a: readonly (readonly [string, string])[];
}

/** A depth message as a line of the original design; every other one with its numbers as JSON numbers. */
export function originalText(data: Depth, recvUs: number, asNumbers: boolean): string {
  const side = (levels: Depth['b']): unknown => (asNumbers ? levels.map((level) => level.map(Number)) : levels);
  const { E, U, u, pu, s } = data;
  const rest = { symbol: s, E, U, u, pu, bids: side(data.b), asks: side(data.a), latency_event_ms: 12.5 };
  return `{"ts_recv":${Math.floor(recvUs / 1000)}.${String(recvUs % 1000).padStart(3, '0')},${JSON.stringify(rest).slice(1)}`;
}

export function originalRun(frames: readonly RawFrame[]): RawFrame[] {
  const depth = frames.filter(({ text }) => String(text).includes('"depthUpdate"')).slice(0, 400);
  return depth.map(({ text, recvUs }, n) => {
    const { data } = JSON.parse(`{${String(text).replace(/^\{/, '')}`) as { data: Depth };
    return { text: originalText(data, recvUs, n % 2 === 0), recvUs, kind: FRAME.originalLine, hint: data.s };
  });
}
