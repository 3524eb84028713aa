// What --dry-run prints.

import type { Words } from '../text/words.js';
import type { Command } from './command.js';
import type { JsonDocument } from './context.js';

function flatten(value: unknown, prefix: string): string[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject) return [`${prefix}: ${typeof value === 'string' ? value : JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, prefix === '' ? name : `${prefix}.${name}`));
}

/** Lines for people: the command's own words, else every value of the plan. */
export async function planLines(command: Command, plan: object, words: Words): Promise<readonly string[]> {
  const said = await command.describe?.(plan);
  return said === undefined ? flatten(plan, '') : said.map(words.message);
}

/** `v13.config-show.plan/1`. */
export const planDocument = (command: Command, plan: object): JsonDocument & { readonly plan: object } => ({
  schema: `v13.${command.name.replaceAll(' ', '-')}.plan/1`,
  plan,
});
