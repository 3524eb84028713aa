// What each action of the keymap does to the model.

import type { ScreenText } from '../text/screen-text.js';
import { clockText, dayText, durationText } from './format.js';
import type { Action } from './keymap.js';
import { TABS, VIEWS, type ViewName } from './layout.js';
import { type Effect, SPANS_US, type ScreenModel, focusOf, isReplay, symbolInView } from './model.js';
import { ruleName, troubleKind } from './panels/logs.js';
import { markedSymbol, move, moveSideways } from './moving.js';
import { withNotice } from './notice.js';
import { changeGroup } from './price-group.js';
import { CHARTS } from './panel.js';
import { nextTheme } from './theme.js';

const withEffect = (model: ScreenModel, effect: Effect): ScreenModel => ({ ...model, effects: [effect] });

function toView(model: ScreenModel, view: ViewName): ScreenModel {
  return { ...model, view, symbol: symbolInView(model), focus: focusOf(view, model.focus) };
}

/** Opening a view puts the keys on its first panel. */
export const openView = (model: ScreenModel, view: ViewName): ScreenModel => ({
  ...toView(model, view),
  focus: TABS[view][0] ?? model.focus,
});

function nextView(model: ScreenModel): ScreenModel {
  return openView(model, VIEWS[(VIEWS.indexOf(model.view) + 1) % VIEWS.length] ?? 'overview');
}

function turnPanel(model: ScreenModel, by: 1 | -1): ScreenModel {
  const tabs = TABS[model.view];
  const at = Math.max(0, tabs.indexOf(model.focus));
  return { ...model, focus: tabs[(at + by + tabs.length) % tabs.length] ?? model.focus };
}

/** The neighbour of a value in a list in order; the value itself at the ends. */
function neighbour(list: readonly number[], value: number, by: 1 | -1): number {
  const at = list.findIndex((one) => one >= value);
  return list[Math.max(0, Math.min(list.length - 1, (at < 0 ? list.length - 1 : at) + by))] ?? value;
}

function changeSpan(model: ScreenModel, by: 1 | -1, text: ScreenText): ScreenModel {
  const spanUs = neighbour(SPANS_US, model.choices.spanUs, by);
  const changed = { ...model, choices: { ...model.choices, spanUs } };
  return withNotice(changed, text.shell.notice.span(durationText(spanUs)));
}

/** Each chart alone, from the top, then all again; from another panel or view it comes to the charts first. */
function nextChart(model: ScreenModel, text: ScreenText): ScreenModel {
  const at = model.choices.chart === null ? -1 : CHARTS.indexOf(model.choices.chart);
  const chart = CHARTS[at + 1] ?? null;
  const { notice } = text.shell;
  const words = chart === null ? notice.allCharts : notice.chart(text.panels.chart[chart]);
  const shown =
    model.view === 'symbol' ? { ...model, focus: TABS.symbol[0] ?? model.focus } : openView(model, 'symbol');
  return withNotice({ ...shown, choices: { ...shown.choices, chart } }, words);
}

function pause(model: ScreenModel, text: ScreenText): ScreenModel {
  const player = model.snapshot?.player ?? null;
  if (player?.state === 'ended') return withNotice(model, text.shell.notice.ended);
  if (player !== null) return withEffect(model, { kind: 'paused', isPaused: player.state !== 'paused' });
  if (model.frozenMs !== null) return { ...model, frozenMs: null };
  return withNotice({ ...model, frozenMs: model.nowMs }, text.shell.notice.frozen);
}

/** An alert or a trouble in all its words: in a list its end may be cut off. */
function entryLines({ snapshot, focus, marked, choices }: ScreenModel, text: ScreenText): readonly string[] | null {
  if (snapshot === null || (focus !== 'alerts' && focus !== 'troubles')) return null;
  const { timeZone } = choices;
  const timeOf = (timeUs: number): string =>
    `${dayText(timeUs, timeZone)} ${clockText(timeUs, timeZone, 'milli')} ${timeZone}`;
  const at = marked[focus] ?? 0;
  if (focus === 'troubles') {
    const trouble = snapshot.troubles[at];
    return trouble === undefined ? null : [timeOf(trouble.timeUs), troubleKind(trouble.kind, text), trouble.text];
  }
  const alert = snapshot.alerts[at];
  if (alert === undefined) return null;
  const { active, over } = text.panels.alerts;
  const lines = [
    timeOf(alert.timeUs),
    alert.isActive ? active : over,
    alert.symbol ?? '',
    ruleName(alert.rule, text),
    alert.text,
  ];
  return lines.filter((line) => line !== '');
}

function open(model: ScreenModel, text: ScreenText): ScreenModel {
  const lines = entryLines(model, text);
  if (lines !== null) return { ...model, overlay: { kind: 'entry', lines, scroll: 0 } };
  if (model.focus !== 'signals') {
    return model.view === 'overview' ? openView({ ...model, symbol: markedSymbol(model) }, 'symbol') : model;
  }
  const signal = model.snapshot?.detail?.signals[model.marked.signals ?? 0];
  if (signal === undefined) return model;
  if (!model.canExplain) return withNotice(model, text.shell.notice.noWhy);
  const overlay = { kind: 'why', signal, lines: null, sinceMs: model.nowMs, scroll: 0 } as const;
  return withEffect({ ...model, overlay }, { kind: 'why', signal });
}

function back(model: ScreenModel): ScreenModel {
  // What is under way is given up first: the way to a place, or the search for one.
  if (model.snapshot?.player?.state === 'seeking') return withEffect(model, { kind: 'paused', isPaused: true });
  if (model.view !== 'overview') return openView(model, 'overview');
  return model.filter === '' ? { ...model, focus: 'overview' } : { ...model, filter: '' };
}

function show(model: ScreenModel, action: Action, text: ScreenText): ScreenModel | null {
  const { choices } = model;
  const { notice } = text.shell;
  switch (action) {
    case 'theme': {
      const theme = nextTheme(model.theme);
      return withNotice({ ...model, theme }, notice.theme(theme));
    }
    case 'quantity': {
      const quantity = choices.quantity === 'base' ? 'quote' : 'base';
      return withNotice({ ...model, choices: { ...choices, quantity } }, notice.quantity[quantity]);
    }
    case 'spread': {
      const spread = choices.spread === 'ticks' ? 'bp' : 'ticks';
      return withNotice({ ...model, choices: { ...choices, spread } }, notice.spread[spread]);
    }
    case 'zone': {
      const at = model.timeZones.indexOf(choices.timeZone);
      const timeZone = model.timeZones[(at + 1) % model.timeZones.length] ?? choices.timeZone;
      return withNotice({ ...model, choices: { ...choices, timeZone } }, notice.zone(timeZone));
    }
    case 'nextChart':
      return nextChart(model, text);
    case 'longer':
    case 'shorter':
      return changeSpan(model, action === 'longer' ? 1 : -1, text);
    case 'coarser':
    case 'finer':
      return changeGroup(model, action === 'coarser' ? 1 : -1, text);
    default:
      return null;
  }
}

/** Speeds that `<` and `>` go through; the last is as fast as it goes. */
export const SPEEDS: readonly number[] = [0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100, 1000, Infinity];

function changeSpeed(model: ScreenModel, by: 1 | -1, text: ScreenText): ScreenModel {
  const next = neighbour(SPEEDS, model.snapshot?.player?.speed ?? Infinity, by);
  const speed = next === Infinity ? null : next;
  const shown = speed === null ? text.shell.header.fastest : `${speed}x`;
  return withNotice(withEffect(model, { kind: 'speed', speed }), text.shell.notice.speed(shown));
}

const JUMPS = {
  nextSignal: ['signal', 'next'],
  previousSignal: ['signal', 'previous'],
  nextGap: ['gap', 'next'],
  previousGap: ['gap', 'previous'],
  nextHit: ['hit', 'next'],
  previousHit: ['hit', 'previous'],
} as const;

function play(model: ScreenModel, action: Action, text: ScreenText): ScreenModel | null {
  if (!isReplay(model)) return null;
  // From the overview every symbol counts; elsewhere the one in view.
  const symbol = model.view === 'overview' ? null : symbolInView(model);
  if (action in JUMPS) {
    const [to, direction] = JUMPS[action as keyof typeof JUMPS];
    if (to === 'hit' && model.snapshot?.player?.hits === null) return withNotice(model, text.shell.notice.noHits);
    return withEffect(model, { kind: 'jump', to, direction, symbol });
  }
  switch (action) {
    case 'step':
      return withEffect(model, { kind: 'step', symbol: symbolInView(model) });
    case 'stepAny':
      return withEffect(model, { kind: 'step', symbol: null });
    case 'slower':
    case 'faster':
      return changeSpeed(model, action === 'faster' ? 1 : -1, text);
    case 'seek':
      return { ...model, prompt: { kind: 'seek', text: '' } };
    default:
      return null;
  }
}

const VIEW_KEYS: Readonly<Partial<Record<Action, ViewName>>> = {
  viewOverview: 'overview',
  viewSymbol: 'symbol',
  viewHeatmap: 'heatmap',
  viewFootprint: 'footprint',
  viewConnections: 'connections',
  viewAlerts: 'alerts',
  viewTrading: 'trading',
};

function go(model: ScreenModel, action: Action): ScreenModel | null {
  const view = VIEW_KEYS[action];
  if (view !== undefined) return openView(model, view);
  switch (action) {
    case 'up':
    case 'down':
    case 'pageUp':
    case 'pageDown':
    case 'top':
    case 'bottom':
      return move(model, action);
    case 'left':
    case 'right':
      return moveSideways(model, action === 'right' ? 1 : -1);
    case 'back':
      return back(model);
    case 'nextView':
      return nextView(model);
    case 'nextPanel':
    case 'previousPanel':
      return turnPanel(model, action === 'nextPanel' ? 1 : -1);
    default:
      return null;
  }
}

/** The model after an action; unchanged where the action has nothing to do here. */
export function act(model: ScreenModel, action: Action, text: ScreenText): ScreenModel {
  switch (action) {
    case 'quit':
    case 'suspend':
      return withEffect(model, { kind: action });
    case 'interrupt':
      return withEffect(model, { kind: 'quit' });
    case 'help':
    case 'legend':
      return { ...model, overlay: { kind: action, scroll: 0 } };
    case 'open':
      return open(model, text);
    case 'filter':
      return { ...model, prompt: { kind: 'filter', text: model.filter, before: model.filter } };
    case 'sort':
      return moveSideways(model, 1);
    case 'sortReverse':
      return { ...model, sort: { ...model.sort, isReverse: !model.sort.isReverse } };
    case 'pause':
      return pause(model, text);
    default:
      return go(model, action) ?? show(model, action, text) ?? play(model, action, text) ?? model;
  }
}
