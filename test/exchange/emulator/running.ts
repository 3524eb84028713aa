// The emulator that a test runs: one at a time, closed when the test ends.

import { afterEach } from 'vitest';
import { type EmulatorOptions, type RunningEmulator, startEmulator } from '../../../src/exchange/emulator/emulator.js';
import { tinySource } from './sources.js';

let running: RunningEmulator | null = null;

/** Call it once in a file of tests. */
export function closeAfterEach(): void {
  afterEach(async () => {
    await running?.close();
    running = null;
  });
}

/** The tiny market at ten times its pace, with its truth in memory, unless told otherwise. */
export async function start(options: Partial<EmulatorOptions> = {}): Promise<RunningEmulator> {
  running = await startEmulator({ source: tinySource(), speed: 10, truth: 'memory', ...options });
  return running;
}

/** The truth log of the one that runs now. */
export const truthLines = (): readonly string[] => running?.truth ?? [];
