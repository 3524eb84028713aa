// The gate before the terminal: open it lets everything through, closed nothing.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  closeGate,
  createTerminalGate,
  isShown,
  killChild,
  noteChild,
  noteShown,
  openGate,
  writeThroughGate,
} from '../../src/platform/terminal-gate.js';
import { freshFolder } from '../support/cli.js';

const folder = freshFolder();
afterAll(() => folder.remove());

test('closed it drops what is written, and open again it does not', () => {
  const path = join(folder.path, 'terminal');
  const fd = openSync(path, 'w');
  const gate = createTerminalGate();
  writeThroughGate(gate, fd, 'one ▲ ');
  closeGate(gate);
  writeThroughGate(gate, fd, 'two ');
  openGate(gate);
  writeThroughGate(gate, fd, 'three');
  closeSync(fd);
  expect(readFileSync(path, 'utf8')).toBe('one ▲ three');
});

test('a fault of the terminal is told, and leaves the gate free', () => {
  const gate = createTerminalGate();
  expect(() => writeThroughGate(gate, 9_999, 'x')).toThrow('EBADF');
  const from = performance.now();
  closeGate(gate);
  expect(performance.now() - from).toBeLessThan(100);
});

test('whether the screen stands there', () => {
  const gate = createTerminalGate();
  expect(isShown(gate)).toBe(false);
  noteShown(gate, true);
  expect(isShown(gate)).toBe(true);
});

test('a child that was noted is ended, once; one that is gone is no fault', async () => {
  const gate = createTerminalGate();
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
  noteChild(gate, child.pid ?? 0);
  killChild(gate);
  killChild(gate);
  const [, signal] = (await once(child, 'exit')) as [number | null, string];
  expect(signal).toBe('SIGKILL');
  noteChild(gate, child.pid ?? 0);
  killChild(gate);
});
