// A planned roll-over of one connection: watch the old socket, open the new one, hand every stream over, close the old.

import type { VenueError } from '../../platform/errors.js';
import type { ReceiveClock } from '../../platform/receive-clock.js';
import type { StreamSession } from './feed-session.js';
import type { RolloverLimits } from './feed-types.js';
import { kindOfStream, messageIds, sequenceOf } from './message-ids.js';
import {
  type RolloverState,
  type Side,
  endSide,
  initRollover,
  isNewSilent,
  isSettled,
  notHandedOver,
  openNew,
  releaseHeld,
  stepRollover,
} from './rollover.js';
import type { StreamKind } from './streams.js';

/** What a hand-over asks of its connection. */
export interface HandOverHost {
  readonly streams: readonly string[];
  /** Id of each stream's last message so far; null where it is not known. */
  readonly lasts: readonly (number | null)[];
  readonly clock: ReceiveClock;
  readonly limits: RolloverLimits;
  deliver(bytes: Buffer, recvUs: number): void;
  open(): StreamSession;
  /** The new socket is the connection now. */
  promote(session: StreamSession): void;
  /** The new socket has taken over (`failure` null) or was given up. */
  done(result: HandOverResult): void;
  /** No more repeats are to be expected: messages need no look any more. */
  settled(): void;
}

export interface HandOverResult {
  readonly handedOver: number;
  readonly resyncs: number;
  readonly failure: string | null;
}

interface Pending {
  readonly bytes: Buffer;
  readonly recvUs: number;
}

/** Ends of waits are of the steady clock, all other times those of the messages. */
type Phase =
  | { readonly kind: 'lead'; readonly untilUs: number }
  | { readonly kind: 'opening' }
  | { readonly kind: 'overlap'; readonly ackedUs: number }
  | { readonly kind: 'settling'; readonly survivor: Side; readonly untilUs: number };

export class HandOver {
  readonly #host: HandOverHost;
  readonly #kinds: readonly StreamKind[];
  readonly #state: RolloverState<Pending>;
  #phase: Phase;
  #old: StreamSession | null;
  #new: StreamSession | null = null;
  /** Since when both sockets have been read without a pause. */
  #readingUs: number;

  constructor(host: HandOverHost, old: StreamSession) {
    const nowUs = host.clock.nowUs();
    this.#host = host;
    this.#old = old;
    this.#kinds = host.streams.map(kindOfStream);
    this.#state = initRollover({ sequences: this.#kinds.map(sequenceOf), lasts: host.lasts });
    this.#readingUs = nowUs;
    this.#phase = { kind: 'lead', untilUs: host.clock.steadyUs() + host.limits.leadMs * 1000 };
  }

  /** Second arrivals that were not delivered. */
  get dropped(): number {
    return this.#state.dropped;
  }

  /** True until the new socket has taken over or was given up. */
  get isUnderWay(): boolean {
    return this.#phase.kind !== 'settling';
  }

  owns(session: StreamSession): boolean {
    return session === this.#new;
  }

  /** A message from either socket; `index` null for a stream that nobody subscribed. */
  message(session: StreamSession, index: number | null, pending: Pending): void {
    const side = session === this.#new ? 'new' : 'old';
    if (side === 'old' && session !== this.#old) return;
    if (index === null) {
      if (side === this.#mainSide()) this.#host.deliver(pending.bytes, pending.recvUs);
      return;
    }
    const ids = messageIds(this.#kinds[index] as StreamKind, pending.bytes);
    const text = (): string => pending.bytes.toString('utf8');
    const message = { index, side, ids, text, value: pending } as const;
    this.#deliver(stepRollover(this.#state, message, pending.recvUs), pending);
  }

  /** The feed closes: what still waits for a message before it is stored as it is; ids show what is missing. */
  letGo(): void {
    this.#deliver(releaseHeld(this.#state, Infinity), null);
  }

  #mainSide(): Side {
    return this.#phase.kind === 'settling' ? this.#phase.survivor : 'old';
  }

  /** What waited is stamped anew when it is let go: receive times rise in the order of what is stored. */
  #deliver(released: readonly Pending[], current: Pending | null): void {
    released.forEach((pending, position) => {
      const isFresh = position === 0 && pending === current;
      this.#host.deliver(pending.bytes, isFresh ? pending.recvUs : this.#host.clock.stampUs());
    });
  }

  /** The new socket's handshake is done. */
  opened(): void {
    openNew(this.#state);
  }

  /** All subscriptions of the new socket have been answered. */
  acknowledged(): void {
    if (this.#phase.kind === 'opening') this.#phase = { kind: 'overlap', ackedUs: this.#host.clock.nowUs() };
  }

  tick(nowUs: number): void {
    const { limits } = this.#host;
    const isReading = nowUs - this.#readingUs > limits.holdMs * 1000;
    if (isReading) this.#deliver(releaseHeld(this.#state, nowUs - limits.holdMs * 1000), null);
    const phase = this.#phase;
    switch (phase.kind) {
      case 'lead':
        if (this.#host.clock.steadyUs() < phase.untilUs) return;
        this.#phase = { kind: 'opening' };
        this.#new = this.#host.open();
        return;
      case 'opening':
        return;
      case 'overlap':
        return this.#judge(nowUs, phase.ackedUs);
      case 'settling':
        if (this.#host.clock.steadyUs() >= phase.untilUs || isSettled(this.#state, phase.survivor))
          this.#host.settled();
    }
  }

  #pending(nowUs: number, ackedUs: number): number[] {
    const fromUs = Math.max(ackedUs, this.#readingUs);
    return notHandedOver(this.#state, { nowUs, ackedUs: fromUs, quietUs: this.#host.limits.quietMs * 1000 });
  }

  #judge(nowUs: number, ackedUs: number): void {
    const pending = this.#pending(nowUs, ackedUs).length;
    const isLate = nowUs - Math.max(ackedUs, this.#readingUs) > this.#host.limits.handOverMs * 1000;
    if (pending > 0 && !isLate) return;
    if (pending > 0 && isNewSilent(this.#state)) return this.#giveUp('the new socket is acknowledged, but silent');
    this.#takeOver(pending);
  }

  /** The new socket becomes the connection; the old one is closed after it. */
  #takeOver(pending: number): void {
    const [old, fresh] = [this.#old, this.#new];
    if (fresh === null) return;
    const result = this.#result(pending);
    this.#deliver(endSide(this.#state, 'old'), null);
    this.#settle('new');
    this.#old = null;
    this.#host.promote(fresh);
    old?.close();
    this.#host.done(result);
  }

  #result(pending: number): HandOverResult {
    return {
      handedOver: this.#state.streams.length - pending,
      resyncs: this.#state.resyncs + pending,
      failure: null,
    };
  }

  #giveUp(failure: string): void {
    const fresh = this.#new;
    this.#new = null;
    this.#deliver(endSide(this.#state, 'new'), null);
    this.#settle('old');
    fresh?.terminate(failure);
    this.#host.done({ handedOver: 0, resyncs: this.#state.resyncs, failure });
  }

  #settle(survivor: Side): void {
    const untilUs = this.#host.clock.steadyUs() + this.#host.limits.settleMs * 1000;
    this.#phase = { kind: 'settling', survivor, untilUs };
  }

  /** The new socket was lost before it had taken over. */
  lostNew(failure: VenueError): void {
    if (this.isUnderWay) this.#giveUp(failure.message);
  }

  /**
   * The old socket was lost by accident. Gives the indexes of the streams that may have lost messages: those that the new
   * socket had not taken over yet. Null when there is no new socket to go on with.
   */
  lostOld(): number[] | null {
    const nowUs = this.#host.clock.nowUs();
    const fresh = this.#new;
    this.#old = null;
    if (this.#phase.kind === 'overlap' && fresh !== null) {
      const lost = this.#pending(nowUs, this.#phase.ackedUs);
      const result = this.#result(lost.length);
      this.#deliver(endSide(this.#state, 'old'), null);
      this.#settle('new');
      this.#host.promote(fresh);
      this.#host.done(result);
      return lost;
    }
    this.#deliver(endSide(this.#state, 'old'), null);
    if (this.isUnderWay)
      this.#host.done({ handedOver: 0, resyncs: this.#state.resyncs, failure: 'the old socket was lost' });
    this.cancel();
    return null;
  }

  /** Time in which nothing was read is not counted. */
  forgive(): void {
    this.#readingUs = this.#host.clock.nowUs();
  }

  /** Drops a new socket that has not taken over. */
  cancel(): void {
    if (this.isUnderWay) this.#new?.terminate('the roll-over was given up');
    this.#new = null;
  }
}
