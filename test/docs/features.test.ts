// The sections of docs/formulas.md on features: their columns and their options are those of the code.

import { describe, expect, test } from 'vitest';
import { parseFeature } from '../../src/cli/values/feature.js';
import type { FeatureKind, FeatureSettings } from '../../src/core/pipeline/feature.js';
import { FEATURE_KINDS, featureKind } from '../../src/core/pipeline/features/index.js';
import { buildFeature } from '../../src/core/pipeline/features/settings.js';
import { codeSpans, page, sectionsOf } from '../support/docs.js';
import { SAMPLE_SETTINGS } from '../support/feature-kinds.js';

interface Section {
  readonly title: string;
  readonly text: string;
}

/** The code in a fact of a section: `- name: …` with its following lines. */
const spansIn = ({ text }: Section, name: string): string[] =>
  codeSpans(new RegExp(`^- ${name}: (.*(?:\\n {2}.*)*)`, 'm').exec(text)?.[1] ?? '');

const kindOf = ({ title }: Section): FeatureKind | null => featureKind(codeSpans(title).at(-1) ?? '');

const SECTIONS = sectionsOf(page('docs/formulas.md').text).filter((section) => /^- columns: /m.test(section.text));

/** A column of another span or level than the first has no mention of its own. */
const withoutSpan = (column: string): string => column.replace(/_\d+(us|ms|s|m|h)?$/, '');

/** The files that must be given, and nothing else. */
const filesOf = (kind: FeatureKind): FeatureSettings =>
  Object.fromEntries(
    kind.options.flatMap(({ name, kind: type }) =>
      type === 'file' ? [[name, SAMPLE_SETTINGS[kind.name]?.[name]] as const] : [],
    ),
  );

function faultsOf(section: Section, kind: FeatureKind): string[] {
  const columns = buildFeature(kind, filesOf(kind)).columns.map(({ name }) => name);
  const named = spansIn(section, 'columns');
  const given = spansIn(section, 'options').filter((span) => /^\w+=/.test(span));
  const choice = parseFeature(`${kind.name}:${given.join(',')}`, [kind]);
  const settings = given.length > 0 && choice.ok ? choice.value[0]?.settings : {};
  const options = kind.options.filter(({ kind: type }) => type !== 'file');
  return [
    ...named.filter((name) => !columns.includes(name)).map((name) => `${name} is no column`),
    ...columns
      .filter((name) => !named.some((other) => withoutSpan(other) === withoutSpan(name)))
      .map((name) => `${name} is not named`),
    ...options
      .filter(({ name, fallback }) => settings?.[name] !== fallback)
      .map(({ name, fallback }) => `${name} is ${fallback}`),
  ];
}

test('the sections are found', () => {
  expect(SECTIONS.length).toBeGreaterThan(10);
  expect(SECTIONS.filter((section) => kindOf(section) === null).map(({ title }) => title)).toEqual([]);
  expect(new Set(SECTIONS.map(kindOf)).size).toBe(SECTIONS.length);
  const named = SECTIONS.map((section) => kindOf(section)?.name);
  expect(FEATURE_KINDS.filter(({ name }) => !named.includes(name)).map(({ name }) => name)).toEqual([]);
});

describe.each(SECTIONS)('$title', (section) => {
  test('names the columns of the code and its options with their fallbacks', () => {
    const kind = kindOf(section);
    expect(kind === null ? ['is no feature'] : faultsOf(section, kind)).toEqual([]);
  });
});

test('the checks find a column that is gone, one that is missing and a fallback that has changed', () => {
  const kind = featureKind('amihud')!;
  const section = { title: 'x', text: '- columns: `kyle`\n- options: `bar=2s`, `window=120`\n' };
  expect(faultsOf(section, kind)).toEqual(['kyle is no column', 'amihud is not named', 'bar is 1000000']);
});
