// What was likely meant where a statement names what is not there.

import { suggestion } from '../../cli/did-you-mean.js';
import { UsageError } from '../../platform/errors.js';
import type { View } from '../../warehouse/views.js';

interface Unknown {
  readonly what: 'view' | 'column' | 'function';
  readonly name: string;
}

const LOOKS_LIKE_FILE = /^[^\s;]+\.(?:parquet|ndjson|jsonl|gz|zst|dat)$/i;

function hintFor(statement: string, unknown: Unknown | null, views: readonly View[]): string | undefined {
  if (LOOKS_LIKE_FILE.test(statement.trim())) {
    return 'the statement comes first and the files behind it: v13 query "FROM trades LIMIT 10" FILE';
  }
  const names = views.map(({ name }) => name);
  if (unknown?.what === 'view') return suggestion(unknown.name, names) ?? `there are ${names.join(', ')}`;
  if (unknown?.what !== 'column') return undefined;
  const columns = [...new Set(views.flatMap((view) => view.columns.map(({ name }) => name)))];
  return suggestion(unknown.name, columns) ?? 'v13 query --schema lists the columns';
}

/** The same fault with a hint, where there is one to give; anything else as it is. */
export function withHint(thrown: unknown, statement: string, views: readonly View[]): unknown {
  if (!(thrown instanceof UsageError) || thrown.code !== 'V13_QUERY_STATEMENT' || thrown.hint !== null) return thrown;
  const hint = hintFor(statement, (thrown.details['unknown'] ?? null) as Unknown | null, views);
  const { code, details, cause, message } = thrown;
  return new UsageError(message, { code, hint, details, cause });
}
