// Lines of the recordings of shared/data, cut the plain way: receive time, stream, payload.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface RecordedLine {
  readonly recvMs: number;
  readonly stream: string;
  readonly payload: string;
}

/** Seconds with a fraction, µs or ns, told apart by their digits. */
function toMs(text: string): number {
  if (text.includes('.')) return Number(text) * 1_000;
  return text.length >= 19 ? Number(text.slice(0, -3)) / 1_000 : Number(text) / 1_000;
}

/** Messages of streams only, in the order of the files. */
export function* recordedLines(paths: readonly string[]): Generator<RecordedLine> {
  for (const path of paths) {
    for (const line of gunzipSync(readFileSync(path)).toString('utf8').split('\n')) {
      const [, time, stream, payload] = /^(\d+(?:\.\d+)?):? \{"stream":"([^"]+)","data":(.*)\}$/.exec(line) ?? [];
      if (time !== undefined && stream !== undefined && payload !== undefined)
        yield { recvMs: toMs(time), stream, payload };
    }
  }
}
