// What faults do to messages and sockets: lost, doubled, out of order, changed, broken, late.

import type { Connection } from './connection.js';
import { type Emulation, elapsedUs } from './emulation.js';
import type { Fault, FaultHit } from './fault-script.js';
import { type Outgoing, noteLost, sendTo } from './outgoing.js';
import { payloadOf } from './payload.js';
import type { VenueMessage } from './venue-message.js';

const USUAL_CLOSE = 1001;

const isMeant = ({ fault }: FaultHit, connection: Connection): boolean =>
  fault.connection === null || fault.connection === connection.id;

/** Faults of whole sockets begin with the message that meets them, on the sockets that carry it. */
export function applySocketFaults(emulation: Emulation, outgoing: Outgoing, hits: readonly FaultHit[]): void {
  for (const hit of hits) {
    const targets = outgoing.entry.listeners.filter((connection) => isMeant(hit, connection));
    if (hit.fires) noteFired(emulation, { hit, targets, outgoing });
    const { fault } = hit;
    if (fault.kind === 'hole-unhealable' && outgoing.message.kind === 'aggTrade') {
      emulation.market.get(outgoing.message.symbol)?.holes.add(outgoing.message.id);
    }
    if (fault.kind === 'close')
      for (const one of [...targets]) one.close(fault.value ?? USUAL_CLOSE, 'closed by fault');
    if (fault.kind === 'half-open') for (const one of targets) one.freeze();
    if (fault.kind === 'stall' && hit.fires) stall(emulation, fault, targets);
  }
}

function stall(emulation: Emulation, fault: Fault, targets: readonly Connection[]): void {
  const untilUs = fault.forUs === null ? Infinity : emulation.clock.nowUs + fault.forUs;
  for (const connection of targets) connection.stalledUntilUs = untilUs;
}

interface Firing {
  readonly hit: FaultHit;
  readonly targets: readonly Connection[];
  readonly outgoing: Outgoing;
}

function noteFired(emulation: Emulation, { hit, targets, outgoing }: Firing): void {
  emulation.faultsFired++;
  const { index, fault } = hit;
  const stream = outgoing.entry.served.name;
  const about = { index, fault: fault.kind, stream, conns: targets.map(({ id }) => id), script: fault };
  const at = `"atUs":${Math.round(elapsedUs(emulation))}`;
  emulation.truth?.line('fault', `${at},${JSON.stringify(about).slice(1, -1)}`);
}

/** Sends a message to one connection as its faults have it. */
export function sendWithFaults(
  emulation: Emulation,
  connection: Connection,
  what: { readonly outgoing: Outgoing; readonly hits: readonly FaultHit[] },
): void {
  const kinds = what.hits.filter((hit) => isMeant(hit, connection)).map(({ fault }) => fault.kind);
  const lost = kinds.find((kind) => kind === 'drop' || kind === 'silent' || kind === 'hole-unhealable');
  const { entry } = what.outgoing;
  if (kinds.includes('close')) {
    noteLost(emulation, connection, { ...what.outgoing, fault: 'close' });
    return;
  }
  if (lost !== undefined) {
    noteLost(emulation, connection, { ...what.outgoing, fault: lost });
    return;
  }
  if (kinds.includes('malformed')) {
    breakFrame(emulation, connection, what.outgoing);
    return;
  }
  const changed = changedBy(kinds, emulation, what.outgoing);
  if (kinds.includes('reorder')) {
    const release = (): void => sendTo(emulation, connection, { ...changed, fault: 'reorder' });
    entry.held.push({ connection, message: what.outgoing.message, release });
    return;
  }
  sendTo(emulation, connection, changed);
  if (kinds.includes('duplicate')) sendTo(emulation, connection, { ...changed, fault: 'duplicate' });
}

/** The first half of the message goes out as a whole frame: no JSON, and the message is lost. */
function breakFrame(emulation: Emulation, connection: Connection, outgoing: Outgoing): void {
  const { payload, isAscii } = outgoing;
  if (!connection.isFrozen) connection.send(payload.slice(0, Math.floor(payload.length / 2)), isAscii);
  noteLost(emulation, connection, { ...outgoing, fault: 'malformed' });
}

type MaybeFault = Outgoing & { readonly fault?: string };

function changedBy(kinds: readonly string[], emulation: Emulation, outgoing: Outgoing): MaybeFault {
  const { sentMs } = outgoing;
  let changed: MaybeFault = outgoing;
  if (kinds.includes('break-pu') && outgoing.message.kind === 'depth') {
    const message: VenueMessage = { ...outgoing.message, prevId: outgoing.message.prevId - 1 };
    const payload = payloadOf(message, { sentMs, fields: emulation.fields });
    changed = { ...outgoing, message, payload, fault: 'break-pu' };
  }
  if (kinds.includes('unknown-fields')) {
    const payload = withUnknownFields(changed.payload);
    changed = { ...changed, payload, fault: 'unknown-fields' };
  }
  return changed;
}

/** Fields that nobody has heard of, at both ends: a client must read past them. */
export const withUnknownFields = (payload: string): string =>
  `{"zz":{"a":[1,"b",null],"u":0},${payload.slice(1, -1)},"vv":"1.5","ww":[[],{}]}`;
