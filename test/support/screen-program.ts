// A program for pseudo-terminal tests: the real screen over a made-up session. Arguments: symbols, messages a second, seconds.

import { setTimeout as sleep } from 'node:timers/promises';
import { processHost } from '../../src/commands/screen/terminal.js';
import { runScreen } from '../../src/ui/run-screen.js';
import { fakeSource } from './fake-source.js';

const [symbols, rate, seconds] = process.argv.slice(2).map(Number);
const controller = new AbortController();
if (seconds !== undefined && seconds > 0) setTimeout(() => controller.abort(), seconds * 1000).unref();
process.on('SIGTERM', () => controller.abort());
// An error in what a component does once its picture is committed.
if (process.env['SCREEN_CRASH'] === 'component') {
  const write = process.stdout.write.bind(process.stdout);
  let left = 3;
  process.stdout.write = (text: Uint8Array | string): boolean => {
    if (String(text).includes('USDT') && left-- === 0) throw new Error('broken on purpose');
    return write(text);
  };
}
const isCrashing = process.env['SCREEN_CRASH'] === '1';
if (isCrashing) {
  setTimeout(() => {
    throw new Error('a crash on purpose');
  }, 1000);
}

await runScreen({
  source: fakeSource({ symbols: symbols ?? 5, rate: rate ?? 20 }),
  stdin: process.stdin,
  stdout: process.stdout,
  signal: controller.signal,
  variables: process.env,
  host: processHost(process),
  onQuit: () => controller.abort(),
  choices: {
    theme: 'dark',
    isAscii: process.env['SCREEN_ASCII'] === '1',
    timeZone: 'UTC',
    lang: process.env['SCREEN_LANG'] === 'zh' ? 'zh' : 'en',
    noColor: false,
    symbol: process.env['SCREEN_SYMBOL'] ?? null,
    frameRate: 10,
  },
});
const { user, system } = process.cpuUsage();
// A capture that takes its time to end in order; a second Ctrl-C is a signal by then.
if (process.env['SCREEN_SLOW_QUIT'] === '1') await sleep(30_000);
process.stdout.write(
  `ended: cpu ${((user + system) / 1e6).toFixed(2)} s of ${process.uptime().toFixed(1)} s, rss ${Math.round(process.memoryUsage().rss / 1e6)} MB\n`,
);
process.exit(0);
