// The order of ids: what was last, what broke, what was made good.

import { type Cell, type Tone, cell } from '../cell.js';
import { type Pair, messageFrame, pairLines, panelFrame } from '../compose.js';
import { NONE, compactText, countText, fixedText, msText } from '../format.js';
import type { Panel } from '../panel.js';

/** A count that should be 0. */
const bad = (count: number, tone: Tone): Cell => cell(countText(count), count > 0 ? tone : 'plain');

export const sequencePanel: Panel = (input) => {
  const { detail } = input.snapshot;
  if (detail === null) return messageFrame(input.text.panels.noSymbol, input);
  const { sequence } = detail;
  const words = input.text.panels.sequence;
  const { avg, p95, max } = sequence.batchSpan;
  const { recoveryMs } = sequence;
  const id = (value: number | null): Cell => cell(value === null ? NONE : fixedText(value, 0));
  const pairs: Pair[] = [
    { label: words.lastUpdate, value: [id(sequence.lastUpdateId)] },
    { label: words.lastTrade, value: [id(sequence.lastTradeId)] },
    { label: words.puBreaks, value: [bad(sequence.puBreaks, 'warn')] },
    { label: words.resyncs, value: [bad(sequence.resyncs, 'warn')] },
    {
      label: words.recovery,
      value: [cell(recoveryMs === null ? NONE : words.ms(msText(recoveryMs.p50), msText(recoveryMs.max)))],
    },
    { label: words.snapshots, value: [cell(countText(sequence.snapshots))] },
    { label: words.reconnects, value: [bad(sequence.reconnects, 'warn')] },
    { label: words.crossings, value: [bad(sequence.crossings, 'warn')] },
    { label: words.span, value: [cell([avg, p95, max].map((span) => compactText(span)).join('/'))] },
    { label: words.tradeGaps, value: [bad(sequence.tradeGaps, 'warn')] },
    {
      label: words.healed,
      value: [cell(`${countText(sequence.tradesHealed)} / ${countText(sequence.tradesMissing)}`)],
    },
    { label: words.open, value: [bad(sequence.tradeHolesOpen, 'bad')] },
  ];
  return panelFrame(pairLines(pairs, input), input);
};
