// `v13 lake compact`: the parts of each partition become one.

import { changeLake, checkDataRoot } from '../../assembly/convert/change-lake.js';
import { defineCommand } from '../../cli/command.js';
import { EXIT } from '../../cli/exit-codes.js';
import { placeLines } from '../../report/lake-text.js';
import { bytesText, countText } from '../../report/number-text.js';
import { lakeFolder } from '../../store/catalog.js';
import { type Compacted, compactPartition } from '../../store/lake/compaction.js';
import { listPartitions } from '../../store/lake/listing.js';

export const lakeCompact = defineCommand({
  name: 'lake compact',
  summary: 'put the small files of each symbol, day and table together',
  description:
    'Writes one file of each partition that has several, with the same rows in order of time, and swaps them. A reader may miss rows for a moment and never sees one twice; a crash between is repaired by the next command that writes to the lake.',
  examples: [
    { line: 'v13 lake compact', does: 'every partition that has more than one file' },
    { line: 'v13 lake compact --dry-run', does: 'only say where' },
    { line: 'v13 lake compact --json', does: 'what was put together, as data' },
  ],
  arguments: [],
  options: {},
  usesConfig: 'if-sound',
  plan: (_, env) => ({ lake: lakeFolder(env.dataRoot) }),
  async describe({ lake }) {
    checkDataRoot(lake);
    const entries = (await listPartitions(lake)).filter(({ parts }) => parts.length > 1);
    const places = entries.map(({ partition, parts, bytes }) => ({ ...partition, files: parts.length, bytes }));
    const files = places.reduce((sum, one) => sum + one.files, 0);
    return [...placeLines(places), `${countText(files)} files would become ${countText(places.length)}`];
  },
  async run({ lake }, ctx) {
    const done: (Compacted & { readonly symbol: string; readonly date: string; readonly kind: string })[] = [];
    await changeLake({ lake, command: 'v13 lake compact', nowUs: ctx.nowUs() }, async () => {
      const entries = (await listPartitions(lake)).filter(({ parts }) => parts.length > 1);
      const progress = ctx.progress({ label: 'compacting', total: entries.length, unit: 'partitions' });
      try {
        for (const [k, entry] of entries.entries()) {
          ctx.signal.throwIfAborted();
          const compacted = await compactPartition(lake, entry);
          const { symbol, date, kind } = entry.partition;
          if (compacted !== null) done.push({ symbol, date, kind, ...compacted });
          progress.update(k + 1);
        }
      } finally {
        progress.end();
      }
    });
    const files = done.reduce((sum, one) => sum + one.files, 0);
    const [before, after] = [
      done.reduce((sum, one) => sum + one.bytesBefore, 0),
      done.reduce((sum, one) => sum + one.bytesAfter, 0),
    ];
    if (ctx.wantsJson) await ctx.json({ schema: 'v13.lake-compact/1', lake, partitions: done });
    else
      await ctx.stdout.write(
        ctx.words.message(
          `${countText(files)} files became ${countText(done.length)}: ${bytesText(before)} before, ${bytesText(after)} now\n`,
        ),
      );
    ctx.next('v13 lake');
    return EXIT.done;
  },
});
