// `v13 compute --list-features`: every feature, its settings and its columns, made from the features themselves.

import { columns } from '../../cli/help.js';
import type { Context } from '../../cli/context.js';
import type { FeatureColumn, FeatureKind, FeatureOption } from '../../core/pipeline/feature.js';
import { FEATURE_KINDS } from '../../core/pipeline/features/index.js';
import { buildFeature } from '../../core/pipeline/features/settings.js';
import { formatDuration } from '../../text/duration.js';
import type { Words } from '../../text/words.js';
import { DEFAULT_FEATURES } from './options.js';

/** Columns at the default settings; null where a file must be given first. */
function columnsOf(kind: FeatureKind): readonly FeatureColumn[] | null {
  const isReady = kind.options.every(({ fallback }) => fallback !== null);
  return isReady ? buildFeature(kind, {}).columns : null;
}

function fallbackText({ kind, fallback }: FeatureOption, { label }: Words): string {
  if (fallback === null) return label('must be given');
  return `${label('default')} ${kind === 'span' ? formatDuration(fallback) : fallback}`;
}

function featureText(kind: FeatureKind, bold: (text: string) => string, words: Words): string {
  const { label, message } = words;
  const settings = kind.options.map((option): readonly [string, string] => [
    option.name,
    `${message(option.about)} (${fallbackText(option, words)})`,
  ]);
  const given = columnsOf(kind) ?? [];
  const fields = given.map(({ name, unit, about }): readonly [string, string] => [
    name,
    `${message(about)} [${label(unit)}]`,
  ]);
  const mark = DEFAULT_FEATURES.includes(kind.name) ? ` (${message('always there, unless --feature none')})` : '';
  const part = (title: string, rows: readonly (readonly [string, string])[]): string =>
    rows.length === 0 ? '' : `  ${label(title)}\n${columns(rows)}\n`;
  return `${bold(kind.name)}${mark}: ${message(kind.about)}\n${part('settings', settings)}${part('columns', fields)}  ${label('source')}: ${kind.source}\n`;
}

export async function printFeatures(ctx: Context): Promise<void> {
  if (ctx.wantsJson) {
    const features = FEATURE_KINDS.map((kind) => {
      const { name, about, source, options } = kind;
      return { name, about, source, isDefault: DEFAULT_FEATURES.includes(name), options, columns: columnsOf(kind) };
    });
    await ctx.json({ schema: 'v13.features-list/1', features });
    return;
  }
  await ctx.stdout.write(FEATURE_KINDS.map((kind) => featureText(kind, ctx.paint.stdout.bold, ctx.words)).join('\n'));
}
