// Figures out of JSON documents of unknown origin: a place that is not there, or is no number, is absent.

import type { Figure } from './scorecard.js';

export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at `a.b.c`; undefined where the way ends before. */
export function placeIn(document: unknown, place: string): unknown {
  let at: unknown = document;
  for (const key of place.split('.')) at = isJson(at) ? at[key] : undefined;
  return at;
}

/** The number there; null where there is none. */
export function numberIn(document: unknown, place: string): number | null {
  const value = placeIn(document, place);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function textIn(document: unknown, place: string): string | null {
  const value = placeIn(document, place);
  return typeof value === 'string' ? value : null;
}

/** The objects of a list there; none where there is no list. */
export function listIn(document: unknown, place: string): Json[] {
  const value = placeIn(document, place);
  return Array.isArray(value) ? value.filter(isJson) : [];
}

export const figure = (value: number | null, rest: Partial<Figure> = {}): Figure => ({
  value,
  verdict: null,
  note: null,
  ...rest,
});

/** The largest of some numbers; null where one of them is absent, or there are none. */
export function largest(values: readonly (number | null)[]): number | null {
  let found: number | null = null;
  for (const value of values) {
    if (value === null) return null;
    if (found === null || value > found) found = value;
  }
  return found;
}

/** The least, likewise. */
export function least(values: readonly (number | null)[]): number | null {
  const turned = largest(values.map((value) => (value === null ? null : -value)));
  return turned === null ? null : -turned;
}

/** Names of the figures in a document's own list of them: `figures: { win_rate: 0.6 }`. */
export function figuresIn(document: unknown): Record<string, Figure> {
  const named = placeIn(document, 'figures');
  if (!isJson(named)) return {};
  return Object.fromEntries(Object.keys(named).map((key) => [key, figure(numberIn(named, key))]));
}
