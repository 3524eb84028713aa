// A capture with its screen in a pseudo-terminal, in a shell that notes how the terminal was before and is afterwards; its
// threads crash on demand.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BINARY, ensureBuilt, freshFolder } from './cli.js';
import { type PtyScreen, openPty } from './pty-screen.js';
import { until } from './running-capture.js';

/** Loaded into each thread before the program: tells the pid, and throws as soon as a file of that name is there. */
const PRELOAD = `
const { isMainThread, workerData } = require('node:worker_threads');
const { existsSync, writeFileSync } = require('node:fs');
const place = process.env.TEST_PLACE;
const role = isMainThread ? 'main' : workerData?.gate === undefined ? 'other' : 'screen';
if (role === 'main') writeFileSync(place + '/pid', String(process.pid));
setInterval(() => {
  if (existsSync(place + '/crash-' + role)) throw new Error('a crash on purpose');
}, 20).unref();
`;

/** Control characters and settings of the terminal stand in files: before the program, whenever it stops, and after it. */
const SHELL = `
set -m
stty -g > "$TEST_PLACE/before"
"$@"
code=$?
while [ "$code" = 148 ]; do
  stty -g > "$TEST_PLACE/stopped"
  echo "stopped"
  read -r _
  fg %1 > /dev/null
  code=$?
done
stty -g > "$TEST_PLACE/after"
echo "code $code"
`;

export interface LiveScreen extends PtyScreen {
  /** Data root of the capture. */
  readonly data: string;
  /** Of the program itself, once it has started. */
  readonly programPid: () => number;
  crash(thread: 'main' | 'screen'): void;
  /** What stty said. */
  settings(when: 'before' | 'stopped' | 'after'): string | null;
  remove(): void;
}

export interface LiveScreenWish {
  /** Of an emulator that runs. */
  readonly url: string;
  readonly symbols?: string;
  readonly flags?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly variables?: Readonly<Record<string, string>>;
}

export function openLiveScreen(wish: LiveScreenWish): LiveScreen {
  ensureBuilt();
  const { url, symbols = 'ETHUSDT', flags = [], columns = 120, rows = 40, variables = {} } = wish;
  const folder = freshFolder();
  const place = folder.path;
  const data = join(place, 'data');
  const preload = join(place, 'preload.cjs');
  writeFileSync(preload, PRELOAD);
  const words = ['capture', '--env', 'emulator', '--base-url', url, '--symbol', symbols, '--data', data];
  const more = ['--min-free', '1MB', '--z-window', '20', '--lang', 'en', '--tz', 'UTC', ...flags];
  const screen = openPty('bash', ['-c', SHELL, 'bash', process.execPath, BINARY, ...words, ...more], {
    ...{ columns, rows },
    variables: {
      ...{ LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', V13_CONFIG: '', TEST_PLACE: place },
      ...{ NODE_OPTIONS: `--require ${preload}`, ...variables },
    },
  });
  const read = (name: string): string | null => {
    const path = join(place, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  };
  return {
    ...screen,
    data,
    programPid: () => Number(read('pid')),
    crash: (thread) => writeFileSync(join(place, `crash-${thread}`), ''),
    settings: read,
    remove: () => folder.remove(),
  };
}

/** The shell's last word: the terminal is compared with how it was then. */
export async function endOf(screen: LiveScreen): Promise<number> {
  const code = await screen.ended;
  await until(() => screen.settings('after') !== null);
  return Number(/code (\d+)/.exec(screen.terminal.lines().join('\n'))?.[1] ?? code);
}
