// Writer of the v13 raw format, version 1: one JSON object a line, keys in a fixed order. Lines end in \n here.

import { RAW_FORMAT_VERSION, type SessionHeader } from './session-header.js';

/** Integer µs as ms with exactly three decimals: 1723161255088169 → "1723161255088.169". */
export function msText(us: number): string {
  const size = Math.abs(us);
  const fraction = String(size % 1000).padStart(3, '0');
  return `${us < 0 ? '-' : ''}${Math.floor(size / 1000)}.${fraction}`;
}

const msOrNull = (us: number | null): string => (us === null ? 'null' : msText(us));

export interface RawLine {
  /** Receive time, integer µs; strictly increasing in a session. */
  readonly recvUs: number;
  /** Receive time minus the exchange's send time, µs, null where the message carries none. */
  readonly latencyEventUs: number | null;
  /** Time from receipt to the end of processing, µs, null where nothing was measured. */
  readonly latencyPipelineUs: number | null;
  /** `ethusdt@depth@100ms`. */
  readonly stream: string;
  /** The exchange's payload, verbatim JSON. */
  readonly data: string;
}

const head = (line: RawLine): string =>
  `{"ts_recv":${msText(line.recvUs)},"latency_event_ms":${msOrNull(line.latencyEventUs)},` +
  `"latency_pipeline_ms":${msOrNull(line.latencyPipelineUs)},"stream":"${line.stream}"`;

export const streamLine = (line: RawLine): string => `${head(line)},"data":${line.data}}\n`;

/** A REST snapshot at the place of its arrival. `sentUs`: when it was asked for. */
export const snapshotLine = (line: RawLine & { readonly url: string; readonly sentUs: number }): string =>
  `${head(line)},"url":${JSON.stringify(line.url)},"sent_at":${msText(line.sentUs)},"data":${line.data}}\n`;

/** A trade fetched over REST to fill a hole, at the place of its arrival: available from then on, and in no signal. */
export const healedLine = (line: RawLine & { readonly url: string; readonly sentUs: number }): string =>
  `${head(line)},"url":${JSON.stringify(line.url)},"sent_at":${msText(line.sentUs)},` +
  `"available_at":${msText(line.recvUs)},"data":${line.data}}\n`;

/** A frame that is no message of the protocol: its bytes are kept all the same. */
export const malformedLine = (line: Omit<RawLine, 'stream' | 'data'> & { readonly base64: string }): string =>
  `{"ts_recv":${msText(line.recvUs)},"latency_event_ms":${msOrNull(line.latencyEventUs)},` +
  `"latency_pipeline_ms":${msOrNull(line.latencyPipelineUs)},"stream":null,"malformed":"${line.base64}"}\n`;

/** A control line; `fields` follow in their own order and must be plain JSON. */
export function controlLine(recvUs: number, control: string, fields: object): string {
  const rest = JSON.stringify(fields).slice(1);
  return `{"ts_recv":${msText(recvUs)},"control":"${control}"${rest === '}' ? '' : ','}${rest}\n`;
}

/** The first line of a session, and of each of its later segments. */
export function sessionLine(recvUs: number, header: Omit<SessionHeader, 'version'>): string {
  const { session, venue, env, host, symbols, streams, config, generator, software, segment, imported } = header;
  const format = { format: 'v13-raw', version: RAW_FORMAT_VERSION };
  return controlLine(recvUs, 'session', {
    ...format,
    ...{ session, venue, env, host, symbols, streams, config, generator, software },
    ...(segment === null ? {} : { segment }),
    ...(imported === undefined || imported === null ? {} : { imported }),
  });
}
