// The World of the real process: bin/ hands its `process` in, everything below sees values.

import { listenForSignals } from '../platform/shutdown.js';
import { VERSION } from '../platform/version.js';
import type { World } from './world.js';

export interface ProcessWorld {
  readonly world: World;
  /** Stops listening to signals. */
  readonly dispose: () => void;
}

/** `onSecondSignal`: somebody does not want to wait for an orderly end. */
export function processWorld(process: NodeJS.Process, onSecondSignal: () => void): ProcessWorld {
  const { controller, dispose } = listenForSignals(process, onSecondSignal);
  const world: World = {
    argv: process.argv.slice(2),
    variables: process.env,
    cwd: process.cwd(),
    // A getter: opening stdin costs time, and most calls never read it.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    controller,
    version: VERSION,
    nowUs: () => Date.now() * 1000,
    elapsedMs: () => performance.now(),
  };
  return { world, dispose };
}
