// The line at the top: the environment always, then what is watched, how it goes, and the time.

import type { PlayerFigures, WatchSnapshot } from '../core/watch/snapshot.js';
import type { ScreenText } from '../text/screen-text.js';
import { type Cell, type Line, type Tone, cell } from './cell.js';
import { clockText, compactText, countText, dayText, durationText } from './format.js';
import type { Glyphs } from './glyphs.js';
import type { ScreenModel } from './model.js';
import { blank, clipLine, lineWidth, padText } from './width.js';

/** Data whose own clock stands still for this long wears its age. */
const STALE_AFTER_MS = 2000;

const ENVIRONMENT_TONES: Readonly<Record<WatchSnapshot['env'], Tone>> = {
  mainnet: 'mainnet',
  testnet: 'testnet',
  emulator: 'emulator',
  synthetic: 'synthetic',
  unstated: 'warn',
};

export interface Words {
  readonly text: ScreenText;
  readonly glyphs: Glyphs;
}

const spaced = (text: string, tone: Tone = 'plain'): Cell => cell(`  ${text}`, tone);

function playerCells(player: PlayerFigures, { text, glyphs }: Words): readonly Cell[] {
  const words = text.shell.header;
  const speed = player.speed === null ? words.fastest : `${player.speed}x`;
  const mark = player.state === 'playing' ? glyphs.pointer : glyphs.flat;
  return [spaced(`${mark} ${words.player[player.state]} ${speed}`, player.state === 'playing' ? 'good' : 'warn')];
}

/** How old what is shown is: held by the user, the source's clock stands still, or a process elsewhere is silent. */
function ageCells(model: ScreenModel, snapshot: WatchSnapshot, { text }: Words): readonly Cell[] {
  const words = text.shell.header;
  if (model.frozenMs !== null) {
    const age = durationText(Math.max(0, Math.floor((model.nowMs - model.frozenMs) / 1000)) * 1e6);
    return [blank(2), { ...cell(` ${words.frozen(age)} `, 'warn'), isInverse: true }];
  }
  const { link, nowUs } = snapshot;
  const still = link === null ? model.nowMs - model.movedMs : (nowUs - link.answeredUs) / 1000;
  if (snapshot.player !== null || still < STALE_AFTER_MS) return [];
  return [
    blank(2),
    { ...cell(` ${words.stale(durationText(Math.floor(still / 1000) * 1e6))} `, 'bad'), isInverse: true },
  ];
}

/** A part of the line; those with the largest number leave first, and leave whole. */
interface Part {
  readonly cell: Cell;
  readonly leaves: number;
}

function figureParts(model: ScreenModel, snapshot: WatchSnapshot, words: Words): readonly Part[] {
  const { totals, player } = snapshot;
  const { header, source, view } = words.text.shell;
  const rate = totals.perSecond === null ? compactText(null) : countText(Math.round(totals.perSecond));
  const active = snapshot.alerts.filter(({ isActive }) => isActive).length;
  const isWhole = totals.synced >= totals.symbols;
  return [
    { cell: spaced(source[snapshot.source], 'dim'), leaves: 7 },
    { cell: spaced(view[model.view], 'title'), leaves: 5 },
    { cell: spaced(header.symbols(totals.symbols)), leaves: 6 },
    { cell: spaced(header.synced(totals.synced, totals.symbols), isWhole ? 'good' : 'warn'), leaves: 1 },
    { cell: spaced(header.rate(rate)), leaves: 3 },
    ...(active > 0 ? [{ cell: spaced(header.alerts(active), 'bad'), leaves: 4 }] : []),
    ...(player === null ? [] : playerCells(player, words).map((cell) => ({ cell, leaves: 2 }))),
  ];
}

function fittingParts(parts: readonly Part[], width: number): Line {
  const kept = new Set(parts);
  const taken = (): number => lineWidth([...kept].map((part) => part.cell));
  const leaving = [...parts].sort((a, b) => b.leaves - a.leaves);
  for (const part of leaving) if (taken() > width) kept.delete(part);
  return [...kept].map((part) => part.cell);
}

/** Left what is watched, right its age and the clock; what does not fit leaves whole, the environment never. */
export function headerLine(model: ScreenModel, words: Words, width: number): Line {
  const { snapshot } = model;
  const { shell } = words.text;
  if (snapshot === null) return [cell(padText(` v13  ${shell.header.waiting}`, width), 'dim')];
  const badge: Cell = {
    ...cell(` ${shell.environment[snapshot.env]} `, ENVIRONMENT_TONES[snapshot.env]),
    isInverse: true,
  };
  const zone = model.choices.timeZone;
  const day = snapshot.source === 'live' ? '' : `${dayText(snapshot.nowUs, zone)} `;
  const right: Line = [
    ...ageCells(model, snapshot, words),
    cell(`  ${day}${clockText(snapshot.nowUs, zone)} ${zone} `, 'strong'),
  ];
  const room = Math.max(0, width - lineWidth(right));
  const left = [badge, ...fittingParts(figureParts(model, snapshot, words), room - lineWidth([badge]))];
  return clipLine([...left, blank(room - lineWidth(left)), ...right], width);
}

/** Made-up data says so across the whole width. */
export const bannerLine = ({ text }: Words, width: number): Line => [
  { ...cell(padText(text.shell.banner, width, 'center'), 'synthetic'), isInverse: true },
];
