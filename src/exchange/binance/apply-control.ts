// Control records → events: sessions, breaks that frames do not show, and derived books at a segment's start.

import { ALL_SYMBOLS, KIND, type KindCode } from '../../core/market/event-batch.js';
import type { CheckpointRecord, Control, SessionHeader } from '../../core/market/control.js';
import { parseUnit } from '../../core/market/instrument.js';
import { type Normalizer, isWanted, refuse, sequenceOf } from './normalizer.js';
import { restartSequence } from './sequence.js';
import { emitSnapshot, parseLevels } from './snapshot.js';

const TROUBLE: Readonly<Record<string, KindCode>> = {
  disconnect: KIND.disconnect,
  silence: KIND.silence,
  clock_step: KIND.clockStep,
  rest_failure: KIND.restFailure,
};

function emitTrouble(normalizer: Normalizer, kind: KindCode, symbol: number): void {
  const { batch, recvUs } = normalizer.target;
  const i = batch.count++;
  batch.kind[i] = kind;
  batch.flags[i] = 0;
  batch.symbol[i] = symbol;
  batch.recvUs[i] = recvUs;
}

/** A session's header repeats itself at each segment and then changes nothing; a new id begins everything anew. */
function applySession(normalizer: Normalizer, header: SessionHeader): void {
  for (const filters of header.symbols) {
    const tick = parseUnit(filters.tick);
    const step = parseUnit(filters.step);
    if (tick === null || step === null || normalizer.config.instruments.has(filters.symbol)) continue;
    normalizer.config.instruments.set(filters.symbol, {
      symbol: filters.symbol,
      venue: header.venue,
      tick,
      step,
      unitsFrom: 'stated',
    });
  }
  if (normalizer.sessions.has(header.session)) return;
  normalizer.sessions.add(header.session);
  for (const sequence of normalizer.sequences) restartSequence(sequence);
  emitTrouble(normalizer, KIND.session, ALL_SYMBOLS);
}

function applyCheckpoint(normalizer: Normalizer, record: CheckpointRecord): void {
  if (!isWanted(normalizer, record.symbol)) return;
  const sequence = sequenceOf(normalizer, record.symbol);
  if (sequence === null || sequence.sync.phase === 'synced') return;
  const levels = record.lastId < 0 ? 'malformed_message' : parseLevels(record, sequence.scale);
  if (typeof levels === 'string') return refuse(normalizer, levels, `${record.symbol}@checkpoint`);
  emitSnapshot(normalizer, sequence, { lastId: record.lastId, levels });
}

export function applyControl(normalizer: Normalizer, control: Control): void {
  normalizer.counts.controls++;
  switch (control.control) {
    case 'session':
      return applySession(normalizer, control);
    case 'checkpoint':
      return applyCheckpoint(normalizer, control);
    case 'seal':
    case 'rollover':
      return;
    case 'gap':
      normalizer.counts.recordedGaps++;
      return;
    case 'resync':
      normalizer.counts.recordedResyncs++;
      return;
    default: {
      const kind = TROUBLE[control.control];
      if (kind === undefined) return;
      // More symbols than a batch holds: then all are taken to be concerned, which can only clear too much.
      const isForAll = control.symbols === null || control.symbols.length > normalizer.target.batch.capacity;
      if (control.symbols === null || isForAll) return emitTrouble(normalizer, kind, ALL_SYMBOLS);
      for (const symbol of control.symbols) {
        const sequence = isWanted(normalizer, symbol) ? sequenceOf(normalizer, symbol) : null;
        if (sequence !== null) emitTrouble(normalizer, kind, sequence.scale.code);
      }
    }
  }
}
