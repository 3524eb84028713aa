// What `v13 verify` finds out, as plain data: files, certificates, damage, and the verdict that follows from them.

import type { Environment, Venue } from '../market/instrument.js';
import { type Certificate, type Hole, holesOf } from './certificate-json.js';

export const DAMAGE_CODES = [
  'V13_SEAL_MISSING',
  'V13_SEAL_MISMATCH',
  'V13_SEGMENT_NAME',
  'V13_SEGMENT_MISSING',
  'V13_SEGMENT_TWICE',
  'V13_MANIFEST_UNREADABLE',
  'V13_MANIFEST_INVALID',
  'V13_MANIFEST_DIFFERS',
  'V13_TIME_ORDER',
  'V13_FRAME_REFUSED',
] as const;
export type DamageCode = (typeof DAMAGE_CODES)[number];

export interface Damage {
  readonly path: string;
  /** 1-based; null where it concerns the file as a whole. */
  readonly line: number | null;
  /** One of DAMAGE_CODES, or the code of a damaged line (docs/formats.md). */
  readonly code: string;
  /** In words that follow "path: ". */
  readonly detail: string;
}

export interface RecordedOffset {
  /** Exchange's clock minus the recorder's, µs: a latency plus this is the corrected one. */
  readonly offsetUs: number;
  readonly uncertaintyUs: number | null;
}

export interface VerifiedFile {
  readonly path: string;
  /** `segment`: finished, and must be sealed. `open`: being written, or left so. `plain`: a recording without seals. */
  readonly kind: 'segment' | 'open' | 'plain';
  /** Number in its session; null for plain recordings. */
  readonly segment: number | null;
  readonly format: string;
  /** Unpacked; null for plain recordings, whose bytes nothing vouches for. */
  readonly bytes: number | null;
  readonly lines: number | null;
  readonly sha256: string | null;
  /** Null where none is due. */
  readonly seal: 'whole' | 'broken' | 'missing' | null;
  /** `recovered`: sealed by the start after a crash, which put `tornBytes` aside. Null without a whole seal. */
  readonly state: 'clean' | 'recovered' | null;
  readonly tornBytes: number | null;
  readonly manifest: 'agrees' | 'differs' | 'absent' | null;
  /** From the manifest. */
  readonly clockOffset: RecordedOffset | null;
}

export interface VerifiedRecording {
  /** Null for recordings of other tools. */
  readonly session: string | null;
  readonly venue: Venue;
  readonly env: Environment;
  readonly files: readonly VerifiedFile[];
  /** Whether the last segment at hand says that it is the session's last. Null for recordings without seals. */
  readonly cleanEnd: boolean | null;
  readonly certificate: Certificate;
  /** The first hundred. */
  readonly damage: readonly Damage[];
  readonly damageCount: number;
  /** What is worth knowing and no fault. */
  readonly notes: readonly string[];
}

export type VerifyVerdict = 'whole' | 'holes' | 'damaged';

export interface Verification {
  readonly verdict: VerifyVerdict;
  /** By first receive time. */
  readonly recordings: readonly VerifiedRecording[];
  /** Files that were found, not named, and are no recordings. */
  readonly passedOver: readonly string[];
  /** Segments without a manifest. */
  readonly manifestsAbsent: number;
  /** Manifests in the folders given whose segment is not there. */
  readonly manifestsAlone: readonly string[];
  /** As stored. */
  readonly bytesRead: number;
}

/** Trade ids that nobody has, and breaks of the depth stream. */
export interface HoleCount {
  readonly lost: readonly Hole[];
  readonly healed: readonly Hole[];
  readonly openIds: number;
  readonly healedIds: number;
}

export function countHoles(certificate: Certificate): HoleCount {
  const holes = holesOf(certificate);
  const streams = certificate.symbols.flatMap((symbol) => symbol.streams);
  return {
    lost: holes.filter(({ kind }) => kind === 'lost'),
    healed: holes.filter(({ kind }) => kind === 'healed'),
    openIds: streams.reduce((sum, { openIds }) => sum + openIds, 0),
    healedIds: streams.reduce((sum, { healedIds }) => sum + healedIds, 0),
  };
}

/** Damage weighs more than holes: where bytes are not what was written, the ids in them prove nothing. */
export function verdictOf(
  recordings: readonly Pick<VerifiedRecording, 'certificate' | 'damageCount'>[],
): VerifyVerdict {
  if (recordings.some(({ damageCount }) => damageCount > 0)) return 'damaged';
  return recordings.some(({ certificate }) => countHoles(certificate).lost.length > 0) ? 'holes' : 'whole';
}
