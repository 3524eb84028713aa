// The files of a report: all of them stand whole, or none does.

import type { Context } from '../../cli/context.js';
import type { AnalysisResult } from '../../core/analysis/result.js';
import { createAtomicFile, type AtomicFile, storeError } from '../../platform/atomic-file.js';
import { folderState } from '../../platform/folder-state.js';
import { openFile } from '../../platform/open-file.js';
import { joinPath, shownPath } from '../../platform/paths.js';
import {
  renderAnalysisHtml,
  renderAnalysisJson,
  renderAnalysisMarkdown,
} from '../../report/analysis/render-analysis.js';

/** Folder of one report among `count`: several symbols have a folder each. */
export const reportFolder = (report: string, symbol: string, count: number): string =>
  count > 1 ? joinPath(report, symbol) : report;

export const REPORT_NAMES = ['report.json', 'report.md', 'report.html'] as const;

/** Throws StoreError before hours of work where the folder cannot be made or written to. Makes nothing. */
export function requireReportFolder(report: string | null): void {
  if (report === null) return;
  const { nearest, isWritable } = folderState(report);
  if (!isWritable)
    throw storeError(
      report,
      Object.assign(new Error(), { code: folderState(nearest).isFolder ? 'EACCES' : 'ENOTDIR' }),
    );
}

/** Writes the three files under other names, then gives them theirs. Throws StoreError. */
export async function writeReport(result: AnalysisResult, folder: string, { words, timeZone }: Context): Promise<void> {
  const options = { words, zone: timeZone };
  const texts = [
    renderAnalysisJson(result),
    renderAnalysisMarkdown(result, options),
    renderAnalysisHtml(result, options),
  ];
  const files: AtomicFile[] = [];
  try {
    for (const [k, name] of REPORT_NAMES.entries()) {
      const file = await createAtomicFile(joinPath(folder, name));
      files.push(file);
      await file.write(texts[k] ?? '');
    }
    for (const file of files) await file.commit();
  } finally {
    for (const file of files) await file.discard();
  }
}

/** A machine without a screen is no reason to fail. */
export async function openReport(folder: string, ctx: Context): Promise<void> {
  const path = joinPath(folder, 'report.html');
  const why = await openFile(path);
  if (why !== null) ctx.talk.warn(`${shownPath(path, ctx.cwd)} cannot be opened here: ${why}`);
}
