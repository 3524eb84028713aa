// The strict schema of v13.yaml, made from the table of keys: for checking (valibot) and for editors (JSON Schema).

import * as v from 'valibot';
import { type ConfigKey, type KeyType, keyText, parseKeyText, typeText } from './key.js';
import { CONFIG_KEYS } from './keys.js';
import type { ConfigValue } from './layers.js';

type Native = string | number | readonly number[];
type LeafSchema = v.GenericSchema<unknown, ConfigValue>;

/** The type that YAML must give: `window: "300"` is text, not a number. */
function nativeSchema(type: KeyType): v.GenericSchema<unknown, Native> {
  const message = (issue: v.BaseIssue<unknown>) => nativeMessage(type, issue.input);
  switch (type.kind) {
    case 'integer':
    case 'number':
      return v.number(message);
    case 'weights':
      return v.array(v.number(message), message);
    case 'choice':
    case 'duration':
    case 'grid':
    case 'zone':
    case 'text':
      return v.string(message);
  }
}

/** `must be a duration such as 100ms or 60s, not 100: a unit is missing`. */
function nativeMessage(type: KeyType, input: unknown): string {
  const unitless = typeof input === 'number' && (type.kind === 'duration' || type.kind === 'grid');
  const shown = input !== null && typeof input === 'object' ? 'a section or list' : JSON.stringify(input);
  return `must be ${typeText(type)}, not ${shown}${unitless ? ': a unit is missing' : ''}`;
}

/** Native value → configuration value, by the parser that flags and variables go through. */
function leafSchema(type: KeyType): LeafSchema {
  return v.pipe(
    nativeSchema(type),
    v.rawTransform<Native, ConfigValue>(({ dataset, addIssue, NEVER }) => {
      const input = dataset.value;
      const result = parseKeyText(type, typeof input === 'object' ? input.join(',') : String(input));
      if (result.ok) return result.value;
      addIssue({ message: result.hint === undefined ? result.problem : `${result.problem} (${result.hint})` });
      return NEVER;
    }),
  );
}

/** Nested sections: `ofi.z.window` lies in section `ofi`, there in section `z`. */
interface Section<Leaf> {
  readonly leaves: Map<string, Leaf>;
  readonly sections: Map<string, Section<Leaf>>;
}

function sectionsOf(keys: readonly ConfigKey[]): Section<ConfigKey> {
  const empty = (): Section<ConfigKey> => ({ leaves: new Map(), sections: new Map() });
  const root = empty();
  for (const key of keys) {
    const path = key.key.split('.');
    let at = root;
    for (const name of path.slice(0, -1)) {
      const next = at.sections.get(name) ?? empty();
      at.sections.set(name, next);
      at = next;
    }
    at.leaves.set(path.at(-1) ?? key.key, key);
  }
  return root;
}

const isSection = (input: unknown) => typeof input === 'object' && input !== null && !Array.isArray(input);

/** A section with nothing under it (all its keys commented out) is YAML's null, and as good as absent. */
function sectionSchema(section: Section<ConfigKey>): v.GenericSchema<unknown, Record<string, unknown>> {
  const entries: Record<string, v.GenericSchema> = {};
  for (const [name, key] of section.leaves) entries[name] = v.optional(leafSchema(key.type));
  for (const [name, inner] of section.sections) entries[name] = v.nullish(sectionSchema(inner));
  // Not strictObject, which stops at the first unknown key: every one is to be named.
  return v.pipe(
    v.custom<object>(isSection, 'must be a section with keys under it'),
    v.objectWithRest(entries, v.never('unknown key')),
  );
}

/** Checks a whole v13.yaml, as parsed from YAML. */
export const configSchema = () => sectionSchema(sectionsOf(CONFIG_KEYS));

/** JSON Schema of one key's value. */
function jsonLeaf(type: KeyType): Record<string, unknown> {
  switch (type.kind) {
    case 'choice':
      return { enum: type.choices };
    case 'integer':
    case 'number': {
      const { min, max, above } = type.range;
      return { type: type.kind, minimum: min, maximum: max, exclusiveMinimum: above };
    }
    case 'weights':
      return { type: 'array', items: { type: 'number', minimum: 0 }, minItems: 1 };
    case 'duration':
      return { type: 'string', pattern: '^([0-9.]+(us|ms|s|m|min|h|d|w))+$' };
    case 'grid':
      return { type: 'string', pattern: '^(event|([0-9.]+(us|ms|s|m|min|h|d|w))+)$' };
    case 'zone':
    case 'text':
      return { type: 'string', minLength: 1 };
  }
}

export type DefaultOf = (key: string) => ConfigValue | undefined;

function jsonSection(section: Section<ConfigKey>, defaultOf: DefaultOf): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const [name, key] of section.leaves) {
    const value = defaultOf(key.key);
    const asTyped = typeof value === 'number' && key.type.kind !== 'number' && key.type.kind !== 'integer';
    properties[name] = {
      description: key.unit === undefined ? key.help : `${key.help} (${key.unit})`,
      ...jsonLeaf(key.type),
      default: value !== undefined && asTyped ? keyText(key.type, value) : value,
    };
  }
  for (const [name, inner] of section.sections) properties[name] = jsonSection(inner, defaultOf);
  return { type: 'object', properties, additionalProperties: false };
}

/** JSON Schema (2020-12) of v13.yaml. */
export function configJsonSchema(defaultOf: DefaultOf): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'v13.yaml',
    description: 'Configuration of v13',
    ...jsonSection(sectionsOf(CONFIG_KEYS), defaultOf),
  };
}
