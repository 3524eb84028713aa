// The JSON document of `verify --json` and `--certificate`, schema v13.verify/1. Times are integer µs UTC.

import { holesOf } from '../core/quality/certificate-json.js';
import { type Verification, type VerifiedRecording, countHoles } from '../core/quality/verification.js';

export const VERIFY_SCHEMA = 'v13.verify/1';
export type VerifyJson = ReturnType<typeof verifyJson>;

function recordingJson(recording: VerifiedRecording) {
  const { session, venue, env, files, certificate, damage, damageCount, notes } = recording;
  const { lost, healed, openIds, healedIds } = countHoles(certificate);
  return {
    session,
    venue,
    environment: env.toUpperCase(),
    counts: { holes: lost.length, healedHoles: healed.length, openIds, healedIds, damage: damageCount },
    files,
    holes: holesOf(certificate),
    damage,
    notes,
    certificate,
  };
}

/** Plain values only: what JSON.stringify gives of it is the document. */
export function verifyJson({ verdict, recordings, passedOver, manifestsAbsent, bytesRead }: Verification) {
  return {
    schema: VERIFY_SCHEMA,
    verdict,
    recordings: recordings.map(recordingJson),
    passedOver,
    manifestsAbsent,
    bytesRead,
  } as const;
}
