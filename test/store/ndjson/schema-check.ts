// A small JSON Schema checker: just the keywords that docs/raw-line.schema.json uses; any other keyword throws.

type Schema = Readonly<Record<string, unknown>>;

/** What is wrong with `value`, one text each; empty where it satisfies the schema. */
export function violations(root: Schema, value: unknown): string[] {
  return visit({ root, schema: root, at: '$' }, value);
}

/** Where the checking stands: the whole schema, the part of it in force, and the path to the value. */
interface Place {
  readonly root: Schema;
  readonly schema: Schema;
  readonly at: string;
}

function visit({ root, schema, at }: Place, value: unknown): string[] {
  return Object.entries(schema).flatMap(([keyword, wanted]) => {
    const rule = RULES[keyword];
    if (rule === undefined) throw new Error(`keyword ${keyword} is not known to this checker`);
    return rule({ root, schema, wanted, value, at });
  });
}

interface Case extends Place {
  readonly wanted: unknown;
  readonly value: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typeOf(value: unknown): string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  return Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
}

const unless = (fine: boolean, { at }: Case, what: string): string[] => (fine ? [] : [`${at}: ${what}`]);
const silent = (): string[] => [];

const RULES: Readonly<Record<string, (c: Case) => string[]>> = {
  $schema: silent,
  $id: silent,
  title: silent,
  description: silent,
  $defs: silent,
  $ref: ({ root, wanted, value, at }) => {
    const name = (wanted as string).replace('#/$defs/', '');
    const schema = (root['$defs'] as Record<string, Schema>)[name];
    if (schema === undefined) throw new Error(`no definition ${name}`);
    return visit({ root, schema, at }, value);
  },
  oneOf: (c) => {
    const fitting = (c.wanted as Schema[]).filter(
      (schema) => visit({ root: c.root, schema, at: c.at }, c.value).length === 0,
    );
    return unless(fitting.length === 1, c, `${fitting.length} alternatives fit instead of one`);
  },
  type: (c) =>
    unless(
      typeOf(c.value).some((type) => [c.wanted].flat().includes(type)),
      c,
      'wrong type',
    ),
  const: (c) => unless(c.value === c.wanted, c, 'wrong constant'),
  enum: (c) => unless((c.wanted as unknown[]).includes(c.value), c, 'not in the list'),
  pattern: (c) =>
    unless(typeof c.value !== 'string' || new RegExp(c.wanted as string, 'u').test(c.value), c, 'wrong text'),
  minimum: (c) => unless(typeof c.value !== 'number' || c.value >= (c.wanted as number), c, 'too small'),
  minItems: (c) => unless(!Array.isArray(c.value) || c.value.length >= (c.wanted as number), c, 'too short'),
  maxItems: (c) => unless(!Array.isArray(c.value) || c.value.length <= (c.wanted as number), c, 'too long'),
  required: (c) => {
    const keys = isObject(c.value) ? Object.keys(c.value) : (c.wanted as string[]);
    return (c.wanted as string[]).flatMap((key) => unless(keys.includes(key), c, `${key} is missing`));
  },
  properties: ({ root, wanted, value, at }) =>
    Object.entries(isObject(value) ? value : {}).flatMap(([key, part]) => {
      const schema = (wanted as Record<string, Schema>)[key];
      return schema === undefined ? [] : visit({ root, schema, at: `${at}.${key}` }, part);
    }),
  additionalProperties: (c) => {
    const known = Object.keys(c.schema['properties'] ?? {});
    return Object.keys(isObject(c.value) ? c.value : {}).flatMap((key) =>
      unless(known.includes(key), c, `${key} is unknown`),
    );
  },
  items: ({ root, wanted, value, at }) =>
    (Array.isArray(value) ? (value as unknown[]) : []).flatMap((item, i) =>
      visit({ root, schema: wanted as Schema, at: `${at}[${i}]` }, item),
    ),
  prefixItems: ({ root, wanted, value, at }) =>
    (Array.isArray(value) ? (value as unknown[]) : [])
      .slice(0, (wanted as Schema[]).length)
      .flatMap((item, i) => visit({ root, schema: (wanted as Schema[])[i] ?? {}, at: `${at}[${i}]` }, item)),
};
