// Runs `v13 verify` without its words on files that a test has put into a folder.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countFrames, createFrameCounter } from '../../src/assembly/verify/frame-counter.js';
import { verifyInputs } from '../../src/assembly/verify/verify.js';
import type { Certificate } from '../../src/core/quality/certificate-json.js';
import { markSegment } from '../../src/core/quality/certificate.js';
import type { Verification } from '../../src/core/quality/verification.js';
import { openFrameFeed } from '../../src/store/importers/open.js';
import { listInputs } from '../../src/store/inputs.js';
import { CLEAN, GAPS, linesIn } from './replays.js';
import { cutSegments, sealed } from './segments.js';

export const verify = (...paths: readonly string[]): Promise<Verification> =>
  verifyInputs(
    { paths, symbols: [] },
    { signal: new AbortController().signal, onFound: () => undefined, onProgress: () => undefined },
  );

export const onlyCertificate = ({ recordings }: Verification): Certificate => recordings[0]!.certificate;
export const codesOf = ({ recordings }: Verification): string[] =>
  recordings.flatMap(({ damage }) => damage.map(({ code }) => code));

export const GAP_LINES = linesIn(GAPS);

/** A short recording: enough for both streams, small enough for hundreds of runs. */
export const SHORT = linesIn(CLEAN).slice(0, 2_500);

/** Parts of the certificate as a capture makes them: from the same frames, marked at each segment's end. */
export async function partsOf(folder: string, texts: readonly string[]): Promise<Certificate[]> {
  const counter = createFrameCounter({
    venue: 'binance-usdm',
    env: 'synthetic',
    instruments: new Map(),
    symbols: null,
  });
  const path = join(folder, 'part.ndjson');
  const parts: Certificate[] = [];
  for (const [k, text] of texts.entries()) {
    writeFileSync(path, text);
    const { feed } = await openFrameFeed(listInputs([path]), { batchFrames: 7 + k });
    for (let frames = await feed.next(); frames !== null; frames = await feed.next()) countFrames(counter, frames);
    await feed.close();
    parts.push(markSegment(counter.certificate));
  }
  rmSync(path);
  return parts;
}

/** @param ended whether the last seal says that the session was ended in order */
export const segmentsOf = (lines: readonly string[], count: number, ended = false): string[] =>
  cutSegments(lines, count).map((body, segment, all) =>
    sealed(body, { segment, last: ended && segment === all.length - 1 }),
  );
