// Whether receive times rise from line to line: strictly in v13 sessions, up to the recorder's jitter in other files.

import type { FrameBatch } from '../../core/market/frame.js';
import { JITTER_US } from '../../store/importers/jitter.js';
import { type Findings, addDamage } from './findings.js';

export interface TimeOrder {
  readonly findings: Findings;
  readonly pathOf: (input: number) => string;
  /** Receive time of the last line by the number of its series (a v13 session is one series), µs. */
  readonly lastUs: Map<number, number>;
  /** Equal times are a fault too. */
  readonly strict: boolean;
}

export const createTimeOrder = (parts: Omit<TimeOrder, 'lastUs'>): TimeOrder => ({ ...parts, lastUs: new Map() });

/** The batch comes from one input; its `input` tells the path, `series` which lines it continues. */
export function checkOrder(order: TimeOrder, frames: FrameBatch, series: number): void {
  const { recvUs, count } = frames;
  let last = order.lastUs.get(series) ?? -Infinity;
  const slack = order.strict ? 0 : JITTER_US + 1;
  for (let i = 0; i < count; i++) {
    const us = recvUs[i] as number;
    if (us - last + slack <= 0) noteStep(order, frames, { i, last });
    if (us > last) last = us;
  }
  order.lastUs.set(series, last);
}

function noteStep(order: TimeOrder, frames: FrameBatch, { i, last }: { i: number; last: number }): void {
  const byUs = last - (frames.recvUs[i] as number);
  const detail =
    byUs === 0 ? 'the same receive time as a line before it' : `receive time ${byUs} µs before a line above`;
  addDamage(order.findings, {
    path: order.pathOf(frames.input),
    line: frames.line[i] as number,
    code: 'V13_TIME_ORDER',
    detail,
  });
}
