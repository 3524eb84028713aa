// The executable: argv → command → exit code. The only place that sets process.exitCode.

import process from 'node:process';
import { EXIT } from '../src/cli/exit-codes.js';
import { main } from '../src/cli/main.js';
import { processWorld } from '../src/cli/process-world.js';
import { COMMANDS, START } from '../src/commands/index.js';

const { world, dispose } = processWorld(process, () => {
  process.exit(EXIT.interrupted);
});
process.exitCode = await main(world, { table: COMMANDS, start: START });
dispose();
