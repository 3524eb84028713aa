// The live control messages of a stream connection: SUBSCRIBE and its kin, with the exchange's own words for errors.

/** What of a connection the control messages see and change. */
export interface ControlState {
  combined: boolean;
  /** In the order of subscribing. */
  readonly streams: Set<string>;
}

export interface ControlOutcome {
  /** JSON text of the answer. */
  readonly reply: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export const MAX_STREAMS = 1_024;
const METHODS = ['SUBSCRIBE', 'UNSUBSCRIBE', 'LIST_SUBSCRIPTIONS', 'SET_PROPERTY', 'GET_PROPERTY'] as const;
type Method = (typeof METHODS)[number];

type Id = number | string;
const NONE: readonly string[] = [];

const outcome = (reply: object, changes: Partial<ControlOutcome> = {}): ControlOutcome => ({
  reply: JSON.stringify(reply),
  added: NONE,
  removed: NONE,
  ...changes,
});
const done = (result: unknown, id: Id, changes: Partial<ControlOutcome> = {}): ControlOutcome =>
  outcome({ result, id }, changes);

/** The id goes along where it could be read, so that clients can match the answer. */
const refused = (code: number, msg: string, id?: Id): ControlOutcome =>
  outcome(id === undefined ? { code, msg } : { code, msg, id });
const invalid = (msg: string, id?: Id): ControlOutcome => refused(2, `Invalid request: ${msg}`, id);

/** Unsigned integers as documented, and texts, which the exchange's own connector sends. */
function readId(value: unknown): Id | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** Where JSON.parse stumbled, as line and column from 1. */
function placeOf(text: string): string {
  let position = 0;
  try {
    JSON.parse(text);
  } catch (error) {
    const found = error instanceof Error ? /position (\d+)/.exec(error.message) : null;
    position = found === null ? text.length : Number(found[1]);
  }
  const before = text.slice(0, position).split('\n');
  return `line ${before.length} column ${(before[before.length - 1] ?? '').length + 1}`;
}

/** Reads one message of the client, changes the state accordingly and gives the answer. */
export function stepControl(state: ControlState, text: string): ControlOutcome {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused(3, `Invalid JSON: expected value at ${placeOf(text)}`);
  }
  const column = text.length;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return invalid(`missing field \`method\` at line 1 column ${column}`);
  }
  const { method, params, id: given } = value as Readonly<Record<string, unknown>>;
  const id = readId(given);
  if (method === undefined) return invalid(`missing field \`method\` at line 1 column ${column}`, id ?? undefined);
  const known = METHODS.find((name) => name === method);
  if (known === undefined) {
    const expected = METHODS.map((name) => `\`${name}\``).join(', ');
    const variant = typeof method === 'string' ? method : JSON.stringify(method);
    const at = text.indexOf(variant) + variant.length + 1;
    return invalid(
      `unknown variant \`${variant}\`, expected one of ${expected} at line 1 column ${at}`,
      id ?? undefined,
    );
  }
  if (id === null) return invalid('request ID must be an unsigned integer');
  return obey(state, known, { params, id });
}

function obey(state: ControlState, method: Method, { params, id }: { params: unknown; id: Id }): ControlOutcome {
  switch (method) {
    case 'SUBSCRIBE':
      return subscribe(state, params, id);
    case 'UNSUBSCRIBE':
      return unsubscribe(state, params, id);
    case 'LIST_SUBSCRIPTIONS':
      return done([...state.streams], id);
    case 'SET_PROPERTY':
    case 'GET_PROPERTY':
      return property(state, method, { params, id });
  }
}

function readNames(params: unknown): string[] | null {
  return Array.isArray(params) && params.every((name) => typeof name === 'string') ? params : null;
}

function subscribe(state: ControlState, params: unknown, id: Id): ControlOutcome {
  const names = readNames(params);
  if (names === null) return invalid('params must be an array of strings', id);
  const added = [...new Set(names)].filter((name) => !state.streams.has(name));
  if (state.streams.size + added.length > MAX_STREAMS) return invalid('too many parameters', id);
  for (const name of added) state.streams.add(name);
  return done(null, id, { added });
}

function unsubscribe(state: ControlState, params: unknown, id: Id): ControlOutcome {
  const names = readNames(params);
  if (names === null) return invalid('params must be an array of strings', id);
  const removed = [...new Set(names)].filter((name) => state.streams.delete(name));
  return done(null, id, { removed });
}

function property(state: ControlState, method: Method, { params, id }: { params: unknown; id: Id }): ControlOutcome {
  const list: readonly unknown[] = Array.isArray(params) ? params : [];
  const wanted = method === 'SET_PROPERTY' ? 2 : 1;
  if (list.length > wanted) return invalid('too many parameters', id);
  const [name, value] = list;
  if (typeof name !== 'string') return invalid('property name must be a string', id);
  if (name !== 'combined') return refused(0, 'Unknown property', id);
  if (method === 'GET_PROPERTY') return done(state.combined, id);
  if (typeof value !== 'boolean') return refused(1, 'Invalid value type: expected Boolean', id);
  state.combined = value;
  return done(null, id);
}
