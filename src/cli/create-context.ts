// Makes the Context of one run out of the World and the global flags.

import { InterruptedError, invariant } from '../platform/errors.js';
import { loadWords } from '../text/load-words.js';
import type { Words } from '../text/words.js';
import type { ListedCommand } from './command-shape.js';
import type { Context, JsonDocument, Talk } from './context.js';
import type { GlobalValues } from './global-options.js';
import { type TalkStream, dataWriter, talk, talkStream } from './output.js';
import { loadPaint, wantsColour } from './paint.js';
import type { PlanEnv } from './plan-env.js';
import { startProgress } from './progress.js';
import type { World } from './world.js';

export interface ContextParts {
  readonly world: World;
  readonly globals: Pick<GlobalValues, 'quiet' | 'verbose' | 'noColor' | 'json'>;
  readonly env: Pick<PlanEnv, 'dataRoot' | 'timeZone' | 'lang'>;
  readonly commands: readonly ListedCommand[];
}

/** The Context, and whether the run has printed its JSON document. */
export interface RunContext {
  readonly ctx: Context;
  readonly jsonPrinted: () => boolean;
  readonly talkTo: TalkStream;
}

async function paints({ world, globals }: ContextParts): Promise<Context['paint']> {
  const { variables } = world;
  const wanted = (isTty: boolean) => wantsColour({ noColorFlag: globals.noColor, variables, isTty });
  const [stdout, stderr] = await Promise.all([
    loadPaint(wanted(world.stdout.isTTY === true) && !globals.json),
    loadPaint(wanted(world.stderr.isTTY === true)),
  ]);
  return { stdout, stderr };
}

/** Width that the environment states for output that goes to no terminal; without one lines are as long as they are. */
function statedColumns(value: string | undefined): number {
  const columns = /^\d+$/.test(value ?? '') ? Number(value) : 0;
  return columns > 0 ? columns : Infinity;
}

/** One JSON document a run, with a line end. */
function jsonPrinter(write: (text: string) => Promise<void>) {
  let printed = false;
  return {
    printed: () => printed,
    async json<Document extends JsonDocument>(document: Document): Promise<void> {
      invariant(!printed, 'a second JSON document in one run');
      printed = true;
      await write(`${JSON.stringify(document, null, 2)}\n`);
    },
  };
}

function nextPrinter(talking: Talk, dim: (text: string) => string, words: Words) {
  return (line: string) => {
    const head = words.label('next:');
    talking.info(`${dim(head)}${head.endsWith(':') ? ' ' : ''}${words.message(line)}`);
  };
}

/** Talk whose texts are put into the language of the run. */
const putTalk = (talking: Talk, words: Words): Talk => ({
  info: (text) => {
    talking.info(words.message(text));
  },
  detail: (text) => {
    talking.detail(words.message(text));
  },
  warn: (text) => {
    talking.warn(words.message(text));
  },
});

export async function createContext(parts: ContextParts): Promise<RunContext> {
  const { world, globals, env, commands } = parts;
  const stdout = dataWriter(world.stdout, (error) => {
    world.controller.abort(error);
  });
  const talkTo = talkStream(world.stderr);
  const words = await loadWords(env.lang);
  const talking = talk(talkTo, { ...globals, warning: words.label('warning: ') });
  const paint = await paints(parts);
  const printer = jsonPrinter((text) => stdout.write(text));
  const stderrTty = world.stderr.isTTY === true;
  // 0 is what terminals without a known size say.
  const widthOf = (stream: World['stdout']) =>
    stream.columns === undefined || stream.columns === 0 ? 80 : stream.columns;
  const elapsedMs = () => world.elapsedMs();
  const visible = stderrTty && !globals.quiet;
  const bar = { stream: talkTo, visible, columns: () => widthOf(world.stderr), elapsedMs, words };
  const ctx: Context = {
    stdin: world.stdin,
    stdout,
    talk: putTalk(talking, words),
    isTty: { stdin: world.stdin.isTTY === true, stdout: world.stdout.isTTY === true, stderr: stderrTty },
    paint,
    noColor: globals.noColor,
    isQuiet: globals.quiet,
    interrupt: () => {
      world.controller.abort(new InterruptedError('SIGINT'));
    },
    columns: world.stdout.isTTY === true ? widthOf(world.stdout) : statedColumns(world.variables['COLUMNS']),
    signal: world.controller.signal,
    variables: world.variables,
    cwd: world.cwd,
    ...env,
    words,
    version: world.version,
    wantsJson: globals.json,
    commands,
    elapsedMs,
    nowUs: () => world.nowUs(),
    progress: (options) => startProgress(options, bar),
    next: nextPrinter(talking, paint.stderr.dim, words),
    json: (document) => printer.json(document),
  };
  return { ctx, jsonPrinted: printer.printed, talkTo };
}
