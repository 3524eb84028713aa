// Entries of `v13 explain` about features, made from the features themselves.

import type { FeatureKind } from '../../core/pipeline/feature.js';
import { FEATURE_KINDS } from '../../core/pipeline/features/index.js';
import { buildFeature } from '../../core/pipeline/features/settings.js';
import type { Explanation } from '../explanation.js';

/** Columns at the default settings, each with its unit; those that need a file name theirs in docs/formulas.md. */
function columnLines(kind: FeatureKind): string[] {
  if (kind.options.some(({ fallback }) => fallback === null)) return [];
  return buildFeature(kind, {}).columns.map(({ name, unit, about }) => `${name} [${unit}]: ${about}`);
}

const settingLines = ({ options }: FeatureKind): string[] =>
  options.map(({ name, about }) => `setting ${name}: ${about}`);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const FEATURE_EXPLANATIONS: readonly Explanation[] = FEATURE_KINDS.map((kind) => ({
  term: kind.name.replaceAll('_', '-'),
  aliases: [],
  means: `${capital(kind.about)}: a feature of v13 compute, --feature ${kind.name}. Formulas: docs/formulas.md.`,
  formula: [...settingLines(kind), ...columnLines(kind)],
  unit: null,
  fields: [],
  flags: ['--feature'],
  source: kind.source,
  see: ['ofi', 'cvd'],
}));
