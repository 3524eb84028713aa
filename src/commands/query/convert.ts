// Recordings become a lake for one run: of the kinds that the statement names.

import { convertRecordings, workBytes } from '../../assembly/convert/convert.js';
import { QUERY_LEVELS } from '../../assembly/query/tables.js';
import type { Context, Progress } from '../../cli/context.js';
import { CONVERTED_KINDS, type ConvertedKind } from '../../store/lake/tables.js';

export interface Conversion {
  readonly paths: readonly string[];
  /** Its lake is made in `<folder>/lake`. */
  readonly folder: string;
  /** Null takes all kinds. */
  readonly statement: string | null;
  readonly signal: AbortSignal;
}

/** Kinds whose name stands in the statement; all where none does, or where there is no statement. */
export function kindsNamed(statement: string | null): ReadonlySet<ConvertedKind> {
  const words = new Set((statement ?? '').toLowerCase().match(/[a-z_]+/g) ?? []);
  const named = CONVERTED_KINDS.filter((kind) => words.has(kind));
  return new Set(named.length === 0 ? CONVERTED_KINDS : named);
}

const NO_SIGNALS = 'signals are not in recordings: v13 compute writes them, and its file is named behind the statement';

export async function convertForQuery({ paths, folder, statement, signal }: Conversion, ctx: Context): Promise<void> {
  const kinds = kindsNamed(statement);
  if (/\bsignals\b/i.test(statement ?? '')) ctx.talk.warn(NO_SIGNALS);
  let progress: Progress | null = null;
  try {
    const choices = { format: null, strict: false, symbols: [], venue: null, env: null, tick: null, step: null };
    const { sources } = await convertRecordings({
      dataFolder: folder,
      choices: { ...choices, paths, batchFrames: null },
      ...{ kinds, levels: QUERY_LEVELS, signal },
      software: `v13 ${ctx.version}`,
      command: 'v13 query',
      nowUs: ctx.nowUs(),
      onWork(work) {
        ctx.talk.info(`converting recordings for this run (${[...kinds].join(', ')}); v13 convert does it for good`);
        progress = ctx.progress({ label: 'converting', total: workBytes(work), unit: 'bytes' });
      },
      onProgress: (bytes) => progress?.update(bytes),
    });
    const damaged = sources.reduce((sum, source) => sum + source.damaged, 0);
    if (damaged > 0) ctx.talk.warn(`${damaged} damaged lines are left out; v13 verify lists them`);
  } finally {
    (progress as Progress | null)?.end();
  }
}
