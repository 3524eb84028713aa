// What the product itself says of a recording afterwards: the digest of a replay, and the verdict of a verification.

import { readDigest } from '../../src/assembly/digest.js';
import { openRecording } from '../../src/assembly/recording.js';
import { runReplay } from '../../src/assembly/replay.js';
import { verifyInputs } from '../../src/assembly/verify/verify.js';
import { readChainConfig } from '../../src/core/pipeline/config.js';
import type { Verification } from '../../src/core/quality/verification.js';

const BIG = { batchFrames: null, format: null, tick: null, step: null, venue: null, env: null } as const;

/** Digest of the files, computed with the configuration that their header states. */
export async function replayDigest(path: string): Promise<string> {
  const recording = await openRecording({ paths: [path], strict: false, symbols: [], ...BIG });
  const chain = readChainConfig(recording.recordedConfig);
  if (chain === null) throw new Error('the header states no configuration');
  const run = await runReplay(recording, {
    chain,
    symbols: null,
    fromUs: null,
    toUs: null,
    timingEvery: null,
    pacer: null,
    strict: false,
    signal: new AbortController().signal,
    onRows: null,
    onProgress: () => undefined,
    nowNs: () => 0,
  });
  return readDigest(run.digest).value;
}

export function verifyFolder(path: string): Promise<Verification> {
  const signal = new AbortController().signal;
  return verifyInputs(
    { paths: [path], symbols: [] },
    { signal, onFound: () => undefined, onProgress: () => undefined },
  );
}
