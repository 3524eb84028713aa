// Which statements are let through: one, and only of the kind that asks.

import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { UsageError } from '../platform/errors.js';
import type { DuckDB } from './duckdb.js';
import { queryFault } from './fault.js';

export interface CheckedStatement {
  readonly kind: 'select' | 'explain';
  /** Whether it can stand where a table can: DESCRIBE, SHOW, SUMMARIZE and EXPLAIN cannot. */
  readonly isTable: boolean;
  readonly prepared: DuckDBPreparedStatement;
}

const HINT = 'write SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN; --out FILE keeps the result';

const refused = (reason: string): UsageError => new UsageError(reason, { code: 'V13_QUERY_REFUSED', hint: HINT });

const pivotFault = (): UsageError =>
  new UsageError('PIVOT needs its values named here', {
    code: 'V13_QUERY_STATEMENT',
    hint: "write PIVOT … ON column IN ('a', 'b') USING …",
  });

/** Words that begin what is refused: named at once, before names in the statement are looked up. */
const REFUSED_WORDS = new Set(
  `ALTER ANALYZE ATTACH BEGIN CALL CHECKPOINT COMMENT COMMIT COPY CREATE DEALLOCATE DELETE DETACH DROP EXECUTE EXPORT FORCE
  IMPORT INSERT INSTALL LOAD MERGE PRAGMA PREPARE REINDEX RESET ROLLBACK SET START TRUNCATE UPDATE USE VACUUM`.split(
    /\s+/,
  ),
);

/** White space and comments at the front. */
const BLANK = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/;
const EXPLAIN = /^explain\s+(?:analyze\s+)?(?:\([^()]*\)\s*)?/i;

/** The statement that an EXPLAIN is about. Where its head is written in another way, what is left is no SELECT. */
const explained = (sql: string): string => sql.replace(BLANK, '').replace(EXPLAIN, '');

/** Words whose SELECT is one in DuckDB's parser only. */
const TALES = new Set(['DESCRIBE', 'DESC', 'SHOW', 'SUMMARIZE', 'PRAGMA']);

const textOf = (sql: string): string => sql.replace(BLANK, '').replace(/^[;\s]+/, '');
const firstWord = (sql: string): string => (/^[a-z]+/i.exec(textOf(sql))?.[0] ?? '').toUpperCase();

async function prepareOnly(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  if (textOf(sql) === '') throw refused('there is no statement');
  const word = firstWord(sql);
  if (REFUSED_WORDS.has(word)) throw refused(`${word} is refused: a query reads and changes nothing`);
  const extracted = await connection.extractStatements(sql);
  // DuckDB makes a PIVOT without values two statements: the first collects them in a type of its own.
  if (extracted.count > 1 && /\bpivot\b/i.test(sql)) throw pivotFault();
  if (extracted.count !== 1) throw refused(`one statement at a time, these are ${extracted.count}`);
  return extracted.prepare(0);
}

/**
 * Parses with DuckDB's own parser and lets a single SELECT through (which WITH, FROM, VALUES, DESCRIBE, SUMMARIZE and SHOW
 * are), or an EXPLAIN of one: EXPLAIN ANALYZE runs what it explains. Throws UsageError: V13_QUERY_REFUSED for others,
 * V13_QUERY_STATEMENT for faults. Statements that are refused are parsed and planned, never run.
 */
export async function checkStatement(
  api: DuckDB,
  connection: DuckDBConnection,
  sql: string,
): Promise<CheckedStatement> {
  const { StatementType } = api;
  const prepared = await attempt(() => prepareOnly(connection, sql));
  const type = prepared.statementType;
  if (type === StatementType.SELECT) return { kind: 'select', isTable: !TALES.has(firstWord(sql)), prepared };
  if (type !== StatementType.EXPLAIN) {
    prepared.destroySync();
    throw refused(`${nameOf(api, type)} is refused: a query reads and changes nothing`);
  }
  const inner = await attempt(() => prepareOnly(connection, explained(sql)));
  const isSelect = inner.statementType === StatementType.SELECT;
  inner.destroySync();
  if (isSelect) return { kind: 'explain', isTable: false, prepared };
  prepared.destroySync();
  throw refused('EXPLAIN is for questions: EXPLAIN ANALYZE runs what it explains');
}

const nameOf = ({ StatementType }: DuckDB, type: number): string =>
  (StatementType[type] ?? 'this statement').replaceAll('_', ' ');

async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw cause instanceof UsageError ? cause : queryFault(cause);
  }
}
