// `v13 version`: what to write into a bug report.

import { defineCommand } from '../cli/command.js';
import { EXIT } from '../cli/exit-codes.js';
import { machine } from '../platform/machine.js';

export const version = defineCommand({
  name: 'version',
  summary: 'version of v13, of Node and of the machine',
  examples: [
    { line: 'v13 version', does: 'for a bug report' },
    { line: 'v13 version --json', does: 'for a script' },
    { line: 'v13 --version', does: 'the number alone' },
  ],
  arguments: [],
  options: {},
  usesConfig: false,
  plan: () => ({}),
  async run(_plan, ctx) {
    const { node, system } = machine();
    if (ctx.wantsJson) await ctx.json({ schema: 'v13.version/1', version: ctx.version, node, system });
    else await ctx.stdout.write(`v13 ${ctx.version}\nnode ${node}\n${system}\n`);
    return EXIT.done;
  },
});
