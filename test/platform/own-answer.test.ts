// Asking this program in a process of its own: what it prints, how it ends, and that nobody's child is left behind.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { askOwnCommand } from '../../src/platform/own-answer.js';
import { freshFolder } from '../support/cli.js';
import { until } from '../support/running-capture.js';

const folder = freshFolder();
afterAll(() => folder.remove());

const program = (code: string): string => {
  const path = join(folder.path, `${code.length}.mjs`);
  writeFileSync(path, code);
  return path;
};
const never = new AbortController().signal;

test('its output, what it said, its code, and the variables it was given', async () => {
  const path = program(
    `process.stdout.write(process.argv[2] + process.env.ADDED + process.env.HOME); console.error('said'); process.exitCode = 3;`,
  );
  const variables = { ADDED: '1', HOME: undefined };
  const answer = await askOwnCommand({ program: path, args: ['a'], variables, cancel: never });
  expect(answer).toEqual({ code: 3, output: 'a1undefined', said: 'said\n' });
});

test('it runs at the lowest priority', async () => {
  const path = program(`import { getPriority } from 'node:os'; setTimeout(() => console.log(getPriority()), 200);`);
  const { output } = await askOwnCommand({ program: path, args: [], variables: {}, cancel: never });
  expect(output.trim()).toBe('19');
});

test('nobody waits any more: it is gone', async () => {
  const path = program(`setInterval(() => undefined, 1000); process.on('SIGTERM', () => undefined); void 0;`);
  const cancel = new AbortController();
  const pids: number[] = [];
  const onProcess = (pid: number): void => void pids.push(pid);
  const answer = askOwnCommand({ program: path, args: [], variables: {}, cancel: cancel.signal, onProcess });
  expect(pids).toHaveLength(1);
  cancel.abort();
  expect(await answer).toMatchObject({ code: null });
  expect(pids[1]).toBe(0);
  await until(() => {
    try {
      process.kill(pids[0]!, 0);
      return false;
    } catch {
      return true;
    }
  });
  expect(await askOwnCommand({ program: path, args: [], variables: {}, cancel: cancel.signal })).toMatchObject({
    code: null,
  });
});
