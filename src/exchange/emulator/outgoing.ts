// A message on its way to the listeners of one stream, and what the truth log says of each of them.

import type { Connection } from './connection.js';
import type { Emulation } from './emulation.js';
import type { StreamEntry } from './hub.js';
import { idsText } from './truth-log.js';
import type { VenueMessage } from './venue-message.js';

/** A message on its way to one stream. */
export interface Outgoing {
  readonly entry: StreamEntry;
  readonly message: VenueMessage;
  readonly isAscii: boolean;
  readonly sentMs: number;
  readonly payload: string;
}

const envelope = (name: string, payload: string): string => `{"stream":"${name}","data":${payload}}`;

/** Writes one message to one connection. `fault` names what was done to it. */
export function sendTo(
  emulation: Emulation,
  connection: Connection,
  outgoing: Outgoing & { readonly fault?: string },
): void {
  const { entry, payload, isAscii, fault } = outgoing;
  const { truth } = emulation;
  if (connection.isClosed) return;
  if (connection.isFrozen) {
    noteLost(emulation, connection, { ...outgoing, fault: 'half-open' });
    return;
  }
  connection.send(connection.combined ? envelope(entry.served.name, payload) : payload, isAscii);
  connection.sent++;
  emulation.messages++;
  if (truth !== null) truth.line('sent', sentFields(connection, outgoing, fault));
}

function sentFields(connection: Connection, { entry, message, sentMs }: Outgoing, fault: string | undefined): string {
  const head = `"conn":${connection.id},"stream":"${entry.served.name}",${idsText(message)},"E":${sentMs}`;
  return fault === undefined ? head : `${head},"fault":"${fault}"`;
}

/** A message that its listener should have had and did not get. */
export function noteLost(
  emulation: Emulation,
  connection: Connection,
  outgoing: Outgoing & { readonly fault: string },
): void {
  connection.lost++;
  emulation.truth?.line('lost', sentFields(connection, outgoing, outgoing.fault));
}
