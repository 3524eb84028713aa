// The canonical order of inputs and which of them may continue which; the order of arguments plays no part in it.

import { type InputHead } from './input-head.js';

/**
 * Recordings of other tools are not strictly increasing in receive time: a file cut in two may overlap itself by the
 * jitter of its recorder. Up to this much, a continuation is appended instead of interleaved.
 */
export const JITTER_US = 10_000;

export interface OrderedInput {
  readonly baseName: string;
  readonly path: string;
  readonly head: InputHead;
}

/** By session id, first receive time, base name, path; a continuation by name within the jitter comes after. */
export function orderInputs<Input extends OrderedInput>(inputs: readonly Input[]): Input[] {
  const ordered = [...inputs].sort(compareInputs);
  for (let i = 1; i < ordered.length; i++) {
    for (let k = i; k > 0; k--) {
      const before = ordered[k - 1] as Input;
      const after = ordered[k] as Input;
      if (!isContinuation(before, after) || compareText(before.baseName, after.baseName) <= 0) break;
      ordered[k - 1] = after;
      ordered[k] = before;
    }
  }
  return ordered;
}

function compareInputs(a: OrderedInput, b: OrderedInput): number {
  return (
    compareText(sessionOf(a), sessionOf(b)) ||
    firstOf(a) - firstOf(b) ||
    compareText(a.baseName, b.baseName) ||
    compareText(a.path, b.path)
  );
}

const sessionOf = (input: OrderedInput): string => input.head.session?.session ?? '';
/** Inputs without a frame in their head come first; 0 is before any recording. */
const firstOf = (input: OrderedInput): number => input.head.firstRecvUs ?? 0;

/** Code unit order: the same on every machine and in every language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether two inputs of a foreign format may be parts of one recording that begin within the jitter of each other. */
function isContinuation(a: OrderedInput, b: OrderedInput): boolean {
  return isRelated(a, b) && Math.abs(firstOf(a) - firstOf(b)) <= JITTER_US;
}

function isRelated(a: OrderedInput, b: OrderedInput): boolean {
  if (a.head.format !== b.head.format || a.head.format === 'v13-raw') return false;
  if (a.head.symbols.size === 0 || b.head.symbols.size === 0) return true;
  for (const symbol of a.head.symbols) if (b.head.symbols.has(symbol)) return true;
  return false;
}

/** Earlier inputs of the canonical order that input `index` may be a continuation of. */
export function predecessorsOf(ordered: readonly OrderedInput[], index: number): number[] {
  const input = ordered[index] as OrderedInput;
  return ordered.flatMap((before, i) => (i < index && isRelated(before, input) ? [i] : []));
}
