// Latency and disk: alerts of figures that pass a limit, with another limit for the way back.

import type { DiskFigures, Finding, QualityConfig, QualityFigures } from './quality-figures.js';

/** Below this share of the limit the latency has come back. */
const LATENCY_CLEAR = 0.8;
/** Beyond this multiple of the limit there is time again. */
const DISK_CLEAR = 1.25;
/** So near to the end of writing it is told whatever the rate: free space as a multiple of what must stay free. */
const NEAR_STOP = 1.25;
const NEAR_CLEAR = 1.5;

/** The rate of writing is that of the last five minutes, and not told before half a minute is known. */
const SAMPLE_US = 10_000_000;
const SAMPLES = 31;
const LEAST_US = 30_000_000;

/** Plain data: bytes written by then, oldest first, one each ten seconds. */
export interface WriteRate {
  readonly samples: { readonly timeUs: number; readonly bytes: number }[];
}

export const initWriteRate = (): WriteRate => ({ samples: [] });

/** Bytes a second; null before it is known. */
export function stepWriteRate({ samples }: WriteRate, timeUs: number, bytes: number): number | null {
  const last = samples.at(-1);
  if (last === undefined || timeUs - last.timeUs >= SAMPLE_US) samples.push({ timeUs, bytes });
  if (samples.length > SAMPLES) samples.shift();
  const first = samples[0];
  if (first === undefined || timeUs - first.timeUs < LEAST_US) return null;
  return ((bytes - first.bytes) / (timeUs - first.timeUs)) * 1e6;
}

/** Null without a rate; 0 where the end is reached. */
export function secondsLeft({ freeBytes, stopBytes }: DiskFigures, rate: number | null): number | null {
  if (freeBytes === null || rate === null || rate <= 0) return null;
  return Math.max(0, freeBytes - stopBytes) / rate;
}

export function findLatency({ latencyP99Us }: QualityFigures, { latencyUs }: QualityConfig): Finding {
  const ms = latencyP99Us === null ? null : latencyP99Us / 1_000;
  const isLow = latencyP99Us === null || latencyP99Us < latencyUs * LATENCY_CLEAR;
  return {
    rule: 'latency',
    symbol: null,
    is: latencyP99Us !== null && latencyP99Us > latencyUs ? 'on' : isLow ? 'off' : 'hold',
    text: ms === null ? '' : `latency p99 ${Math.round(ms)} ms, limit ${Math.round(latencyUs / 1_000)} ms`,
    values: { p99_ms: ms, limit_ms: latencyUs / 1_000 },
  };
}

const HOUR_S = 3_600;

export function findDisk(state: WriteRate, { nowUs, disk }: QualityFigures, { diskUs }: QualityConfig): Finding {
  const rate = disk === null ? null : stepWriteRate(state, nowUs, disk.writtenBytes);
  const left = disk === null ? null : secondsLeft(disk, rate);
  const free = disk?.freeBytes ?? null;
  const stop = disk?.stopBytes ?? 0;
  const limit = diskUs / 1e6;
  const isOn = (left !== null && left < limit) || (free !== null && free < stop * NEAR_STOP);
  const isOff = (left === null || left > limit * DISK_CLEAR) && (free === null || free >= stop * NEAR_CLEAR);
  return {
    rule: 'disk',
    symbol: null,
    is: isOn ? 'on' : isOff ? 'off' : 'hold',
    text: free === null ? '' : diskText(free, stop, left),
    values: { free_bytes: free, stop_bytes: stop, hours_left: left === null ? null : left / HOUR_S },
  };
}

function diskText(free: number, stop: number, left: number | null): string {
  const space = `${megabytes(free)} MB are free, the capture ends at ${megabytes(stop)} MB`;
  return left === null ? space : `${space}: in ${spanText(left)} at this rate`;
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e6);

const spanText = (seconds: number): string =>
  seconds < HOUR_S ? `${Math.round(seconds / 60)} min` : `${(seconds / HOUR_S).toFixed(1)} h`;
