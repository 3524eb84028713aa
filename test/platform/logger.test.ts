// The log: lines in daily files through pino's worker, from source and bundled; broken disks; the end of a process.

import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agedLogs } from '../../src/platform/log-files.js';
import { type LoggerOptions, openLogger } from '../../src/platform/logger.js';
import { Secret } from '../../src/platform/secrets.js';
import { freshFolder } from '../support/cli.js';
import { ROOT } from '../support/docs.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const DAY_MS = 86_400_000;
const NOON = Date.parse('2026-03-10T12:00:00Z');

function open(options: Partial<LoggerOptions> = {}) {
  const complaints: string[] = [];
  const complain = (text: string) => complaints.push(text);
  const path = join(folder.path, 'logs');
  return { complaints, path, log: openLogger({ folder: path, level: 'info', complain, now: () => NOON, ...options }) };
}

const linesOf = (...path: string[]) =>
  readFileSync(join(folder.path, 'logs', ...path), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('lines', () => {
  test('hold level, time, context, fields and message; nothing below the level; no secrets', async () => {
    const { log, complaints } = open({ context: { session: 'S1' }, secrets: [new Secret('hunter2')] });
    log.debug('not wanted');
    log.info('connected', { route: 'public', apiKey: 'k', url: 'http://u:p@host/' });
    log.error('said hunter2', { error: new Error('no') });
    await log.close();
    const time = '2026-03-10T12:00:00.000Z';
    const [first, second] = linesOf('v13-2026-03-10.log');
    expect(first).toEqual({
      level: 'info',
      time,
      session: 'S1',
      route: 'public',
      apiKey: '[hidden]',
      url: 'http://[hidden]@host/',
      msg: 'connected',
    });
    expect(second).toMatchObject({ level: 'error', msg: 'said [hidden]', error: { type: 'Error', message: 'no' } });
    expect({ complaints, ...log.state() }).toMatchObject({
      complaints: [],
      written: 2,
      depth: 0,
      drops: 0,
      failure: null,
    });
  });

  test('a value that changes after the call is logged as it was', async () => {
    const { log } = open();
    const state = { at: 1 };
    log.info('now', { state });
    state.at = 2;
    await log.close();
    expect(linesOf('v13-2026-03-10.log')[0]).toMatchObject({ state: { at: 1 } });
  });

  test('100,000 of them come out in order; what was dropped is counted', async () => {
    const { log } = open({ capacity: 1_000 });
    for (let k = 0; k < 100_000; k++) {
      log.info('line', { k });
      if (k % 5_000 === 0) await log.flush();
    }
    await log.close();
    const numbers = linesOf('v13-2026-03-10.log').map(({ k }) => k as number);
    expect(numbers.length + log.state().drops).toBe(100_000);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers.at(-1)).toBe(99_999);
    expect(log.state().maxDepth).toBe(1_000);
  });

  test('errors beyond the capacity are all there', async () => {
    const { log } = open({ capacity: 10 });
    for (let k = 0; k < 100; k++) log.error('bad', { k });
    await log.close();
    expect(
      linesOf('v13-2026-03-10.log')
        .map(({ k }) => k as number)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 100 }, (_, k) => k));
    expect(log.state().drops).toBe(0);
  });
});

describe('days', () => {
  test('each has its file, appended to by the next run', async () => {
    let now = Date.parse('2026-03-10T23:59:59.900Z');
    for (const run of [1, 2]) {
      now = Date.parse('2026-03-10T23:59:59.900Z');
      const { log } = open({ now: () => now });
      log.info('evening', { run });
      await log.flush();
      now += 200;
      log.info('morning', { run });
      await log.close();
    }
    expect(readdirSync(join(folder.path, 'logs'))).toEqual(['v13-2026-03-10.log', 'v13-2026-03-11.log']);
    expect(linesOf('v13-2026-03-10.log')).toMatchObject([
      { run: 1, msg: 'evening' },
      { run: 2, msg: 'evening' },
    ]);
    expect(linesOf('v13-2026-03-11.log')).toMatchObject([
      { run: 1, msg: 'morning' },
      { run: 2, msg: 'morning' },
    ]);
  });

  test('files of more than the kept days go, others stay', async () => {
    const { log, path } = open({ keptDays: 8 });
    mkdirSync(path);
    const day = (back: number) => new Date(NOON - back * DAY_MS).toISOString().slice(0, 10);
    const names = [
      `v13-${day(9)}.log`,
      `v13-${day(8)}.log`,
      `v13-${day(400)}.log`,
      'v13-2020-01-01.log.gz',
      'other-2020-01-01.log',
    ];
    for (const name of names) writeFileSync(join(path, name), '');
    log.info('x');
    await log.close();
    expect(readdirSync(path).sort()).toEqual([names[1], names[3], names[4], 'v13-2026-03-10.log'].sort());
  });

  test('fewer than 7 kept days are refused', () => {
    expect(() => open({ keptDays: 6 })).toThrow(RangeError);
    expect(agedLogs(['v13-2026-03-03.log', 'v13-2026-03-02.log'], '2026-03-10', 7)).toEqual(['v13-2026-03-02.log']);
  });
});

describe('a disk that cannot be written', () => {
  const full = () => {
    mkdirSync(join(folder.path, 'logs'));
    symlinkSync('/dev/full', join(folder.path, 'logs', 'v13-2026-03-10.log'));
  };

  test.skipIf(process.platform !== 'linux')('full: reported once, nothing thrown, lines counted as lost', async () => {
    full();
    const { log, complaints } = open({ retryMs: 20 });
    for (let k = 0; k < 300; k++) {
      log.info('line', { k });
      if (k % 100 === 0) await log.flush();
    }
    await log.close();
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(/the log cannot be written.*ENOSPC/);
    expect(log.state().drops).toBe(300);
    expect(log.state().failure).toMatch(/ENOSPC/);
  });

  test.skipIf(process.platform !== 'linux')(
    'one that does not answer: nothing waits for it, and it is said',
    async () => {
      const pipe = join(folder.path, 'logs', 'v13-2026-03-10.log');
      mkdirSync(join(folder.path, 'logs'));
      execFileSync('mkfifo', [pipe]);
      const { log, complaints } = open({ capacity: 10 });
      for (let k = 0; k < 100; k++) log.info('line', { k });
      const from = performance.now();
      await log.close();
      expect(performance.now() - from).toBeLessThan(4_500);
      expect(complaints).toEqual(['the log cannot be written, the work goes on without it: the disk does not answer']);
      expect(log.state().drops).toBe(100);
      // Lets the worker go, which waits for somebody to read.
      closeSync(openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK));
    },
  );

  test('a file in the way: reported once; written again when it is gone', async () => {
    const { log, complaints, path } = open({ retryMs: 20 });
    writeFileSync(path, '');
    log.info('waited');
    await until(() => complaints.length === 1);
    rmSync(path);
    log.info('kept');
    await until(() => {
      void log.flush();
      return complaints.length === 2;
    });
    await log.close();
    expect(complaints[1]).toBe('the log is written again; 0 lines were lost so far');
    expect(linesOf('v13-2026-03-10.log')).toMatchObject([{ msg: 'waited' }, { msg: 'kept' }]);
  });
});

/** Lets the event loop turn until something has come about. */
async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await turn();
}

describe('bundled as the executable is', () => {
  const program = `
    import { openLogger } from './src/platform/logger.js';
    const [folder, end] = process.argv.slice(2);
    const log = openLogger({ folder, level: 'info', complain: (text) => console.error(text) });
    for (let k = 0; k < 1000; k++) log.info('line', { k });
    const ends = {
      close: () => log.close(),
      exit: () => setTimeout(() => { log.info('late'); process.exit(0); }, 300),
      crash: () => setTimeout(() => { log.error('late'); throw new Error('crash'); }, 300),
      atOnce: () => process.exit(0),
      signal: () => { process.once('SIGTERM', () => log.close().then(() => process.exit(0))); setInterval(() => 0, 1e6); setTimeout(() => process.kill(process.pid, 'SIGTERM'), 200); },
    };
    ends[end]();
  `;
  const bundle = join(ROOT, 'dist', `logger-test-${process.pid}`);
  beforeEach(() => {
    mkdirSync(bundle, { recursive: true });
    const script = `
      import { build } from 'esbuild';
      await build({
        stdin: { contents: ${JSON.stringify(program)}, resolveDir: ${JSON.stringify(ROOT)}, loader: 'ts' },
        outfile: ${JSON.stringify(join(bundle, 'main.js'))}, bundle: true, format: 'esm', platform: 'node', target: 'node20',
        banner: { js: "import { createRequire as __createRequire } from 'node:module';\\nconst require = __createRequire(import.meta.url);" },
      });`;
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT });
  });
  afterEach(() => {
    rmSync(bundle, { recursive: true, force: true });
  });

  test.each([
    ['close', 1_000, 0],
    ['exit', 1_001, 0],
    ['crash', 1_001, 1],
    ['atOnce', 1_000, 0],
    ['signal', 1_000, 0],
  ])('no line is lost at: %s', (end, count, code) => {
    const logs = join(folder.path, 'logs');
    const { status, stderr } = spawnSync(process.execPath, [join(bundle, 'main.js'), logs, end], { encoding: 'utf8' });
    expect({ status, stderr: end === 'crash' ? '' : stderr }).toEqual({ status: code, stderr: '' });
    const lines = linesOf(readdirSync(logs)[0]!);
    expect(lines).toHaveLength(count);
    expect(lines.slice(0, 1_000).map(({ k }) => k)).toEqual(Array.from({ length: 1_000 }, (_, k) => k));
  });
});
