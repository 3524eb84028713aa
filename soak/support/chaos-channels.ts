// Sent against written, message by message: each stream's lines are what the emulator sent, in its order, but for what was
// still on its way when a connection ended.

import { type FileLine, idOf, isVenueStream, splitStream } from './chaos-lines.js';
import type { TruthMessage } from './chaos-truth.js';

interface WrittenMessage {
  readonly id: number;
  readonly prevId: number | null;
  readonly sentMs: number;
}

export interface ChannelResult {
  /** Sent on a connection that ended before they arrived. */
  readonly cut: readonly TruthMessage[];
  /** Sent, not written, and not at the end of a connection. */
  readonly missing: readonly TruthMessage[];
  /** Written and never sent so, or twice, or in another order. */
  readonly strange: readonly string[];
}

/** Messages of the exchange's streams by stream, as written. */
export function writtenMessages(lines: readonly FileLine[]): Map<string, WrittenMessage[]> {
  const streams = new Map<string, WrittenMessage[]>();
  for (const { stream, data } of lines) {
    if (typeof stream !== 'string' || data === undefined || !isVenueStream(stream)) continue;
    const { kind } = splitStream(stream);
    const prevId = kind === 'depth' ? Number(data['pu']) : null;
    const list = streams.get(stream) ?? [];
    list.push({ id: idOf(kind, data), prevId, sentMs: Number(data['E']) });
    streams.set(stream, list);
  }
  return streams;
}

export function byStream(messages: readonly TruthMessage[]): Map<string, TruthMessage[]> {
  const streams = new Map<string, TruthMessage[]>();
  for (const message of messages) {
    const list = streams.get(message.stream) ?? [];
    list.push(message);
    streams.set(message.stream, list);
  }
  return streams;
}

const isSame = (sent: TruthMessage, written: WrittenMessage | undefined): boolean =>
  written !== undefined && sent.id === written.id && sent.prevId === written.prevId && sent.sentMs === written.sentMs;

/** One connection after the other: of each, a beginning of what it was sent must have been written, in that order. */
export function compareInTurn(sent: readonly TruthMessage[], written: readonly WrittenMessage[]): ChannelResult {
  const connections = [...new Set(sent.map(({ connection }) => connection))];
  const cut: TruthMessage[] = [];
  const missing: TruthMessage[] = [];
  let at = 0;
  for (const connection of connections) {
    const own = sent.filter((message) => message.connection === connection);
    let taken = 0;
    for (const [i, message] of own.entries()) {
      if (!isSame(message, written[at])) continue;
      // What was passed over before this one is missing in the middle.
      missing.push(...own.slice(taken, i));
      taken = i + 1;
      at++;
    }
    cut.push(...own.slice(taken));
  }
  const strange = written.slice(at).map(({ id }) => `message ${id} is out of place`);
  return { cut, missing, strange: strange.slice(0, 3) };
}

/** Two connections at a time: whatever was sent on either must stand there once, in order of its id. */
export function compareMerged(sent: readonly TruthMessage[], written: readonly WrittenMessage[]): ChannelResult {
  const known = new Map(sent.map((message) => [message.id, message]));
  const strange: string[] = [];
  let last = -Infinity;
  for (const message of written) {
    const origin = known.get(message.id);
    if (origin === undefined || !isSame(origin, message)) strange.push(`message ${message.id} was not sent so`);
    if (message.id <= last) strange.push(`message ${message.id} comes after ${last}`);
    last = message.id;
  }
  const held = new Set(written.map(({ id }) => id));
  const missing: TruthMessage[] = [];
  const cut: TruthMessage[] = [];
  for (const message of sent) {
    if (held.has(message.id)) continue;
    if (message.id > last) cut.push(message);
    else missing.push(message);
  }
  return { cut, missing, strange: strange.slice(0, 3) };
}
