// `v13 config show | check | schema`: what is configured, whether the file is right, what may stand in it.

import { defineCommand } from '../cli/command.js';
import { withoutAddresses } from '../cli/values/notify.js';
import { chainOptions } from '../cli/config/chain-options.js';
import { keyText } from '../cli/config/key.js';
import { CONFIG_KEYS } from '../cli/config/keys.js';
import { checkConfig } from '../cli/config/check.js';
import { originText } from '../cli/config/layers.js';
import { configPath } from '../cli/config/path.js';
import { defaultOf, flagSettings, resolveChain } from '../cli/config/resolve.js';
import { configJsonSchema } from '../cli/config/schema.js';
import { EXIT } from '../cli/exit-codes.js';
import { tableText } from '../cli/table.js';
import { shownPath } from '../platform/paths.js';

const HEADING = ['key', 'value', 'origin'];

export const configShow = defineCommand({
  name: 'config show',
  summary: 'every setting, its value and where it comes from',
  description:
    'Settings come from defaults, preset, v13.yaml, V13_ variables and flags; the highest layer that has a value wins.',
  examples: [
    { line: 'v13 config show', does: 'what is in force here' },
    { line: 'v13 config show --preset original', does: 'what the original design would use' },
    { line: 'v13 config show --z-window 600 --json', does: 'the effect of a flag, for a script' },
  ],
  arguments: [],
  options: chainOptions,
  plan({ options }, env) {
    const { chain, preset, settings } = resolveChain({ flags: options, config: env.config });
    const all = { ...env.general, ...flagSettings(options), ...settings };
    const rows = CONFIG_KEYS.flatMap(({ key, type }) => {
      const setting = all[key];
      if (setting === undefined) return [];
      const { origin } = setting;
      const value = key === 'alerts.notify' ? withoutAddresses(String(setting.value)) : setting.value;
      return [{ key, value, text: keyText(type, value), origin: originText(origin) }];
    });
    return { file: env.config.path, dataRoot: env.dataRoot, preset, rows, chain };
  },
  async run({ file, dataRoot, preset, rows, chain }, ctx) {
    if (ctx.wantsJson) {
      await ctx.json({ schema: 'v13.config-show/1', file, dataRoot, preset, settings: rows, chain });
      return EXIT.done;
    }
    ctx.talk.info(file === null ? 'no v13.yaml here: defaults, variables and flags' : `configuration file ${file}`);
    const { bold, dim } = ctx.paint.stdout;
    const { label } = ctx.words;
    const body = rows.map(({ key, text, origin }) => {
      return [key, origin === 'default' ? text : bold(text), dim(label(origin))];
    });
    await ctx.stdout.write(tableText(HEADING.map(label), body));
    ctx.next('v13 help config');
    return EXIT.done;
  },
});

export const configCheck = defineCommand({
  name: 'config check',
  summary: 'check a configuration file, every fault with its line',
  examples: [
    { line: 'v13 config check', does: 'check ./v13.yaml' },
    { line: 'v13 config check other.yaml', does: 'check another file' },
    { line: 'v13 config check --json', does: 'the faults as data' },
  ],
  arguments: [{ name: 'FILE', help: 'file to check instead of v13.yaml', required: false, variadic: false }],
  options: {},
  usesConfig: false,
  plan({ args }, { cwd, variables, configFile }) {
    const { path, named } = configPath({ cwd, variables, path: args[0] ?? configFile });
    return { path, named, shown: shownPath(path, cwd) };
  },
  async run(plan, ctx) {
    const { exists, problems } = await checkConfig(plan, ctx.variables);
    const ok = problems.length === 0;
    if (ctx.wantsJson) {
      await ctx.json({ schema: 'v13.config-check/1', path: plan.path, exists, ok, problems });
    } else if (ok) {
      const text = exists ? `${plan.shown}: right` : `no ${plan.shown} here: defaults are in force`;
      await ctx.stdout.write(`${ctx.words.message(text)}\n`);
      ctx.next('v13 config show');
    } else {
      await ctx.stdout.write(problems.map(({ text }) => `${ctx.words.message(text)}\n`).join(''));
      ctx.next('v13 help config');
    }
    return ok ? EXIT.done : EXIT.usage;
  },
});

export const configSchema = defineCommand({
  name: 'config schema',
  summary: 'JSON Schema of v13.yaml, for editors',
  examples: [
    { line: 'v13 config schema', does: 'print it' },
    { line: 'v13 config schema > v13.schema.json', does: 'keep it beside v13.yaml for the editor' },
    { line: 'v13 config schema --json', does: 'the same inside a v13 document' },
  ],
  arguments: [],
  options: {},
  usesConfig: false,
  plan: () => ({ dialect: 'https://json-schema.org/draft/2020-12/schema' }),
  async run(_plan, ctx) {
    const jsonSchema = configJsonSchema(defaultOf);
    if (ctx.wantsJson) await ctx.json({ schema: 'v13.config-schema/1', jsonSchema });
    else await ctx.stdout.write(`${JSON.stringify(jsonSchema, null, 2)}\n`);
    ctx.next('v13 config check');
    return EXIT.done;
  },
});
