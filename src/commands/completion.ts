// `v13 completion bash|zsh|fish`.

import { defineCommand } from '../cli/command.js';
import { SHELLS, completionScript } from '../cli/completion.js';
import { EXIT } from '../cli/exit-codes.js';

export const completion = defineCommand({
  name: 'completion',
  summary: 'completion script for bash, zsh or fish',
  examples: [
    { line: 'source <(v13 completion bash)', does: 'in ~/.bashrc' },
    { line: 'source <(v13 completion zsh)', does: 'in ~/.zshrc' },
    { line: 'v13 completion fish | source', does: 'in ~/.config/fish/config.fish' },
  ],
  arguments: [{ name: 'SHELL', help: 'your shell', required: true, variadic: false, choices: SHELLS }],
  options: {},
  usesConfig: false,
  plan: ({ args }) => ({ shell: SHELLS.find((name) => name === args[0]) ?? 'bash' }),
  async run({ shell }, ctx) {
    const shapes = await Promise.all(ctx.commands.map((entry) => entry.load()));
    const script = completionScript(shell, shapes);
    if (ctx.wantsJson) await ctx.json({ schema: 'v13.completion/1', shell, script });
    else await ctx.stdout.write(script);
    return EXIT.done;
  },
});
