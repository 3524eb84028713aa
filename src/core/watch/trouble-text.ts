// What a capture and a replay both know of a trouble, in the same words.

/** Ids that stay missing; where none do, the messages before and after do not fit together. */
export interface MissingIds {
  readonly symbol: string;
  readonly stream: 'depth' | 'trade';
  readonly fromId: number | string;
  readonly toId: number | string;
}

export function gapText({ symbol, stream, fromId, toId }: MissingIds): string {
  const isBreak = Number(toId) < Number(fromId);
  if (stream === 'trade') {
    return isBreak ? `${symbol}: trade ids break at ${fromId}` : `${symbol}: trade ids ${fromId} to ${toId}`;
  }
  return isBreak ? `${symbol}: depth ids break at ${fromId}` : `${symbol}: depth ids ${fromId} to ${toId}`;
}

export const resyncText = (symbol: string, lastId: number | string): string =>
  `${symbol}: book begun again at ${lastId}`;
