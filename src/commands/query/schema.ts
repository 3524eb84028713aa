// `v13 query --schema`: the views, their columns, units and files.

import type { Context } from '../../cli/context.js';
import { type ReportDocument, cell, columns, note, table } from '../../report/document.js';
import { countText } from '../../report/number-text.js';
import { terminalText } from '../../report/terminal-text.js';
import type { View } from '../../warehouse/views.js';
import type { Warehouse } from '../../warehouse/warehouse.js';

async function rowsOf({ name, files }: View, warehouse: Warehouse, signal: AbortSignal): Promise<number> {
  if (files.length === 0) return 0;
  const result = await warehouse.query(`SELECT count(*) FROM ${name}`, signal);
  let rows = 0;
  for await (const { values } of result.batches()) rows += Number(values[0]?.[0] ?? 0);
  return rows;
}

function documentOf(views: readonly (View & { readonly rows: number })[]): ReportDocument {
  return {
    title: 'Views',
    banners: [],
    sections: views.map(({ name, rows, files, columns: list }) => ({
      title: name,
      blocks: [
        note(files.length === 0 ? 'no files' : `${countText(rows)} rows in ${countText(files.length)} files`),
        table(
          columns('column', 'type', 'unit', 'what it is'),
          list.map((one) => [cell(one.name), cell(one.type), cell(one.unit ?? ''), cell(one.about ?? '', 'dim')]),
        ),
      ],
    })),
  };
}

export async function printSchema(warehouse: Warehouse, ctx: Context): Promise<void> {
  const views: (View & { readonly rows: number })[] = [];
  for (const view of warehouse.views) views.push({ ...view, rows: await rowsOf(view, warehouse, ctx.signal) });
  if (!ctx.wantsJson) {
    await ctx.stdout.write(
      terminalText(documentOf(views), { columns: ctx.columns, paint: ctx.paint.stdout, words: ctx.words }),
    );
    return;
  }
  await ctx.json({
    schema: 'v13.query-schema/1',
    views: views.map(({ name, rows, files, columns: list }) => ({ name, rows, files: files.length, columns: list })),
  });
}
