// `v13 lake prune`: the oldest days of the lake go.

import { changeLake, checkDataRoot } from '../../assembly/convert/change-lake.js';
import { defineCommand } from '../../cli/command.js';
import { EXIT } from '../../cli/exit-codes.js';
import { valueOption } from '../../cli/option.js';
import { duration } from '../../cli/values/duration.js';
import { size } from '../../cli/values/size.js';
import { UsageError } from '../../platform/errors.js';
import { type LakePlace, daysText, placeLines } from '../../report/lake-text.js';
import { lakeFolder } from '../../store/catalog.js';
import { choosePruned, prunePartitions } from '../../store/lake/lake-retention.js';
import { type PartitionEntry, listPartitions } from '../../store/lake/listing.js';

const options = {
  keepAge: valueOption({
    flag: '--keep-age',
    group: 'Storage',
    value: 'DURATION',
    parse: duration({ minUs: 3_600_000_000 }),
    default: null,
    help: 'delete days that ended longer ago',
  }),
  keepSize: valueOption({
    flag: '--keep-size',
    group: 'Storage',
    value: 'SIZE',
    parse: size,
    default: null,
    help: 'delete the oldest days beyond this size; the newest stays',
  }),
} as const;

interface PrunePlan {
  readonly lake: string;
  readonly maxAgeUs: number | null;
  readonly maxBytes: number | null;
  readonly nowUs: number;
}

const placesOf = (entries: readonly PartitionEntry[]): LakePlace[] =>
  entries.map(({ partition, parts, bytes }) => ({ ...partition, files: parts.length, bytes }));

export const lakePrune = defineCommand({
  name: 'lake prune',
  summary: 'delete the oldest days of converted data; recordings stay',
  description:
    'Deletes whole days of Parquet files that are too old or too many. Recordings are not touched, and what was converted from them is not converted again without `v13 convert --again`.',
  examples: [
    { line: 'v13 lake prune --keep-age 30d', does: 'the last thirty days stay' },
    { line: 'v13 lake prune --keep-size 50GB', does: 'the oldest days beyond 50 GB go' },
    { line: 'v13 lake prune --keep-age 30d --json', does: 'and say as data what went' },
  ],
  arguments: [],
  options,
  usesConfig: 'if-sound',
  plan({ options: { keepAge, keepSize } }, env): PrunePlan {
    if (keepAge === null && keepSize === null) {
      throw new UsageError('nothing says what to keep', {
        code: 'V13_LAKE_KEEP',
        hint: 'give --keep-age, --keep-size or both',
      });
    }
    return { lake: lakeFolder(env.dataRoot), maxAgeUs: keepAge, maxBytes: keepSize, nowUs: env.nowUs };
  },
  async describe(plan) {
    checkDataRoot(plan.lake);
    const gone = placesOf(choosePruned(await listPartitions(plan.lake), plan));
    return [...placeLines(gone), daysText(gone, 'would be deleted')];
  },
  async run(plan, ctx) {
    const { lake, nowUs } = plan;
    let gone: PartitionEntry[] = [];
    await changeLake({ lake, command: 'v13 lake prune', nowUs }, async () => {
      gone = choosePruned(await listPartitions(lake), plan);
      await prunePartitions(lake, gone);
    });
    const bytes = gone.reduce((sum, entry) => sum + entry.bytes, 0);
    const places = placesOf(gone);
    if (ctx.wantsJson) {
      const partitions = gone.map(({ partition, bytes: size, parts }) => ({
        ...partition,
        bytes: size,
        files: parts.length,
      }));
      await ctx.json({ schema: 'v13.lake-prune/1', lake, bytes, partitions });
    } else {
      const lines = [...placeLines(places), daysText(places, 'deleted')];
      await ctx.stdout.write(`${lines.map(ctx.words.message).join('\n')}\n`);
    }
    ctx.next('v13 lake');
    return EXIT.done;
  },
});
