// The report of `v13 verify` as a document: a section a recording, its holes, its damage, and the verdict.

import type { Certificate } from '../core/quality/certificate-json.js';
import {
  type Verification,
  type VerifiedRecording,
  type VerifyVerdict,
  countHoles,
} from '../core/quality/verification.js';
import { formatTime } from '../text/time.js';
import { type Cell, type ReportDocument, type Section, absent, cell, columns, note, pairs, table } from './document.js';
import { bytesText, countText, countedText, spanText } from './number-text.js';
import { VENUE_NAMES } from './replay-head.js';
import { holesSection } from './verify-holes.js';
import { coverageTable, latencyTable, streamTable } from './verify-tables.js';

/** What a recording is called: its session, else its first file. */
function nameOf({ session, files }: VerifiedRecording): string {
  if (session !== null) return session;
  const first = files[0]?.path ?? 'standard input';
  return files.length > 1 ? `${first} and ${files.length - 1} more` : first;
}

function filesText({ files }: VerifiedRecording): Cell {
  const sealed = files.filter(({ kind }) => kind !== 'plain');
  if (sealed.length === 0) return cell(`${countText(files.length)}, without seals: ids, order and damage only`);
  const count = (of: (file: (typeof files)[number]) => boolean): number => files.filter(of).length;
  const whole = count(({ seal }) => seal === 'whole');
  const open = count(({ kind }) => kind === 'open');
  const faulty = count(({ seal }) => seal === 'broken' || seal === 'missing');
  const bytes = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  const parts = [
    `${countedText(files.length, 'segment')}, ${bytesText(bytes)}`,
    `${countedText(whole, 'seal')} whole`,
    ...(faulty === 0 ? [] : [`${countText(faulty)} broken or missing`]),
    ...(open === 0 ? [] : [`${countText(open)} open`]),
  ];
  return cell(parts.join('; '), faulty === 0 ? 'plain' : 'bad');
}

function timeCell(us: number | null, zone: string): Cell {
  return us === null ? absent('no messages') : cell(formatTime(us, zone));
}

function spanCell({ firstUs, lastUs }: Certificate): Cell {
  return firstUs === null || lastUs === null ? absent() : cell(spanText(lastUs - firstUs));
}

function recordingSection(recording: VerifiedRecording, zone: string): Section {
  const { certificate, env, venue, notes } = recording;
  const { troubles } = certificate;
  const kinds = [...new Set(troubles.map(({ kind }) => kind))];
  const counts = kinds.map((kind) => `${troubles.filter((one) => one.kind === kind).length} ${kind.replace('_', ' ')}`);
  return {
    title: nameOf(recording),
    blocks: [
      pairs([
        ['environment', cell(env.toUpperCase(), env === 'mainnet' ? 'plain' : 'warn')],
        ['venue', cell(VENUE_NAMES[venue])],
        ['from', timeCell(certificate.firstUs, zone)],
        ['to', timeCell(certificate.lastUs, zone)],
        ['span', spanCell(certificate)],
        ['files', filesText(recording)],
        ...(counts.length === 0 ? [] : [['noted', cell(counts.join(', '), 'warn')] as const]),
      ]),
      streamTable(certificate),
      coverageTable(certificate),
      latencyTable(recording),
      ...notes.map((text) => note(text)),
    ],
  };
}

function damageSection({ damage, damageCount }: VerifiedRecording): Section {
  const rows = damage.map(({ path, line, code, detail }) => [
    cell(line === null ? path : `${path}:${line}`),
    cell(code, 'bad'),
    cell(detail),
  ]);
  const more = damageCount - damage.length;
  return {
    title: 'Damage',
    blocks:
      damageCount === 0 ? [] : [table(columns('where', 'code', 'what'), rows), ...(more > 0 ? [moreNote(more)] : [])],
  };
}

const moreNote = (more: number) => note(`and ${countText(more)} more`, 'warn');

/** Files found that are no recordings; the JSON document has all. */
const LISTED_OTHERS = 5;

const TONES = { whole: 'good', holes: 'bad', damaged: 'bad' } as const satisfies Record<VerifyVerdict, string>;

/** `WHOLE: …`, `HOLES: …` or `DAMAGED: …`, one line. */
export function verdictText({ verdict, recordings }: Pick<Verification, 'verdict' | 'recordings'>): string {
  const holes = recordings.map(({ certificate }) => countHoles(certificate));
  const sum = (of: (at: (typeof holes)[number]) => number): number => holes.reduce((total, at) => total + of(at), 0);
  const lost = sum((at) => at.lost.length);
  const healed = sum((at) => at.healed.length);
  const damage = recordings.reduce((total, { damageCount }) => total + damageCount, 0);
  const parts = [
    ...(damage > 0 ? [countedText(damage, 'fault')] : []),
    lost === 0
      ? 'no hole'
      : `${countedText(lost, 'hole')}, ${countedText(
          sum((at) => at.openIds),
          'trade id',
        )} missing`,
    ...(healed > 0
      ? [
          `${countedText(healed, 'hole')} healed by ${countedText(
            sum((at) => at.healedIds),
            'id',
          )}`,
        ]
      : []),
  ];
  return `${verdict.toUpperCase()}: ${parts.join('; ')}`;
}

/** @param zone IANA name of the zone that times are printed in */
export function verifyReport(verification: Verification, zone = 'UTC'): ReportDocument {
  const { recordings, verdict, passedOver } = verification;
  const passed = passedOver.slice(0, LISTED_OTHERS).map((path) => note(`${path}: not a recording; passed over`));
  const others = passedOver.length - passed.length;
  return {
    title: `v13 verify: ${countedText(recordings.length, 'recording')}`,
    banners: [],
    sections: [
      ...recordings.flatMap((recording) => [
        recordingSection(recording, zone),
        holesSection(recording.certificate, zone),
        damageSection(recording),
      ]),
      {
        title: 'Verdict',
        blocks: [note(verdictText(verification), TONES[verdict]), ...passed, ...(others > 0 ? [moreNote(others)] : [])],
      },
    ],
  };
}
