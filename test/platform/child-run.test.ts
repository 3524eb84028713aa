// Programs run for us: their arguments and variables arrive as they are, and none outlives its time.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type ChildPlan, runChild } from '../../src/platform/child-run.js';
import { freshFolder } from '../support/cli.js';

const folder = freshFolder();
afterAll(() => folder.remove());

const node = (script: string, more: Partial<ChildPlan> = {}) =>
  runChild({
    program: process.execPath,
    args: ['-e', script],
    variables: {},
    input: '',
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    ...more,
  });

test('arguments, variables and input arrive to the letter, whatever they hold', async () => {
  const hostile = '$(touch /tmp/x) `id` ; rm -rf / | & > < \' " \\ \n % $HOME 币安';
  const out = join(folder.path, 'seen.json');
  const script = `
    const chunks = [];
    process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
      const seen = { args: process.argv.slice(1), text: process.env.V13_ALERT_TEXT, input: String(Buffer.concat(chunks)) };
      require('node:fs').writeFileSync(process.env.OUT, JSON.stringify(seen));
    });`;
  const end = await node(script, {
    args: ['-e', script, '--', hostile],
    variables: { V13_ALERT_TEXT: hostile, OUT: out },
    input: hostile,
  });
  expect(end).toEqual({ kind: 'ended', code: 0, lastLine: '' });
  expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({ args: [hostile], text: hostile, input: hostile });
});

test('the code and the last line on standard error are told', async () => {
  expect(await node("console.error('one\\ntwo'); process.exitCode = 3")).toEqual({
    kind: 'ended',
    code: 3,
    lastLine: 'two',
  });
});

test('what is not there is missing', async () => {
  expect(await node('', { program: join(folder.path, 'nothing') })).toEqual({ kind: 'missing' });
});

test('a value that no variable can hold is a fault, not an exception', async () => {
  expect(await node('', { variables: { A: 'a\0b' } })).toMatchObject({ kind: 'broken' });
});

test('one that takes too long is ended, even where it does not listen, with what it started', async () => {
  const mark = join(folder.path, 'grandchild');
  const script = `
    process.on('SIGTERM', () => undefined);
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    require('node:fs').writeFileSync(process.env.OUT, String(child.pid));
    setInterval(() => {}, 1000);`;
  const began = performance.now();
  const end = await node(script, { variables: { OUT: mark }, timeoutMs: 1_500 });
  expect(end).toEqual({ kind: 'broken', why: 'not done after 1.5 s, and ended' });
  expect(performance.now() - began).toBeLessThan(10_000);
  const pid = Number(readFileSync(mark, 'utf8'));
  await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
});

/** A process that has ended but is not yet waited for does not run. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

test('a signal ends it', async () => {
  const ending = new AbortController();
  const running = node('setInterval(() => {}, 1000)', { signal: ending.signal });
  ending.abort();
  expect(await running).toEqual({ kind: 'broken', why: 'not wanted any more' });
  expect(await node('', { signal: ending.signal })).toEqual({ kind: 'broken', why: 'not wanted any more' });
});

test('one that never reads its input, and closes it, is right too', async () => {
  const input = 'x'.repeat(4_000_000);
  expect(await node('process.exit(0)', { input })).toMatchObject({ kind: 'ended', code: 0 });
});

test('a script of the shell is run by its own first line', async () => {
  const script = join(folder.path, 'hook.sh');
  writeFileSync(script, '#!/bin/sh\nexit 4\n', { mode: 0o755 });
  expect(await node('', { program: script, args: [] })).toMatchObject({ kind: 'ended', code: 4 });
});
