// Charts of the symbol in view, alone or one above the other over one time axis.

import { type Cell, type Frame, type Line, cell } from '../cell.js';
import { drawChart, gutterOf, plotRows } from '../chart.js';
import { messageFrame, panelFrame, widthOf } from '../compose.js';
import { keyOf } from '../keymap.js';
import { CHARTS, type ChartName, type Panel, type PanelInput } from '../panel.js';
import { textWidth } from '../width.js';
import { chartSpec, chartSubject } from './series-chart.js';

/** Narrower than this a chart keeps no room for its value axis. */
const LEAST_WITH_AXIS = 24;
/** Lower than this a chart keeps no header and no time axis. */
const LEAST_WITH_HEADER = 3;
const LEAST_WITH_TIME = 6;

/** Which charts go first when there is no room for all, and how the rows are shared. */
const ORDER: readonly ChartName[] = ['price', 'ofiZ', 'fusion', 'cvdZ'];
const LEAST_ROWS = 4;
const PRICE_SHARE = 1.6;

/** Rows of each chart, price with more than its share; as many charts as get their least rows. */
export function shareRows(height: number): { readonly name: ChartName; readonly rows: number }[] {
  const count = Math.max(1, Math.min(ORDER.length, Math.floor(height / LEAST_ROWS)));
  const kept = CHARTS.filter((name) => ORDER.slice(0, count).includes(name));
  const each = Math.floor(height / (count - 1 + PRICE_SHARE));
  const shares = kept.map((name) => ({ name, rows: count === 1 ? height : Math.max(1, each) }));
  const rest = height - shares.reduce((sum, { rows }) => sum + rows, 0);
  return shares.map((share, i) => (i === 0 ? { ...share, rows: share.rows + rest } : share));
}

/** The charts that are not there, and the key that shows them; shorter where there is little room beside the header. */
function notShown(charts: readonly { readonly name: ChartName }[], header: Line, input: PanelInput): readonly Cell[] {
  const { chart: words } = input.text.panels;
  const missing = CHARTS.filter((name) => charts.every((one) => one.name !== name));
  if (missing.length === 0) return [];
  const key = keyOf('nextChart');
  const names = missing.map((name) => words[name]).join(', ');
  const forms = [words.notShown(names, key), words.more(missing.length, key)];
  const room = input.width - widthOf(header) - 2;
  const fitting = forms.find((form) => textWidth(form) <= room);
  return fitting === undefined ? [] : [cell(`  ${fitting}`, 'key')];
}

function draw(
  input: PanelInput,
  charts: readonly { readonly name: ChartName; readonly rows: number }[],
  isOfMany = false,
): Frame {
  const subject = chartSubject(input);
  if (subject === null) return messageFrame(input.text.panels.noSymbol, input);
  const { width, height, glyphs, view } = input;
  const hasTime = height >= LEAST_WITH_TIME && width >= LEAST_WITH_AXIS;
  const specs = charts.map(({ name, rows }, i) => {
    const timeZone = hasTime && i === charts.length - 1 ? view.timeZone : null;
    const size = { height: rows, hasHeader: rows >= LEAST_WITH_HEADER, timeZone };
    const spec = chartSpec(name, subject);
    const header = i === 0 && isOfMany ? [...spec.header, ...notShown(charts, spec.header, input)] : spec.header;
    return { spec: { ...spec, header }, size };
  });
  const wanted = specs.map(({ spec, size }) => gutterOf(spec, plotRows(size)));
  const gutter = width >= LEAST_WITH_AXIS ? Math.min(Math.max(...wanted), width >> 1) : 0;
  const lines = specs.flatMap(({ spec, size }): Line[] => drawChart(spec, { ...size, width, gutter, glyphs }));
  return panelFrame(lines, input);
}

const single =
  (name: ChartName): Panel =>
  (input) =>
    draw(input, [{ name, rows: input.height }]);

export const pricePanel: Panel = single('price');
export const ofiZPanel: Panel = single('ofiZ');
export const cvdZPanel: Panel = single('cvdZ');
export const fusionPanel: Panel = single('fusion');

/** All four, sharing the time axis; in a low window the most telling ones; or the one that was asked for. */
export const chartsPanel: Panel = (input) => {
  const { chart } = input.view;
  if (chart !== null) return draw(input, [{ name: chart, rows: input.height }], true);
  const hasTime = input.height >= LEAST_WITH_TIME && input.width >= LEAST_WITH_AXIS;
  const shares = shareRows(Math.max(1, input.height - (hasTime ? 1 : 0)));
  const last = shares.length - 1;
  return draw(
    input,
    shares.map((share, i) => (i === last && hasTime ? { ...share, rows: share.rows + 1 } : share)),
    true,
  );
};
