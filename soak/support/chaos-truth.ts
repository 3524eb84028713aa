// The emulator's truth log, read again: what it sent, what it kept back, which faults met something, what its books were.

import { splitStream } from './chaos-lines.js';

export interface TruthMessage {
  readonly atMs: number;
  readonly connection: number;
  readonly stream: string;
  readonly id: number;
  /** As sent: a fault may have changed it. Null for messages other than depth. */
  readonly prevId: number | null;
  readonly sentMs: number;
  readonly fault: string | null;
}

export interface Truth {
  /** Written to sockets, in order. */
  readonly sent: readonly TruthMessage[];
  /** Kept back by faults, or meant for a socket that was dead. */
  readonly lost: readonly TruthMessage[];
  /** Faults when they first met something; those of REST are not among them. */
  readonly faults: readonly { readonly atMs: number; readonly fault: string }[];
  /** `ETHUSDT 4711` → CRC-32 of the top of the book at that u. */
  readonly books: ReadonlyMap<string, number>;
}

type Fields = Readonly<Record<string, unknown>>;

function messageOf(fields: Fields): TruthMessage {
  const stream = String(fields['stream']);
  const { kind } = splitStream(stream);
  return {
    atMs: Number(fields['t']),
    connection: Number(fields['conn']),
    stream,
    id: Number(fields[kind === 'aggTrade' ? 'a' : 'u']),
    prevId: kind === 'depth' ? Number(fields['pu']) : null,
    sentMs: Number(fields['E']),
    fault: typeof fields['fault'] === 'string' ? fields['fault'] : null,
  };
}

export function readTruth(lines: readonly string[]): Truth {
  const sent: TruthMessage[] = [];
  const lost: TruthMessage[] = [];
  const faults: { atMs: number; fault: string }[] = [];
  const books = new Map<string, number>();
  for (const line of lines) {
    const fields = JSON.parse(line) as Fields;
    const kind = fields['kind'];
    if (kind === 'sent') sent.push(messageOf(fields));
    else if (kind === 'lost') lost.push(messageOf(fields));
    else if (kind === 'book') books.set(`${String(fields['symbol'])} ${Number(fields['u'])}`, Number(fields['crc32']));
    else if (kind === 'fault' && fields['stream'] !== undefined) {
      faults.push({ atMs: Number(fields['t']), fault: String(fields['fault']) });
    }
  }
  return { sent, lost, faults, books };
}
