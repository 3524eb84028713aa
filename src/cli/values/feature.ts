// Features with their options: `vpin:size=50,window=20`, `mlofi`, or `all`.

import type { FeatureKind, FeatureOption } from '../../core/pipeline/feature.js';
import { suggestion } from '../did-you-mean.js';
import type { ValueParser } from '../option.js';
import { parseDuration } from './duration.js';
import { parseInteger, parseNumber } from './number.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';

/** A feature as asked for. Options that were not given are left to their fallbacks. */
export interface FeatureChoice {
  readonly kind: FeatureKind;
  /** Numbers as such, spans in µs. */
  readonly settings: Readonly<Record<string, number>>;
  /** Paths of the options that are files: the caller reads their JSON into the settings. */
  readonly files: Readonly<Record<string, string>>;
}

/** `all`: every feature that can do without options. */
const ALL = 'all';

const needsNothing = (kind: FeatureKind): boolean => kind.options.every(({ fallback }) => fallback !== null);

export function parseFeature(text: string, kinds: readonly FeatureKind[]): Parsed<readonly FeatureChoice[]> {
  if (text === ALL) return parsed(kinds.filter(needsNothing).map((kind) => ({ kind, settings: {}, files: {} })));
  const [name, rest] = splitAt(text, ':');
  const kind = kinds.find((one) => one.name === name);
  if (kind === undefined) {
    const names = [ALL, ...kinds.map((one) => one.name)];
    return unparsed(`no feature "${name}"`, suggestion(name, names) ?? `there are ${names.join(', ')}`);
  }
  return parseOptions(kind, rest);
}

/** Parts before and after the first such character; the second is null where there is none. */
function splitAt(text: string, character: string): [string, string | null] {
  const at = text.indexOf(character);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

function parseOptions(kind: FeatureKind, text: string | null): Parsed<readonly FeatureChoice[]> {
  const settings: Record<string, number> = {};
  const files: Record<string, string> = {};
  const seen = new Set<string>();
  for (const part of text === null ? [] : text.split(',')) {
    const [name, value] = splitAt(part, '=');
    const option = kind.options.find((one) => one.name === name);
    if (option === undefined) return unknownOption(kind, name);
    if (value === null || value === '') return unparsed(`${name} needs a value`, `write ${kind.name}:${name}=…`);
    if (seen.has(name)) return unparsed(`${name} is given twice`);
    seen.add(name);
    if (option.kind === 'file') {
      files[name] = value;
      continue;
    }
    const number = parseOption(option, value);
    if (!number.ok) return { ...number, problem: `${name}=${value}: ${number.problem}` };
    settings[name] = number.value;
  }
  const missing = kind.options.find(({ name, fallback }) => fallback === null && !seen.has(name));
  if (missing === undefined) return parsed([{ kind, settings, files }]);
  return unparsed(`${missing.name} must be given: ${missing.about}`, `write ${kind.name}:${missing.name}=…`);
}

function unknownOption(kind: FeatureKind, name: string): Parsed<never> {
  const names = kind.options.map((option) => option.name);
  if (names.length === 0) return unparsed(`${kind.name} has no options`);
  return unparsed(`${kind.name} has no option "${name}"`, suggestion(name, names) ?? `it has ${names.join(', ')}`);
}

function parseOption({ kind }: FeatureOption, text: string): Parsed<number> {
  if (kind === 'span') return parseDuration(text);
  return kind === 'count' ? parseInteger(text, { min: 1 }) : parseNumber(text);
}

/** Parser of `--feature`, which may be given several times. */
export const feature =
  (kinds: readonly FeatureKind[]): ValueParser<readonly FeatureChoice[]> =>
  (text, flag) =>
    accept(parseFeature(text, kinds), flag, text);
