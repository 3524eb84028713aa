// Ranges of exchange ids: lists that grow by neighbours, and lists that shrink as what was missing arrives.

/** Both ends inclusive. */
export interface IdRange {
  fromId: number;
  toId: number;
}

/** Ids of all ranges together. */
export const countIds = (ranges: readonly IdRange[]): number =>
  ranges.reduce((sum, { fromId, toId }) => sum + toId - fromId + 1, 0);

/** Adds one id at the end: a neighbour of the last range extends it. */
export function addId(ranges: IdRange[], id: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && id === last.toId + 1) last.toId = id;
  else ranges.push({ fromId: id, toId: id });
}

/** The same ids in rising order, each once, neighbours in one range. */
export function normalRanges(ranges: readonly IdRange[]): IdRange[] {
  const normal: IdRange[] = [];
  for (const { fromId, toId } of [...ranges].sort((a, b) => a.fromId - b.fromId)) {
    const last = normal.at(-1);
    if (last === undefined || fromId > last.toId + 1) normal.push({ fromId, toId });
    else if (toId > last.toId) last.toId = toId;
  }
  return normal;
}

/** Place of the last item whose `fromId` is at most `id`, or −1; items rise by `fromId`. */
export function placeOfId(items: readonly { readonly fromId: number }[], id: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.fromId ?? Infinity) <= id) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Takes one id out of rising ranges. False where none of them holds it. */
export function takeId(ranges: IdRange[], id: number): boolean {
  const at = placeOfId(ranges, id);
  const range = ranges[at];
  if (range === undefined || id > range.toId) return false;
  const { fromId, toId } = range;
  if (fromId === toId) ranges.splice(at, 1);
  else if (id === fromId) range.fromId = id + 1;
  else if (id === toId) range.toId = id - 1;
  else {
    range.toId = id - 1;
    ranges.splice(at + 1, 0, { fromId: id + 1, toId });
  }
  return true;
}
