// The canonical order of inputs and which of them may continue which; the order of arguments plays no part in it.

import { type InputHead } from './input-head.js';
import { JITTER_US } from './jitter.js';

export interface OrderableInput {
  readonly baseName: string;
  readonly path: string;
  readonly head: InputHead;
}

export interface OrderedInput<Input> {
  readonly input: Input;
  /** Places in the order of earlier inputs that this one may be a continuation of. */
  readonly predecessors: readonly number[];
}

/** Inputs of one recording: one v13 session, or files of another tool with a symbol in common. */
interface Recording<Input> {
  readonly session: string;
  readonly format: InputHead['format'];
  readonly symbols: Set<string>;
  /** By first receive time and name. */
  readonly members: Input[];
}

/**
 * By session id, then first receive time, then base name, then path. Files of another tool have no session; those with
 * a symbol in common stand together like one, so that cutting a file in two changes no tie with other inputs.
 */
export function orderInputs<Input extends OrderableInput>(inputs: readonly Input[]): OrderedInput<Input>[] {
  const recordings: Recording<Input>[] = [];
  for (const input of [...inputs].sort(byTimeAndName)) {
    const home = findHome(recordings, input);
    if (home === undefined) {
      const { format, session, symbols } = input.head;
      recordings.push({ session: session?.session ?? '', format, symbols: new Set(symbols), members: [input] });
    } else {
      for (const symbol of input.head.symbols) home.symbols.add(symbol);
      addMember(home.members, input);
    }
  }
  recordings.sort((a, b) => compareText(a.session, b.session) || byTimeAndName(firstMember(a), firstMember(b)));
  const ordered: OrderedInput<Input>[] = [];
  for (const { members, format } of recordings) {
    const base = ordered.length;
    members.forEach((input, i) => {
      const predecessors = format === 'v13-raw' ? [] : Array.from({ length: i }, (_, k) => base + k);
      ordered.push({ input, predecessors });
    });
  }
  return ordered;
}

/**
 * The recording that an input belongs to. A v13 file without a session header is the later part of a cut file: it goes
 * to the session that began last before it.
 */
function findHome<Input extends OrderableInput>(
  recordings: readonly Recording<Input>[],
  input: Input,
): Recording<Input> | undefined {
  const { format, session, symbols } = input.head;
  const same = recordings.filter((recording) => recording.format === format);
  if (session !== null) return same.find((recording) => recording.session === session.session);
  const shared = same.filter((recording) => sharesSymbol(recording.symbols, symbols));
  return shared.at(-1);
}

/** Nothing is known of inputs that name no symbol: they may share any. */
function sharesSymbol(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return true;
  for (const symbol of a) if (b.has(symbol)) return true;
  return false;
}

/** Appends in time order; parts of a foreign file that begin within the jitter of each other go by name. */
function addMember<Input extends OrderableInput>(members: Input[], input: Input): void {
  let place = members.length;
  while (place > 0 && input.head.format !== 'v13-raw') {
    const before = members[place - 1] as Input;
    if (firstUs(input) - firstUs(before) > JITTER_US || before.baseName <= input.baseName) break;
    place--;
  }
  members.splice(place, 0, input);
}

function byTimeAndName(a: OrderableInput, b: OrderableInput): number {
  return firstUs(a) - firstUs(b) || compareText(a.baseName, b.baseName) || compareText(a.path, b.path);
}

/** Inputs without a frame in their head come first; 0 is before any recording. */
const firstUs = (input: OrderableInput): number => input.head.firstRecvUs ?? 0;
/** A recording is made with its first member. */
const firstMember = <Input>(recording: Recording<Input>): Input => recording.members[0] as Input;

/** Code unit order: the same on every machine and in every language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
