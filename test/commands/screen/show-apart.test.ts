// A screen in a thread of its own, seen from the main thread: what is answered, and that the terminal comes back whatever
// the thread does.

import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { runScreenApart } from '../../../src/commands/screen/show-apart.js';
import type { HostHandlers } from '../../../src/ui/run-screen.js';
import { LEAVE } from '../../../src/ui/painter.js';
import { freshFolder } from '../../support/cli.js';
import { until } from '../../support/running-capture.js';
import { screenSnapshot } from '../../support/screen-sample.js';

const folder = freshFolder();
afterAll(() => folder.remove());

/** The inside of a thread, in plain JavaScript: `gate` and `port` are there. */
function thread(name: string, body: string): string {
  const path = join(folder.path, `${name}.mjs`);
  const head = `import { parentPort as port, workerData } from 'node:worker_threads'; const { gate } = workerData;`;
  writeFileSync(path, `${head}\nAtomics.store(gate, 2, 1);\n${body}`);
  return path;
}

function open(file: string) {
  const written: string[] = [];
  const raw: boolean[] = [];
  const ending = new AbortController();
  const seen = { quits: 0, handlers: null as HostHandlers | null, isDetached: false };
  const keys = new PassThrough();
  const stdin = Object.assign(keys, {
    isTTY: true,
    setRawMode: (isRaw: boolean) => raw.push(isRaw),
    ref: () => keys,
    unref: () => keys,
  }) as unknown as NodeJS.ReadStream;
  const outlet = Object.assign(new EventEmitter(), {
    ...{ columns: 100, rows: 30, fd: 1 },
    write: (text: string) => written.push(text),
  });
  const choices = { theme: 'dark', isAscii: false, timeZone: 'UTC', lang: 'en', noColor: false } as const;
  const ended = runScreenApart({
    ...{ file, program: 'v13', stdin, stdout: outlet as unknown as NodeJS.WriteStream, signal: ending.signal },
    choices: { ...choices, symbol: null, frameRate: 10 },
    variables: {},
    source: {
      *steps() {
        yield;
        return screenSnapshot();
      },
    },
    host: {
      attach(handlers) {
        seen.handlers = handlers;
        return () => {
          seen.isDetached = true;
        };
      },
      stop: () => undefined,
    },
    onQuit: () => {
      seen.quits++;
      ending.abort();
    },
  });
  return { ended, written, raw, ending, seen, keys, outlet };
}

test('a crash of the thread: the terminal is restored, and the error is told', async () => {
  const { ended, written, raw, seen } = open(thread('crash', `throw new Error('a crash on purpose');`));
  await expect(ended).rejects.toThrow('a crash on purpose');
  expect(written).toEqual([LEAVE]);
  expect(raw.at(-1)).toBe(false);
  expect(seen.isDetached).toBe(true);
});

test('a thread that just ends with a code is a fault too', async () => {
  const { ended, written } = open(thread('code', `process.exit(7);`));
  await expect(ended).rejects.toThrow('code 7');
  expect(written).toEqual([LEAVE]);
});

test('keys, sizes and snapshots reach it; its quit is the command’s', async () => {
  const body = `
    const seen = [];
    port.on('message', (message) => {
      seen.push(message.kind === 'piece' ? message.piece.kind : message.kind);
      if (message.kind === 'keys' && message.text === 'q' && seen.includes('rest') && seen.includes('size')) {
        port.postMessage({ kind: 'quit' });
      }
      if (message.kind === 'end') { Atomics.store(gate, 2, 0); port.close(); }
    });
    port.postMessage({ kind: 'raw', isRaw: true });
    port.postMessage({ kind: 'ask', request: {} });`;
  const { ended, written, raw, seen, keys, outlet } = open(thread('talk', body));
  await until(() => raw.includes(true));
  outlet.emit('resize');
  const timer = setInterval(() => keys.write('q'), 50);
  await ended;
  clearInterval(timer);
  expect(seen.quits).toBeGreaterThan(0);
  // It had left the screen by itself.
  expect(written).toEqual([]);
  expect(raw.at(-1)).toBe(false);
});

test('a thread that does not end when it should is ended', async () => {
  const { ended, written, ending } = open(thread('stuck', `for (;;);`));
  setTimeout(() => ending.abort(), 100);
  const from = performance.now();
  await ended;
  expect(performance.now() - from).toBeLessThan(6_000);
  expect(written).toEqual([LEAVE]);
});

test('a stop from outside restores the terminal before it, whatever the thread is doing', async () => {
  const { ended, written, raw, ending, seen } = open(
    thread('stop', `port.postMessage({ kind: 'raw', isRaw: true }); for (;;);`),
  );
  await until(() => raw.includes(true));
  seen.handlers?.suspend();
  expect(written).toEqual([LEAVE]);
  expect(raw.at(-1)).toBe(false);
  ending.abort();
  await ended;
  expect(written).toEqual([LEAVE]);
});
