// `v13 help [COMMAND | TOPIC]`.

import type { ListedCommand } from '../cli/command-shape.js';
import { defineCommand } from '../cli/command.js';
import { suggestion } from '../cli/did-you-mean.js';
import { EXIT } from '../cli/exit-codes.js';
import { TOPICS, topicList, topicText } from '../cli/help-topics.js';
import { commandHelp, groupHelp, rootHelp } from '../cli/help.js';
import { UsageError } from '../platform/errors.js';
import { ROOT_TEXT } from '../text/en/start.js';
import { ENGLISH, type Words } from '../text/words.js';

async function textOf(word: string, commands: readonly ListedCommand[], words: Words): Promise<string> {
  if (word === '') return `${rootHelp(commands, ROOT_TEXT, words)}\n${words.label('Topics')}\n${topicList(words)}\n`;
  const topic = TOPICS.find((name) => name === word);
  const members = commands.filter(({ name }) => name.startsWith(`${word} `));
  const group = members.length === 0 ? '' : `\n${groupHelp(word, members, words)}`;
  if (topic !== undefined) return `${topicText(topic, words)}\n${group}`;
  const entry = commands.find(({ name }) => name === word);
  if (entry !== undefined) return commandHelp(await entry.load(), words);
  if (group !== '') return group.slice(1);
  throw new UsageError(`no command or topic ${word}`, {
    code: 'V13_COMMAND_UNKNOWN',
    hint: suggestion(word, [...TOPICS, ...commands.map(({ name }) => name)]) ?? `topics are ${TOPICS.join(', ')}`,
  });
}

export const help = defineCommand({
  name: 'help',
  summary: 'help on a command or a topic',
  examples: [
    { line: 'v13 help', does: 'all commands and topics' },
    { line: 'v13 help exit-codes', does: 'what each exit code means' },
    { line: 'v13 help config show', does: 'the help of a command' },
  ],
  arguments: [{ name: 'WORD', help: `a command, or a topic: ${TOPICS.join(', ')}`, required: false, variadic: true }],
  options: {},
  usesConfig: false,
  plan: ({ args }) => ({ about: args.join(' ') }),
  async run({ about }, ctx) {
    const text = await textOf(about, ctx.commands, ctx.wantsJson ? ENGLISH : ctx.words);
    if (ctx.wantsJson) await ctx.json({ schema: 'v13.help/1', about, text });
    else await ctx.stdout.write(text);
    return EXIT.done;
  },
});
