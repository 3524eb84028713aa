// The machine: Node, DuckDB, the terminal, the time zone, open files.

import { speaksUtf8 } from '../../platform/utf8.js';
import { type LegFinding, failed, passed, warned } from '../../core/quality/leg.js';
import { V13Error } from '../../platform/errors.js';
import { machine } from '../../platform/machine.js';
import { openFileLimit } from '../../platform/open-file-limit.js';
import type { LegPlan } from './run-legs.js';

/** What the caller knows of the terminal. */
export interface TerminalFacts {
  readonly isTty: boolean;
  /** Infinity without a terminal. */
  readonly columns: number;
  readonly hasColour: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface MachineFacts {
  readonly terminal: TerminalFacts;
  /** Zone of times typed and printed. */
  readonly timeZone: string;
}

/** `engines` of package.json. */
const LEAST_NODE = [20, 19] as const;

export function nodeLeg({ node, system }: ReturnType<typeof machine>): LegFinding {
  const [major = 0, minor = 0] = node.replace(/^v/, '').split('.').map(Number);
  const isEnough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  const figures = { node, system };
  if (isEnough) return passed(`${node} on ${system}`, figures);
  return failed(`${node} on ${system}`, `install Node ${LEAST_NODE.join('.')} or newer`, figures);
}

async function duckdbLeg(): Promise<LegFinding> {
  const { loadDuckDB } = await import('../../warehouse/duckdb.js');
  try {
    const version = (await loadDuckDB()).version();
    return passed(`DuckDB ${version}`, { version });
  } catch (error) {
    if (!(error instanceof V13Error)) throw error;
    return warned(`${error.message}; only v13 query needs it`, error.hint ?? '', { version: null });
  }
}

const LEAST_COLUMNS = 80;

export function terminalLeg({ isTty, columns, hasColour, variables }: TerminalFacts): LegFinding {
  const locale = variables['LC_ALL'] || variables['LC_CTYPE'] || variables['LANG'] || '';
  const isUtf8 = speaksUtf8(variables);
  const figures = { isTty, columns: columns === Infinity ? null : columns, hasColour, locale };
  if (!isTty) return passed('standard output is no terminal: plain text, no progress', figures);
  const found = `${columns} columns, ${hasColour ? 'colours' : 'no colours'}, ${locale === '' ? 'no locale' : locale}`;
  if (!isUtf8)
    return warned(found, 'set LANG=C.UTF-8 (or another UTF-8 locale): – and µ are not shown otherwise', figures);
  if (columns < LEAST_COLUMNS) return warned(found, `widen the terminal to ${LEAST_COLUMNS} columns or more`, figures);
  return passed(found, figures);
}

function zoneLeg(shown: string): LegFinding {
  const system = new Intl.DateTimeFormat('en-US').resolvedOptions().timeZone;
  return passed(`system ${system}, times are shown in ${shown} and stored in UTC`, { system, shown });
}

/** A capture holds two sockets, the segments and the log: hundreds are plenty, but some systems give fewer. */
const ENOUGH_FILES = 1_024;
const FEW_FILES = 64;

export function filesLeg(limit: number | null): LegFinding {
  if (limit === null) return passed('this system does not tell its limit', { limit });
  const found = limit === Infinity ? 'no limit' : `${limit} at once`;
  const figures = { limit: limit === Infinity ? null : limit };
  if (limit >= ENOUGH_FILES) return passed(found, figures);
  const hint = `raise it: ulimit -n ${ENOUGH_FILES}`;
  return limit < FEW_FILES ? failed(found, hint, figures) : warned(found, hint, figures);
}

export const machineLegs = ({ terminal, timeZone }: MachineFacts): LegPlan[] => [
  { group: 'machine', name: 'node', look: () => nodeLeg(machine()) },
  { group: 'machine', name: 'duckdb', look: duckdbLeg },
  { group: 'machine', name: 'terminal', look: () => terminalLeg(terminal) },
  { group: 'machine', name: 'time-zone', look: () => zoneLeg(timeZone) },
  { group: 'machine', name: 'open-files', look: () => filesLeg(openFileLimit()) },
];
