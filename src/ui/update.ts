// (model, message) → model: everything that happens to the screen, without touching anything but the model.

import type { WatchSignal } from '../core/watch/detail.js';
import type { WatchSnapshot } from '../core/watch/snapshot.js';
import { SCREEN_TEXTS, type ScreenText } from '../text/screen-text.js';
import { act, openView } from './actions.js';
import { type KeyName, bindingOf } from './keymap.js';
import type { Size } from './layout.js';
import { UNICODE_GLYPHS } from './glyphs.js';
import { type ScreenModel, bodyRowsOf, isReplay } from './model.js';
import { withNotice } from './notice.js';
import { lastScroll } from './overlay.js';
import { promptKey } from './prompt.js';

export type Message =
  | { readonly kind: 'snapshot'; readonly snapshot: WatchSnapshot; readonly nowMs: number }
  | { readonly kind: 'tick'; readonly nowMs: number }
  | { readonly kind: 'key'; readonly key: KeyName; readonly nowMs: number }
  | { readonly kind: 'resize'; readonly size: Size }
  | { readonly kind: 'why'; readonly signal: WatchSignal; readonly lines: readonly string[] };

export const textOf = (model: ScreenModel): ScreenText => SCREEN_TEXTS[model.lang];

/** The mark stays on its signal while newer ones come in above it; on the newest it stays on the newest. */
function followSignal(model: ScreenModel, snapshot: WatchSnapshot): ScreenModel['marked'] {
  const at = model.marked.signals ?? 0;
  const signal = model.snapshot?.detail?.signals[at];
  if (at === 0 || signal === undefined) return model.marked;
  const isIt = (other: WatchSignal): boolean =>
    other.timeUs === signal.timeUs && other.symbol === signal.symbol && other.kind === signal.kind;
  const now = snapshot.detail?.signals.findIndex(isIt) ?? -1;
  return now < 0 || now === at ? model.marked : { ...model.marked, signals: now };
}

/** Once, with the first snapshot. */
function openAlone(model: ScreenModel): ScreenModel {
  const isAlone = model.opensAlone && model.snapshot?.symbols.length === 1;
  return isAlone ? openView(model, 'symbol') : model;
}

function takeSnapshot(model: ScreenModel, snapshot: WatchSnapshot, nowMs: number): ScreenModel {
  const passed = passTime(model, nowMs);
  // What is held shows what it showed; the data goes on unseen.
  if (model.frozenMs !== null || snapshot === model.snapshot) return passed;
  const hasMoved = model.snapshot?.nowUs !== snapshot.nowUs;
  const marked = followSignal(model, snapshot);
  const taken = { ...passed, snapshot, before: model.snapshot, movedMs: hasMoved ? nowMs : model.movedMs, marked };
  return model.snapshot === null ? openAlone(taken) : tellMissed(model, taken);
}

/** A jump that found nothing says so: else it looks like a key that does nothing. */
function tellMissed(before: ScreenModel, model: ScreenModel): ScreenModel {
  const missed = model.snapshot?.player?.missed ?? null;
  if (missed === null || missed.count === before.snapshot?.player?.missed?.count) return model;
  return withNotice(model, textOf(model).shell.notice.missed[missed.direction][missed.to]);
}

function passTime(model: ScreenModel, nowMs: number): ScreenModel {
  const notice = model.notice !== null && model.notice.untilMs > nowMs ? model.notice : null;
  return { ...model, nowMs, notice };
}

/** Overlays take the keys for moving; any other key that belongs to them closes them. */
function overlayKey(model: ScreenModel, key: KeyName): ScreenModel {
  const { overlay } = model;
  if (overlay === null) return model;
  const height = bodyRowsOf(model, model.size);
  const page = Math.max(1, height - 3);
  const moves: Readonly<Record<string, number>> = {
    Up: -1,
    k: -1,
    Down: 1,
    j: 1,
    PageUp: -page,
    PageDown: page,
    Home: -Infinity,
    End: Infinity,
  };
  const move = moves[key];
  if (move !== undefined) {
    const words = { text: textOf(model), glyphs: UNICODE_GLYPHS };
    const last = lastScroll(overlay, words, { width: model.size.columns, height, nowMs: model.nowMs });
    return { ...model, overlay: { ...overlay, scroll: Math.max(0, Math.min(last, overlay.scroll + move)) } };
  }
  if (!['Esc', 'q', 'Enter', '?', 'e'].includes(key)) return model;
  const isUnanswered = overlay.kind === 'why' && overlay.lines === null;
  return { ...model, overlay: null, effects: isUnanswered ? [{ kind: 'enough' }] : [] };
}

function takeKey(model: ScreenModel, key: KeyName): ScreenModel {
  // The one key that never asks, and that no prompt or overlay keeps to itself: who presses it wants out.
  if (key === 'Ctrl-C') return act(model, 'interrupt', textOf(model));
  if (model.prompt !== null) return promptKey(model, model.prompt, key);
  if (model.overlay !== null) return overlayKey(model, key);
  const binding = bindingOf(key, { isOverview: model.view === 'overview', isReplay: isReplay(model) });
  if (binding === null) return model;
  const isCapture = model.snapshot?.source === 'live';
  if (binding.dangerous && isCapture && (binding.action === 'quit' || binding.action === 'suspend')) {
    return { ...model, prompt: { kind: 'confirm', what: binding.action } };
  }
  return act(model, binding.action, textOf(model));
}

/** Effects are those of this message alone. */
export function update(last: ScreenModel, message: Message): ScreenModel {
  const model = last.effects.length === 0 ? last : { ...last, effects: [] };
  switch (message.kind) {
    case 'snapshot':
      return takeSnapshot(model, message.snapshot, message.nowMs);
    case 'tick':
      return passTime(model, message.nowMs);
    case 'key':
      return takeKey(passTime(model, message.nowMs), message.key);
    case 'resize':
      return { ...model, size: message.size };
    case 'why': {
      const { overlay } = model;
      // An answer that comes after another question is not wanted any more.
      return overlay?.kind === 'why' && overlay.signal === message.signal
        ? { ...model, overlay: { ...overlay, lines: message.lines } }
        : model;
    }
  }
}
