// `v13 capture`: from the exchange to the disk and through the chain, until somebody or something ends it.

import type { CaptureResult, RecoveredSegment } from '../../core/pipeline/capture-result.js';
import { diskSpaceNow } from '../../platform/disk.js';
import { StoreError } from '../../platform/errors.js';
import { sessionId } from '../../store/catalog.js';
import { takeCaptureLock } from '../../store/capture-lock.js';
import { neededBytes } from '../../store/disk-guard.js';
import { recoverSegments } from '../../store/recovery.js';
import type { CaptureConfig } from './capture-config.js';
import { type CaptureObserver, CaptureRun } from './capture-run.js';
import type { CaptureWorld } from './capture-world.js';
import { configHash } from '../config-hash.js';
import { heldCoverage, isHeld } from './held-coverage.js';
import { heldResult } from './held-result.js';
import { reachVenue } from './reach-venue.js';

/** Runs one capture. Throws V13Error where it cannot begin; a trouble later ends it in order and stands in the result. */
export async function runCapture(
  config: CaptureConfig,
  world: CaptureWorld,
  observer: CaptureObserver,
): Promise<CaptureResult> {
  const startUs = world.clock.stampUs();
  const startMs = world.elapsedMs();
  const session = sessionId(startUs, world.random());
  const { dataRoot } = config;
  const lock = await takeCaptureLock({ dataFolder: dataRoot, session, command: world.command, sinceUs: startUs });
  try {
    const recovered = await recover(config, world, startUs);
    refuseFullDisk(config);
    const held = await heldCoverage(dataRoot, {
      venue: 'binance-usdm',
      env: config.environment.env,
      streams: config.streams,
    });
    const nothingToDo = (symbols: readonly string[]): CaptureResult | null => {
      const { untilCoverageUs } = config;
      if (untilCoverageUs === null || !isHeld(symbols, held, untilCoverageUs)) return null;
      return heldResult(config, { session, startUs, symbols, recovered });
    };
    const known = config.symbols === null ? null : nothingToDo(config.symbols);
    if (known !== null) return known;
    const opened = await reachVenue(config, world);
    try {
      const done = nothingToDo(opened.symbols.map(({ symbol }) => symbol));
      if (done !== null) return done;
      observer.reached(opened.symbols.map(({ symbol }) => symbol));
      const run = new CaptureRun({ config, world, observer, lock });
      return await run.run(opened, { session, startUs, startMs, held, recovered });
    } finally {
      opened.rest.close();
    }
  } finally {
    await lock.release();
  }
}

/** A capture that would end at once for want of room does not begin: no request is sent, no folder of a session made. */
function refuseFullDisk({ dataRoot, leastFreeBytes, rotation }: CaptureConfig): void {
  const space = diskSpaceNow(dataRoot);
  const needed = neededBytes({ minFreeBytes: leastFreeBytes, segmentBytes: rotation.bytes ?? 0 }, 0);
  if (space === null || space.freeBytes >= needed) return;
  const [free, least] = [space.freeBytes, needed].map((bytes) => Math.round(bytes / 1e6));
  throw new StoreError(`${dataRoot}: ${free} MB are free, and ${least} MB are to be kept free`, {
    code: 'V13_STORE_FULL',
    hint: 'make room, or lower --min-free or the size in --rotate: room for two segments is kept',
    details: { path: dataRoot, freeBytes: space.freeBytes, neededBytes: needed },
  });
}

/** Brings to an end what dead captures left. */
async function recover(
  { dataRoot }: CaptureConfig,
  world: CaptureWorld,
  nowUs: number,
): Promise<readonly RecoveredSegment[]> {
  const { segments, failures } = await recoverSegments({
    dataFolder: dataRoot,
    nowUs,
    describe: world.describe,
    configHash,
  });
  for (const { path, error } of failures) world.talk.warn(`${path} could not be recovered: ${error.message}`);
  return segments.map(({ path, outcome, tornBytes, lines, missedUs }) => ({
    path,
    outcome,
    tornBytes,
    lines,
    missedUs,
  }));
}
