// What a capture will cost, as lines for people, before it begins.

import type { ByteRange, CaptureCost } from '../core/quality/capture-cost.js';
import { spanText } from './number-text.js';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

interface Size {
  readonly figure: string;
  readonly unit: string;
}

/** Two digits: an estimate has no more. Decimal units, as disks are sold. */
function sizeOf(bytes: number): Size {
  let place = 0;
  let rest = Number(bytes.toPrecision(2));
  for (; rest >= 1_000 && place < UNITS.length - 1; place++) rest /= 1_000;
  return { figure: String(Number(rest.toPrecision(2))), unit: UNITS[place] ?? 'B' };
}

const sizeText = ({ figure, unit }: Size): string => `${figure} ${unit}`;

/** `8.7–130 MB`, `880 MB – 1.3 GB`, `1 MB`. */
function rangeText({ low, high }: ByteRange): string {
  const [from, to] = [sizeOf(low), sizeOf(high)];
  if (from.figure === to.figure && from.unit === to.unit) return sizeText(to);
  return from.unit === to.unit || from.figure === '0'
    ? `${from.figure}–${sizeText(to)}`
    : `${sizeText(from)} – ${sizeText(to)}`;
}

const hours = (count: number): string => spanText(Math.floor(count) * 3_600_000_000);
const lengthText = (seconds: number): string =>
  seconds % 3_600 === 0 ? `${seconds / 3_600} h` : spanText(seconds * 1_000_000);

function warningOf({ fits, hoursLeft, bytes }: CaptureCost): string | null {
  if (fits === 'no') return 'this does not fit on the disk: the capture will stop before it is full';
  if (hoursLeft === null) return null;
  const within = `in busy markets the disk is full after ${hours(hoursLeft.low)}`;
  if (fits === 'maybe') return `this may not fit on the disk: ${within}`;
  return bytes === null && hoursLeft.low < 24 ? within : null;
}

export interface CostText {
  /** `≈ 8.7–130 MB/h, 0.63–9.2 GB for 72 h, 210 GB free`. */
  readonly line: string;
  readonly warnings: readonly string[];
}

export function captureCostText(cost: CaptureCost): CostText {
  const { bytesPerHour, bytes, seconds, freeBytes, unknownStreams } = cost;
  const parts = [
    `≈ ${rangeText(bytesPerHour)}/h`,
    ...(bytes === null || seconds === null ? [] : [`${rangeText(bytes)} for ${lengthText(seconds)}`]),
    freeBytes === null ? 'free space unknown' : `${sizeText(sizeOf(freeBytes))} free`,
  ];
  const warning = warningOf(cost);
  return {
    line: parts.join(', '),
    warnings: [
      ...(warning === null ? [] : [warning]),
      ...unknownStreams.map((stream) => `the cost of ${stream} is not known and not in the estimate`),
    ],
  };
}
