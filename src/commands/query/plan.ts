// What a query will do, filled in and checked before anything is opened.

import type { Input } from '../../cli/command.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { UsageError } from '../../platform/errors.js';
import { resolvePath } from '../../platform/paths.js';
import type { queryOptions } from './options.js';

export type QueryForm = 'table' | 'json' | 'csv' | 'ndjson' | 'parquet';

export interface QueryPlan {
  /** Null with --schema; `-` reads it from standard input. */
  readonly statement: string | null;
  /** Absolute, or `-`; empty: the data root. */
  readonly paths: readonly string[];
  readonly form: QueryForm;
  /** File that the rows go to; null is standard output. */
  readonly path: string | null;
  /** The option that named the file. */
  readonly pathFlag: '--out' | '--rows';
  readonly force: boolean;
  /** Rows of the table at most. */
  readonly show: number;
  readonly memoryBytes: number;
  readonly threads: number | null;
  readonly spill: string | null;
  readonly timeoutUs: number | null;
}

const LEAST_MEMORY = 32_000_000;

const conflict = (message: string, hint: string): UsageError =>
  new UsageError(message, { code: 'V13_OUTPUT_CONFLICT', hint });

const FORMS: Readonly<Record<string, QueryForm>> = {
  parquet: 'parquet',
  csv: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
};

function formOf(path: string): QueryForm {
  const form = FORMS[/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''];
  if (form !== undefined) return form;
  throw conflict(`--out ${path}: the name does not say which form`, 'end it in .parquet, .csv or .ndjson');
}

type Options = Input<typeof queryOptions>['options'];
type Output = Pick<QueryPlan, 'form' | 'path' | 'pathFlag'>;

function outputOf({ csv, rows, out }: Options, { cwd, json }: PlanEnv): Output {
  const chosen = [csv, rows !== null, out !== null].filter(Boolean).length;
  if (chosen > 1) throw conflict('--csv, --rows and --out exclude each other', 'choose one of them');
  if (json && (csv || rows === '-')) {
    throw conflict('--json is one document on standard output', 'leave out --json, or write the rows to --out FILE');
  }
  const pathFlag = rows === null ? '--out' : '--rows';
  const inFolder = (path: string): string | null => (path === '-' ? null : resolvePath(cwd, path));
  if (rows !== null) return { form: 'ndjson', path: inFolder(rows), pathFlag };
  if (out === '-') throw conflict('--out names a file', 'for standard output write --csv or --rows -');
  if (out !== null) return { form: formOf(out), path: inFolder(out), pathFlag };
  return { form: csv ? 'csv' : json ? 'json' : 'table', path: null, pathFlag };
}

function statementOf(first: string | undefined): string {
  if (first !== undefined) return first;
  throw new UsageError('v13 query needs SQL: a statement that asks', {
    code: 'V13_ARGUMENT_MISSING',
    hint: 'for example: v13 query "SELECT count(*) FROM trades"; v13 query --schema lists what there is',
  });
}

export function planQuery({ options, args }: Input<typeof queryOptions>, env: PlanEnv): QueryPlan {
  const { schema, force, show, memory, threads, spill, timeout } = options;
  const statement = schema ? null : statementOf(args[0]);
  const paths = schema ? args : args.slice(1);
  if (statement === '-' && paths.includes('-')) {
    throw conflict('statement and recording cannot both come from standard input', 'name the recording');
  }
  const memoryBytes = memory ?? 1_000_000_000;
  if (memoryBytes < LEAST_MEMORY) {
    throw new UsageError('--memory: a query needs 32MB or more', { code: 'V13_VALUE_BAD', hint: 'write --memory 1GB' });
  }
  const output = outputOf(options, env);
  if (schema && (output.path !== null || output.form === 'csv' || output.form === 'ndjson')) {
    throw conflict('--schema prints a list', 'leave out --csv, --rows and --out; --json works');
  }
  return {
    statement,
    paths: paths.map((path) => (path === '-' ? path : resolvePath(env.cwd, path))),
    ...output,
    ...{ force, show: show ?? 100, memoryBytes, threads },
    spill: spill === null ? null : resolvePath(env.cwd, spill),
    timeoutUs: timeout,
  };
}
