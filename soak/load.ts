// Many symbols at a high rate: an emulator in a process of its own, a capture here, and beside it a bare client that only
// counts. `npm run soak -- load [--quick] [--symbols N] [--rate N] [--seconds N] [--weight-limit N]`.

import { runBareClient } from './support/bare-client.js';
import { type LoadOptions, loadLines, loadVerdict, readLoadOptions, runLoad } from './support/load-run.js';

/** This file again, in another process, as the client that only counts. */
const ROLE = '--bare-client';

async function main(args: readonly string[]): Promise<number> {
  if (args[0] === ROLE) {
    await runBareClient(args.slice(1));
    return 0;
  }
  const options: LoadOptions = readLoadOptions(args);
  const result = await runLoad(options, { script: process.argv[1] ?? '', role: ROLE });
  process.stdout.write(`${loadLines(options, result).join('\n')}\n`);
  return loadVerdict(options, result) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
