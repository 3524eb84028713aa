// The trade tape: newest first, who took, at what price, how much; large ones stand out.

import { quantileNearestRank, sortedCopy } from '../../core/stats/quantile.js';
import type { TapeTrade } from '../../core/watch/detail.js';
import { type Cell, cell } from '../cell.js';
import { type Column, barText, messageFrame, panelFrame, tableLines, windowOf } from '../compose.js';
import { clockText, priceText, quantityText } from '../format.js';
import type { Panel, PanelInput } from '../panel.js';

const LARGE_QUANTILE = 0.9;
const BAR_WIDTH = 8;

/** Sizes from which a trade is large: the 90 % quantile of this tape, where that is more than its median. */
export function largeFrom(tape: readonly TapeTrade[]): number | null {
  const sorted = sortedCopy(tape.map(({ qtyLots }) => qtyLots));
  const [high, median] = [quantileNearestRank(sorted, LARGE_QUANTILE), quantileNearestRank(sorted, 0.5)];
  return high === null || median === null || high <= median ? null : high;
}

export const tapePanel: Panel = (input) => {
  const { detail, symbols } = input.snapshot;
  const units = symbols.find(({ symbol }) => symbol === detail?.symbol)?.units;
  if (detail === null || units === undefined) return messageFrame(input.text.panels.noSymbol, input);
  const { tape } = detail;
  if (tape.length === 0) return messageFrame(input.text.reason.no_trades, input);
  const { text, view, glyphs } = input;
  const large = largeFrom(tape);
  const most = tape.reduce((lots, trade) => Math.max(lots, trade.qtyLots), 1);
  const choice = { units, quantity: view.quantity };
  const [first, end] = windowOf(tape.length, input.height, input);
  const rows = tape.slice(first, end).map((trade): Cell[] => {
    const tone = trade.side === 'buy' ? 'up' : 'down';
    const isLarge = large !== null && trade.qtyLots >= large;
    const mark = trade.side === 'buy' ? glyphs.up : glyphs.down;
    return [
      cell(clockText(trade.timeUs, view.timeZone, input.width >= 40 ? 'milli' : 'second'), 'dim'),
      cell(`${mark}${trade.side === 'buy' ? 'B' : 'S'}`, tone),
      cell(priceText(trade.priceTicks, units), tone),
      cell(isLarge ? glyphs.bullet : '', 'strong'),
      cell(quantityText(trade.qtyLots, trade.priceTicks, choice), isLarge ? 'strong' : 'plain'),
      cell(barText(trade.qtyLots / most, BAR_WIDTH, glyphs.bars), tone),
      cell(trade.healed ? text.panels.tape.healed : '', 'warn'),
    ];
  });
  return panelFrame(tableLines(columnsOf(input), rows, sizeOf(input)), input);
};

const sizeOf = ({ width, glyphs }: PanelInput) => ({ width, ellipsis: glyphs.ellipsis, hasTitles: false });

function columnsOf({ width }: PanelInput): Column[] {
  return [
    { title: '', align: 'left', least: width >= 40 ? 12 : 8, drop: 3 },
    { title: '', align: 'left', least: 2, drop: 0 },
    { title: '', align: 'right', least: 0, drop: 0 },
    { title: '', align: 'right', least: 1, drop: 1 },
    { title: '', align: 'right', least: 5, drop: 0 },
    { title: '', align: 'left', least: BAR_WIDTH, drop: 4 },
    { title: '', align: 'left', least: 0, drop: 2 },
  ];
}
