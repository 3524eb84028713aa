// The frame: argv → command → exit code. Stays light: what a command needs is loaded when it is called.

import { BrokenPipeError } from '../platform/errors.js';
import type { CommandTable } from './command.js';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.js';
import { loadWords } from '../text/load-words.js';
import { languageOf } from './language.js';
import { told } from './output.js';
import { type Route, route } from './route.js';
import type { World } from './world.js';

export interface Program {
  readonly table: CommandTable;
  /** Name of the command that runs when none is typed; it is in no list. */
  readonly start: CommandTable[number];
}

const write = (stream: World['stdout'], text: string) =>
  new Promise<void>((resolve, reject) => {
    // Left in place: the stream reports a fault to its listeners after the callback, and a second time at its end.
    stream.on('error', () => undefined);
    try {
      stream.write(text, (error) => {
        if (error) reject(told(error));
        else resolve();
      });
    } catch (error) {
      // A file behind the stream is written to at once, and says so by throwing.
      reject(told(error));
    }
  });

async function printHelp(target: Route<CommandTable[number]>, { table }: Program, world: World): Promise<string> {
  const help = await import('./help.js');
  const words = await loadWords(languageOf(world));
  if (target.kind === 'group') return help.groupHelp(target.name, target.members, words);
  if (target.kind === 'command') return help.commandHelp(await target.entry.load(), words);
  const { ROOT_TEXT } = await import('../text/en/start.js');
  return help.rootHelp(table, ROOT_TEXT, words);
}

async function dispatch(world: World, program: Program): Promise<ExitCode> {
  const target = route(world.argv, program.table);
  if (target.kind === 'version') {
    await write(world.stdout, `${world.version}\n`);
    return EXIT.done;
  }
  const wantsHelp = target.kind === 'help' || target.kind === 'group' || (target.kind === 'command' && target.help);
  if (wantsHelp) {
    // A group without a command is an incomplete line: its help, but on stderr and as a usage fault.
    const asked = target.kind !== 'group' || target.help;
    await write(asked ? world.stdout : world.stderr, await printHelp(target, program, world));
    return asked ? EXIT.done : EXIT.usage;
  }
  const { runCommand } = await import('./run-command.js');
  const command = await (target.kind === 'start' ? program.start : target.entry).load();
  return runCommand({ command, args: target.args, world, table: program.table });
}

async function fail(thrown: unknown, world: World): Promise<ExitCode> {
  const code = exitCodeOf(thrown);
  if (thrown instanceof BrokenPipeError) return code;
  const words = new Set(world.argv);
  const verbose = words.has('-v') || words.has('--verbose');
  // What only a failure needs is loaded when there is one.
  const { errorDocument, errorLines } = await import('./error-text.js');
  const wanted = await loadWords(languageOf(world));
  const lines = errorLines(thrown, { version: world.version, verbose, words: wanted });
  await write(world.stderr, `${lines.join('\n')}\n`).catch(() => undefined);
  if (words.has('--json')) await write(world.stdout, `${JSON.stringify(errorDocument(thrown), null, 2)}\n`);
  return code;
}

/** Runs one command line and gives its exit code; throws nothing. */
export async function main(world: World, program: Program): Promise<ExitCode> {
  const pipeBroke = () => world.controller.signal.reason instanceof BrokenPipeError;
  try {
    const code = await dispatch(world, program);
    return pipeBroke() ? EXIT.done : code;
  } catch (thrown) {
    if (pipeBroke()) return EXIT.done;
    const brokenPipe = thrown instanceof Error && 'code' in thrown && thrown.code === 'EPIPE';
    return brokenPipe ? EXIT.done : fail(thrown, world).catch(() => exitCodeOf(thrown));
  }
}
