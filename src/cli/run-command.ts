// One call of one command: words → values → plan → run. Loaded only when a command is called.

import { invariant } from '../platform/errors.js';
import { folderOf, resolvePath } from '../platform/paths.js';
import type { Command, CommandTable } from './command.js';
import { loadConfig, loadSoundConfig } from './config/load.js';
import type { ConfigPlace } from './config/path.js';
import { type ConfigLayers, NO_CONFIG, type Setting, type Settings } from './config/layers.js';
import { resolveGeneral } from './config/resolve.js';
import { createContext, type RunContext } from './create-context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { type GlobalValues, globalOptions } from './global-options.js';
import { languageOf } from './language.js';
import { parseGlobals, parseInput, splitWords } from './parse.js';
import type { PlanEnv } from './plan-env.js';
import { planDocument, planLines } from './plan-text.js';
import type { World } from './world.js';

export interface Call {
  readonly command: Command;
  /** Words behind the command's name, with the flags before it. */
  readonly args: readonly string[];
  readonly world: World;
  readonly table: CommandTable;
}

function globalSettings(globals: GlobalValues): Settings {
  const settings: Record<string, Setting> = {};
  for (const key of ['data', 'tz', 'lang'] as const) {
    const value = globals[key];
    if (value !== null) settings[key] = { value, origin: { kind: 'flag', name: globalOptions[key].flag } };
  }
  return settings;
}

/** A relative path is seen from where it was written: the folder of the file, else the working directory. */
function dataRootOf(setting: Setting | undefined, config: ConfigLayers, cwd: string): string {
  invariant(setting !== undefined && typeof setting.value === 'string', 'data root unresolved');
  const base = setting.origin.kind === 'file' && config.path !== null ? folderOf(config.path) : cwd;
  return resolvePath(base, setting.value);
}

function planEnv(world: World, globals: GlobalValues, config: ConfigLayers): PlanEnv {
  const lang = languageOf(world);
  const general = resolveGeneral(config, globalSettings(globals), lang);
  return {
    nowUs: world.nowUs(),
    timeZone: String(general['tz']?.value),
    cwd: world.cwd,
    variables: world.variables,
    dataRoot: dataRootOf(general['data'], config, world.cwd),
    lang,
    json: globals.json,
    configFile: globals.config,
    general,
    config,
  };
}

async function printPlan(command: Command, plan: object, { ctx }: RunContext): Promise<ExitCode> {
  if (ctx.wantsJson) await ctx.json(planDocument(command, plan));
  else await ctx.stdout.write(`${(await planLines(command, plan, ctx.words)).join('\n')}\n`);
  return EXIT.done;
}

async function configOf({ usesConfig }: Command, place: ConfigPlace): Promise<ConfigLayers> {
  if (usesConfig === false) return NO_CONFIG;
  return usesConfig === 'if-sound' ? loadSoundConfig(place) : loadConfig(place);
}

/** Runs the command. Throws what it throws; with --json, a run that prints no document is a bug. */
export async function runCommand({ command, args, world, table }: Call): Promise<ExitCode> {
  const raw = splitWords(args, command);
  const globals = parseGlobals(raw);
  const place = { cwd: world.cwd, variables: world.variables, path: globals.config };
  const config = await configOf(command, place);
  const env = planEnv(world, globals, config);
  const plan = command.plan(parseInput(raw, command, env), env);
  const run = await createContext({ world, globals, env, commands: table });
  if (globals.dryRun) return printPlan(command, plan, run);
  try {
    const code = await command.run(plan, run.ctx);
    invariant(!globals.json || run.jsonPrinted(), `v13 ${command.name} --json printed no document`);
    return code;
  } finally {
    run.talkTo.clear();
  }
}
