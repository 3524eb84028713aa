// The options of `v13 dashboard` as data.

import { listOption, valueOption } from '../../cli/option.js';
import { choice } from '../../cli/values/choice.js';
import { symbols } from '../../cli/values/symbol.js';
import { text } from '../../cli/values/text.js';
import { alertOptions } from '../screen/alert-options.js';
import { lookOptions } from '../screen/screen-options.js';
import { frameSize } from './frame-size.js';

/** What the screen can show. A test holds them to those of the screen itself. */
export const DASHBOARD_VIEWS = [
  'overview',
  'symbol',
  'heatmap',
  'footprint',
  'connections',
  'alerts',
  'trading',
] as const;

export const dashboardOptions = {
  attach: valueOption({
    flag: '--attach',
    group: 'Input',
    value: 'DIR|SOCKET',
    parse: text,
    default: 'the data root',
    help: 'data root of the capture to look at, or its socket',
  }),
  replay: valueOption({
    flag: '--replay',
    group: 'Input',
    value: 'FILE',
    parse: text,
    default: null,
    help: 'of --snapshot and --json: a recording instead of a running capture; file, folder or pattern',
  }),
  at: valueOption({
    flag: '--at',
    group: 'Time',
    value: 'TIME',
    parse: text,
    default: null,
    help: 'of --replay: the moment, ISO 8601, a time of day in the recording, -90s before its end; else its end',
  }),
  symbol: listOption({
    flag: '--symbol',
    group: 'Watching',
    value: 'SYMBOL',
    parse: symbols,
    default: null,
    help: 'symbol to begin with',
  }),
  view: valueOption({
    flag: '--view',
    group: 'Watching',
    value: 'NAME',
    parse: choice(DASHBOARD_VIEWS),
    default: null,
    help: 'of --snapshot: what to draw; the symbol view with --symbol, else the overview',
    choices: DASHBOARD_VIEWS,
  }),
  snapshot: valueOption({
    flag: '--snapshot',
    group: 'Output',
    value: 'FILE',
    parse: text,
    default: null,
    help: 'draw one frame into a file and end: .txt or .svg',
  }),
  size: valueOption({
    flag: '--size',
    group: 'Output',
    value: 'COLUMNSxROWS',
    parse: frameSize,
    default: '120x40',
    help: 'of --snapshot: size of the frame',
  }),
  notify: alertOptions.notify,
  ...lookOptions,
} as const;
