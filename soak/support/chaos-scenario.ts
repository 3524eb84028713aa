// One chaos scenario from the draw to the judgement.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ChaosJudgement, judgeChaos } from './chaos-check.js';
import { readFolder } from './chaos-lines.js';
import { type ChaosKind, planChaos } from './chaos-plan.js';
import { replayDigest, verifyFolder } from './chaos-replay.js';
import { type ChaosEvidence, runChaos } from './chaos-run.js';
import { readTruth } from './chaos-truth.js';

/** Judges what a scenario has left. */
export async function judgeEvidence(evidence: ChaosEvidence): Promise<ChaosJudgement> {
  const raw = join(evidence.folder, 'raw');
  const verification = await verifyFolder(raw);
  const [recording] = verification.recordings;
  return judgeChaos({
    evidence,
    truth: readTruth(evidence.truth),
    lines: readFolder(evidence.folder),
    says: {
      replayDigest: await replayDigest(raw),
      verdict: verification.verdict,
      certificate: recording?.certificate ?? null,
    },
  });
}

/** Runs and judges; the recording of a scenario that failed stays on the disk, and a problem says where. */
export async function tryChaos(kind: ChaosKind, seed: number): Promise<ChaosJudgement> {
  const evidence = await runChaos(planChaos(kind, seed));
  const judgement = await judgeEvidence(evidence);
  if (judgement.problems.length === 0) {
    rmSync(evidence.folder, { recursive: true, force: true });
    return judgement;
  }
  return { ...judgement, problems: [...judgement.problems, `its recording: ${evidence.folder}`] };
}
