// The frame with commands of our own: exit codes, streams, interruption, the broken pipe, bugs.

import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type CommandEntry, defineCommand } from '../../src/cli/command.js';
import type { Context } from '../../src/cli/context.js';
import type { ExitCode } from '../../src/cli/exit-codes.js';
import { main } from '../../src/cli/main.js';
import { listOption, switchOption, valueOption } from '../../src/cli/option.js';
import { integer } from '../../src/cli/values/number.js';
import { symbols } from '../../src/cli/values/symbol.js';
import { time } from '../../src/cli/values/time.js';
import type { World } from '../../src/cli/world.js';
import { DataError, InterruptedError, StoreError, VenueError, invariant } from '../../src/platform/errors.js';
import { NOON_US } from '../support/plan-env.js';

function collector(broken = false) {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString('utf8'));
      done(broken ? Object.assign(new Error('broken'), { code: 'EPIPE' }) : null);
    },
  });
  return { stream, text: () => chunks.join('') };
}

type Run = (ctx: Context) => Promise<ExitCode>;

function probe(run: Run): CommandEntry {
  const command = defineCommand({
    name: 'probe',
    summary: 'a command for tests',
    examples: [
      { line: 'v13 probe', does: 'one' },
      { line: 'v13 probe a', does: 'two' },
      { line: 'v13 probe --count 3', does: 'three' },
    ],
    arguments: [{ name: 'FILE', help: 'anything', required: false, variadic: true }],
    options: {
      count: valueOption({ flag: '--count', group: 'Input', value: 'N', parse: integer(), default: '1', help: 'n' }),
      symbol: listOption({ flag: '--symbol', group: 'Input', value: 'S', parse: symbols, default: null, help: 's' }),
      from: valueOption({ flag: '--from', group: 'Time', value: 'TIME', parse: time, default: null, help: 'f' }),
      deep: switchOption({ flag: '--deep', group: 'Input', help: 'd' }),
    },
    plan: ({ options, args }, env) => ({ ...options, args, zone: env.timeZone, root: env.dataRoot }),
    run: (_plan, ctx) => run(ctx),
  });
  return { name: 'probe', summary: command.summary, section: 'Compute', load: () => Promise.resolve(command) };
}

interface Outcome {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

async function call(
  argv: readonly string[],
  run: Run = () => Promise.resolve(0),
  changes: Partial<World> = {},
): Promise<Outcome> {
  const out = collector();
  const err = collector();
  const world: World = {
    argv,
    variables: {},
    cwd: '/nowhere',
    stdin: Readable.from([]),
    stdout: out.stream,
    stderr: err.stream,
    controller: new AbortController(),
    version: '1.2.3',
    nowUs: () => NOON_US,
    elapsedMs: () => 0,
    ...changes,
  };
  const entry = probe(run);
  const code = await main(world, { table: [entry], start: entry });
  return { code, out: out.text(), err: err.text() };
}

describe('what a command throws decides the exit code', () => {
  test.each([
    ['data', new DataError('bad line', { code: 'V13_LINE', path: 'a.ndjson', line: 7 }), 3],
    ['venue', new VenueError('banned', { code: 'V13_BANNED', retryable: true, httpStatus: 418 }), 4],
    ['store', new StoreError('full', { code: 'V13_FULL', hint: 'make room' }), 5],
    ['interruption', new InterruptedError('SIGINT'), 130],
  ])('%s', async (_, error, code) => {
    const outcome = await call(['probe'], () => Promise.reject(error));
    expect(outcome.code).toBe(code);
    expect(outcome.err.trimEnd().split('\n')).toHaveLength(1);
    expect(outcome.err).toContain(error.message);
  });

  test('help where there is no room: storage, not a bug', async () => {
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    const stdout = new Writable({ write: (_chunk, _encoding, done) => done(full) });
    const { code, err } = await call(['--help'], undefined, { stdout });
    expect([code, err]).toEqual([5, 'v13: cannot write standard output: the disk is full\n']);
  });

  test('a broken promise of our own is a bug: 70, stack, where to report', async () => {
    const outcome = await call(['probe'], () => {
      invariant(process.pid === -1, 'numbers are odd');
      return Promise.resolve(0);
    });
    expect(outcome.code).toBe(70);
    expect(outcome.err).toContain('this is a bug in v13: numbers are odd');
    expect(outcome.err).toContain('main.test.ts');
    expect(outcome.err).toContain('report it');
  });

  test('anything nobody raised on purpose is a bug too', async () => {
    const outcome = await call(['probe'], () => Promise.reject(new TypeError('x is not a function')));
    expect(outcome.code).toBe(70);
  });

  test('-v shows code and cause; --json gives the error as a document', async () => {
    const error = new DataError('bad', { code: 'V13_LINE', path: 'a', line: 7, cause: new Error('deep reason') });
    const verbose = await call(['probe', '-v'], () => Promise.reject(error));
    expect(verbose.err).toContain('V13_LINE');
    expect(verbose.err).toContain('deep reason');
    const json = await call(['probe', '--json'], () => Promise.reject(error));
    expect(JSON.parse(json.out)).toMatchObject({
      schema: 'v13.error/1',
      error: { code: 'V13_LINE', exitCode: 3, details: { path: 'a', line: 7 } },
    });
  });
});

describe('interruption and the broken pipe', () => {
  test('a command that ends in order keeps its own code', async () => {
    const controller = new AbortController();
    const outcome = await call(
      ['probe'],
      () => {
        controller.abort(new InterruptedError('SIGINT'));
        return Promise.resolve(0);
      },
      { controller },
    );
    expect(outcome.code).toBe(0);
  });

  test('a command that stops at the signal ends with 130', async () => {
    const controller = new AbortController();
    controller.abort(new InterruptedError('SIGTERM'));
    const run: Run = (ctx) => {
      ctx.signal.throwIfAborted();
      return Promise.resolve(0);
    };
    expect((await call(['probe'], run, { controller })).code).toBe(130);
  });

  test('a reader that goes away ends the run silently with 0', async () => {
    const outcome = await call(
      ['probe'],
      async (ctx) => {
        await ctx.stdout.write('row\n');
        return 1;
      },
      { stdout: collector(true).stream },
    );
    expect(outcome).toMatchObject({ code: 0, err: '' });
  });

  test('the same where the first thing written is the version', async () => {
    expect((await call(['--version'], undefined, { stdout: collector(true).stream })).code).toBe(0);
  });
});

describe('words to values', () => {
  const plan = async (...words: string[]) => {
    const { out } = await call(['probe', ...words, '--dry-run', '--json']);
    return JSON.parse(out) as { plan?: Record<string, unknown>; error?: { message: string } };
  };

  test('absent is null, empty or false; given is parsed', async () => {
    expect((await plan()).plan).toMatchObject({
      count: null,
      symbol: [],
      from: null,
      deep: false,
      args: [],
      zone: 'UTC',
    });
    const given = await plan('a', '--count', '3', '--symbol', 'eth/usdt,BTCUSDT', '--symbol=bnbusdt', '--deep', 'b');
    expect(given.plan).toMatchObject({
      count: 3,
      symbol: [['ETHUSDT', 'BTCUSDT'], ['BNBUSDT']],
      deep: true,
      args: ['a', 'b'],
    });
  });

  test('a value may begin with a dash; words behind -- are arguments', async () => {
    expect((await plan('--from', '-2h')).plan).toMatchObject({ from: NOON_US - 7_200_000_000 });
    const outcome = await call(['probe', '--dry-run', '--json', '--', '--count']);
    expect(JSON.parse(outcome.out)).toMatchObject({ plan: { args: ['--count'], count: null } });
  });

  test('global flags may stand before the command', async () => {
    const outcome = await call(['--data', '/x', '--tz', 'Asia/Shanghai', 'probe', '--dry-run', '--json']);
    expect(JSON.parse(outcome.out)).toMatchObject({ plan: { root: '/x', zone: 'Asia/Shanghai' } });
  });

  test('the data root: flag, variable, default', async () => {
    const root = async (argv: string[], variables: Record<string, string>) => {
      const { out } = await call(['probe', ...argv, '--dry-run', '--json'], undefined, { variables });
      return (JSON.parse(out) as { plan: { root: string } }).plan.root;
    };
    expect(await root(['--data', 'd'], { V13_DATA_DIR: '/e' })).toBe('/nowhere/d');
    expect(await root([], { V13_DATA_DIR: '/e' })).toBe('/e');
    expect(await root([], {})).toBe('/nowhere/v13-data');
  });

  test('a command line without words runs the start command', async () => {
    expect((await call([], () => Promise.resolve(6))).code).toBe(6);
  });
});

describe('what a run prints', () => {
  const chatty: Run = async (ctx) => {
    ctx.talk.info('info');
    ctx.talk.detail('detail');
    ctx.talk.warn('careful');
    ctx.next('v13 probe again');
    if (ctx.wantsJson) await ctx.json({ schema: 'v13.probe/1', ok: true });
    else await ctx.stdout.write('data\n');
    return 0;
  };

  test.each([
    [[], 'info\nwarning: careful\nnext: v13 probe again\n'],
    [['-q'], 'warning: careful\n'],
    [['-v'], 'info\ndetail\nwarning: careful\nnext: v13 probe again\n'],
  ])('talk with %j', async (flags, err) => {
    expect(await call(['probe', ...flags], chatty)).toEqual({ code: 0, out: 'data\n', err });
  });

  test('--json without a document is a bug, and so is a second one', async () => {
    expect((await call(['probe', '--json'], () => Promise.resolve(0))).code).toBe(70);
    const twice: Run = async (ctx) => {
      await ctx.json({ schema: 'v13.probe/1' });
      await ctx.json({ schema: 'v13.probe/1' });
      return 0;
    };
    expect((await call(['probe', '--json'], twice)).code).toBe(70);
    expect(JSON.parse((await call(['probe', '--json'], chatty)).out)).toEqual({ schema: 'v13.probe/1', ok: true });
  });

  test('colour: on a terminal, with FORCE_COLOR, not with --no-color', async () => {
    const red: Run = async (ctx) => {
      await ctx.stdout.write(ctx.paint.stdout.bad('x'));
      return 0;
    };
    const onTerminal = async (argv: string[], variables: Record<string, string>) => {
      const out = collector();
      await call(['probe', ...argv], red, { variables, stdout: Object.assign(out.stream, { isTTY: true }) });
      return out.text();
    };
    expect((await call(['probe'], red)).out).toBe('x');
    expect((await call(['probe'], red, { variables: { FORCE_COLOR: '1' } })).out).toContain('\u001b[31m');
    expect(await onTerminal([], {})).toContain('\u001b[31m');
    expect(await onTerminal([], { NO_COLOR: '1' })).toBe('x');
    expect(await onTerminal(['--no-color'], { FORCE_COLOR: '1' })).toBe('x');
  });

  test('progress is drawn on a terminal only, and cleared at the end', async () => {
    const working: Run = (ctx) => {
      const bar = ctx.progress({ label: 'replaying', total: 100, unit: 'bytes' });
      bar.update(42);
      bar.end();
      return Promise.resolve(0);
    };
    expect((await call(['probe'], working)).err).toBe('');
    const err = collector();
    const stderr = Object.assign(err.stream, { isTTY: true, columns: 80 });
    await call(['probe'], working, { stderr });
    expect(err.text()).toContain('42 %');
    expect(err.text().endsWith('\r\u001b[2K')).toBe(true);
  });

  test('stdin is handed on', async () => {
    const stdin = new PassThrough();
    stdin.end('line');
    let seen = '';
    await call(
      ['probe', '-'],
      async (ctx) => {
        for await (const chunk of ctx.stdin) seen += String(chunk);
        return 0;
      },
      { stdin },
    );
    expect(seen).toBe('line');
  });
});
