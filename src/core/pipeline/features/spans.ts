// Spans of time in the names of columns, and options that name several of them.

import { US_PER_DAY, US_PER_MS, US_PER_SECOND } from '../../market/units.js';
import type { FeatureOption, FeatureSettings } from '../feature.js';
import { spanSetting } from './settings.js';

const US_PER_MINUTE = 60 * US_PER_SECOND;
const UNITS: readonly (readonly [us: number, name: string])[] = [
  [60 * US_PER_MINUTE, 'h'],
  [US_PER_MINUTE, 'm'],
  [US_PER_SECOND, 's'],
  [US_PER_MS, 'ms'],
];

/** The span in the largest unit of which it is a whole number: 1s, 90s, 1m, 250ms, 1500us. */
export function spanName(spanUs: number): string {
  const [us, name] = UNITS.find(([unit]) => spanUs % unit === 0) ?? [1, 'us'];
  return `${spanUs / us}${name}`;
}

/** What a list of spans is for, and its fallbacks by option name. */
export interface SpanList {
  readonly about: string;
  readonly fallbacks: Readonly<Record<string, number>>;
}

export const spanOptions = ({ about, fallbacks }: SpanList): FeatureOption[] =>
  Object.entries(fallbacks).map(([name, fallback]) => ({ name, about: `${name} ${about}`, kind: 'span', fallback }));

/** What is held of a trailing span grows with it; nobody looks back further in rows of a fraction of a second. */
const LONGEST_SPAN_US = US_PER_DAY;
/** Some operators close spans one by one: an hour of quiet must not take minutes. */
const SHORTEST_SPAN_US = US_PER_MS;

/** The spans in the order of the list. @throws RangeError when two are equal: their columns would have one name */
export function spanSettings(settings: FeatureSettings, { fallbacks }: SpanList): number[] {
  const names = Object.keys(fallbacks);
  const spans = names.map((name) => spanSetting(settings, name, { min: SHORTEST_SPAN_US, max: LONGEST_SPAN_US }));
  spans.forEach((span, k) => {
    const twin = spans.indexOf(span);
    if (twin < k) throw new RangeError(`${names[twin]} and ${names[k]} must differ`);
  });
  return spans;
}
