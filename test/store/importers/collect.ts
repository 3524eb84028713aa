// Reads inputs to their end into plain values that tests can compare.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll } from 'vitest';
import { listInputs } from '../../../src/store/inputs.js';
import { type OpenedFrames, openFrameFeed, type OpenOptions } from '../../../src/store/importers/open.js';

export interface Frame {
  readonly text: string;
  readonly us: number;
  readonly kind: number;
  readonly line: number;
  readonly hint: string | null;
  readonly file: string;
}

export async function drain(opened: OpenedFrames): Promise<Frame[]> {
  const frames: Frame[] = [];
  for (let batch = await opened.feed.next(); batch !== null; batch = await opened.feed.next()) {
    const bytes = Buffer.from(batch.bytes.buffer, batch.bytes.byteOffset, batch.bytes.length);
    for (let i = 0; i < batch.count; i++) {
      frames.push({
        text: bytes.toString('utf8', batch.start[i], batch.end[i]),
        us: batch.recvUs[i]!,
        kind: batch.kind[i]!,
        line: batch.line[i]!,
        hint: batch.hints.get(i) ?? null,
        file: basename(opened.inputs[batch.input]!.path),
      });
    }
  }
  return frames;
}

export interface Reading {
  readonly opened: OpenedFrames;
  readonly frames: Frame[];
  /** `code:line` of each problem kept. */
  readonly problems: string[];
}

export async function readAll(paths: string | string[], options?: OpenOptions): Promise<Reading> {
  const opened = await openFrameFeed(listInputs(typeof paths === 'string' ? [paths] : paths), options);
  const frames = await drain(opened);
  return { opened, frames, problems: opened.problems.kept.map(({ code, line }) => `${code}:${line}`) };
}

/** What a replay sees of a frame: not where it lay. */
export const content = (frames: readonly Frame[]): string[] =>
  frames.map(({ us, kind, text, hint }) => `${us} ${kind} ${hint} ${text}`);

/** A fresh folder for this test file, and a way to put files there. */
export function temporaryFolder(): { folder: string; put: (name: string, content: string | Uint8Array) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'v13-importers-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    put(name, bytes) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    },
  };
}

export const START_MS = 1723161255000;

/** A v13 stream line `us` µs after the start of the made-up recordings. */
export function rawLine(us: number, stream = 'ethusdt@trade', data = '{"e":"trade"}'): string {
  const ms = START_MS + Math.floor(us / 1000);
  const time = `${ms}.${String(us % 1000).padStart(3, '0')}`;
  return `{"ts_recv":${time},"latency_event_ms":null,"latency_pipeline_ms":0.041,"stream":"${stream}","data":${data}}`;
}

export function sessionLine(us: number, session: string, extra = '"version":1'): string {
  const ms = START_MS + Math.floor(us / 1000);
  return `{"ts_recv":${ms}.${String(us % 1000).padStart(3, '0')},"control":"session","format":"v13-raw",${extra},"session":"${session}"}`;
}

/** A line as the hftbacktest collector writes it. */
export function collectorLine(us: number, symbol = 'ethusdt', note = ''): string {
  return `${START_MS * 1000 + us} {"stream":"${symbol}@trade","data":{"e":"trade","n":"${note}"}}`;
}
