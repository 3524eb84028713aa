// What tells a hang of Node from one of ours: a main thread in a futex, and one in the event loop.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isNodeDeadlock, threadsOf } from './stalled.js';

async function looksAt(script: string): Promise<boolean> {
  const child = spawn(process.execPath, ['-e', `process.stdout.write('up');${script}`]);
  try {
    await once(child.stdout, 'data');
    const pid = child.pid ?? 0;
    // Until the process has gone to sleep: two looks show the same.
    for (;;) {
      const before = threadsOf(pid);
      await sleep(100);
      const after = threadsOf(pid);
      if (JSON.stringify(before) === JSON.stringify(after)) return isNodeDeadlock(before, after);
    }
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
}

test.skipIf(process.platform !== 'linux')(
  'a main thread that waits for another is Node; one in the event loop is ours',
  async () => {
    expect(await looksAt('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)')).toBe(true);
    expect(await looksAt('setInterval(() => {}, 1e6)')).toBe(false);
  },
);
