// stdout for data, stderr for talk: who may write what, and what happens when the reader goes away.

import type { Writable } from 'node:stream';
import { storeError } from '../platform/atomic-file.js';
import { BrokenPipeError } from '../platform/errors.js';
import type { DataWriter, Talk } from './context.js';
import { visibleText } from './visible-text.js';

const isBrokenPipe = (error: Error) =>
  'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');

/** What the system said of standard output: the reader has gone, or there is no room where it leads. */
export const told = (error: unknown): Error =>
  error instanceof Error && isBrokenPipe(error) ? new BrokenPipeError() : storeError('standard output', error);

/** Writes with back-pressure; throws BrokenPipeError or StoreError. `onBroken` is called once when the reader has gone. */
export function dataWriter(stream: Writable, onBroken: (error: BrokenPipeError) => void): DataWriter {
  let broken: Error | null = null;
  stream.on('error', (error: Error) => {
    if (broken !== null) return;
    broken = told(error);
    if (broken instanceof BrokenPipeError) onBroken(broken);
  });
  return {
    write: (chunk) =>
      new Promise((resolve, reject) => {
        if (broken !== null) {
          reject(broken);
          return;
        }
        try {
          stream.write(chunk, (error) => {
            if (error) reject(told(error));
            else resolve();
          });
        } catch (error) {
          // A file behind standard output is written to at once, and says so by throwing.
          reject(told(error));
        }
      }),
  };
}

/** The line at the bottom of stderr that other lines must not run into: the progress bar. */
export interface TalkStream {
  print(text: string): void;
  /** Draws over the last drawn line. */
  draw(line: string): void;
  clear(): void;
}

export function talkStream(stream: Writable): TalkStream {
  let drawn = '';
  // A closed stderr must not end the work.
  stream.on('error', () => undefined);
  const clear = () => {
    if (drawn !== '') stream.write('\r\u001b[2K');
  };
  return {
    print(text) {
      clear();
      stream.write(`${text}\n`);
      if (drawn !== '') stream.write(drawn);
    },
    draw(line) {
      clear();
      stream.write(line);
      drawn = line;
    },
    clear() {
      clear();
      drawn = '';
    },
  };
}

export interface Loudness {
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** What a warning begins with. */
  readonly warning?: string;
}

export function talk(stream: TalkStream, { quiet, verbose, warning = 'warning: ' }: Loudness): Talk {
  return {
    info: (text) => {
      if (!quiet) stream.print(text);
    },
    detail: (text) => {
      if (verbose && !quiet) stream.print(text);
    },
    warn: (text) => {
      stream.print(`${warning}${text.split('\n').map(visibleText).join('\n')}`);
    },
  };
}
