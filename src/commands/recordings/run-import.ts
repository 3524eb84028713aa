// An import as a command runs it: with progress, and with words for what came of it.

import type { ImportChoices, ImportResult } from '../../assembly/import/import-types.js';
import { importFiles } from '../../assembly/import/import.js';
import type { Context, Progress } from '../../cli/context.js';
import { importedText } from '../../report/import-text.js';

/** Runs an import with its progress on the screen. */
export async function runImport(choices: ImportChoices, ctx: Context): Promise<ImportResult> {
  const shown: { progress: Progress | null } = { progress: null };
  try {
    return await importFiles(choices, {
      signal: ctx.signal,
      onPart(label, total) {
        shown.progress?.end();
        shown.progress = ctx.progress({ label, total, unit: 'bytes' });
      },
      onProgress: (bytes) => shown.progress?.update(bytes),
      onNote: (text) => ctx.talk.info(text),
    });
  } finally {
    shown.progress?.end();
  }
}

/** Says which files were there before, and which sessions are new. */
export async function tellImport({ held, sessions }: ImportResult, ctx: Context): Promise<void> {
  for (const { path, session, env } of held) {
    ctx.talk.info(`${path}: imported before, ${env.toUpperCase()} session ${session}; nothing to do`);
  }
  if (ctx.wantsJson) return;
  for (const session of sessions) await ctx.stdout.write(ctx.words.message(importedText(session, ctx.timeZone)));
}
