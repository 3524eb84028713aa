// The executable: argv → command → exit code. The only place that sets process.exitCode.

import { main } from '../src/cli/main.js';
import { COMMANDS, START } from '../src/commands/index.js';
import { VERSION } from '../src/platform/version.js';
import { listenForSignals } from '../src/platform/shutdown.js';

const shutdown = listenForSignals(process, () => {
  process.exit(130);
});

process.exitCode = await main(
  {
    argv: process.argv.slice(2),
    variables: process.env,
    cwd: process.cwd(),
    // A getter: opening stdin costs time, and most calls never read it.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    controller: shutdown.controller,
    version: VERSION,
    nowUs: () => Date.now() * 1000,
    elapsedMs: () => performance.now(),
  },
  { table: COMMANDS, start: START },
);
shutdown.dispose();
