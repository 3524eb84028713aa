// Judges one folder after its kills, with nothing of the product's readers, books or checks but the built `v13 verify`.

import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Evidence, type FolderTask, type State, runFolder } from './kill-folder.js';
import { runVerify } from './kill-process.js';
import { type Segment, readSegments } from './kill-segments.js';
import { type Loss, judgeSessions } from './kill-sessions.js';

export interface KillFigures {
  readonly states: readonly State[];
  readonly powerLosses: number;
  readonly sessions: number;
  readonly clean: number;
  readonly recovered: number;
  readonly lines: number;
  readonly messages: number;
  /** Moved aside by recoveries. */
  readonly tornBytes: number;
  /** Written and not synced when the capture was killed. */
  readonly unsyncedBytes: readonly number[];
  /** From the last sync to the kill. */
  readonly unsyncedMs: readonly number[];
  readonly losses: readonly Loss[];
}

export interface KillOutcome {
  readonly folder: number;
  readonly kills: number;
  /** Null where it did not come to a judgement. */
  readonly figures: KillFigures | null;
  readonly problems: readonly string[];
}

interface Verified {
  readonly verdict: string;
  readonly recordings: readonly {
    readonly session: string | null;
    readonly counts: Readonly<Record<string, number>>;
    readonly files: readonly { readonly path: string; readonly seal: string; readonly manifest: string }[];
    readonly damage: readonly { readonly path: string; readonly code: string; readonly detail: string }[];
    readonly certificate: {
      readonly symbols: readonly {
        readonly streams: readonly { readonly stream: string; readonly messages: number }[];
      }[];
    };
  }[];
}

/** What `v13 verify` must say of every session: its segments are whole, it has no hole, and it counts what we count. */
function judgeVerified(verified: Verified, counted: number, problems: string[]): void {
  if (verified.verdict !== 'whole') problems.push(`verify says ${verified.verdict}`);
  let messages = 0;
  for (const { session, counts, files, damage, certificate } of verified.recordings) {
    const bad = Object.entries(counts).filter(([, count]) => count !== 0);
    for (const [name, count] of bad) problems.push(`verify, session ${session ?? ''}: ${name} ${count}`);
    for (const { path, code, detail } of damage) problems.push(`verify: ${path}: ${code} ${detail}`);
    const broken = files.filter(({ seal, manifest }) => seal !== 'whole' || manifest !== 'agrees');
    for (const { path, seal, manifest } of broken) problems.push(`verify: ${path}: seal ${seal}, manifest ${manifest}`);
    for (const { streams } of certificate.symbols) {
      for (const one of streams) if (/^(depth|aggTrade)$/.test(one.stream)) messages += one.messages;
    }
  }
  if (messages !== counted) problems.push(`verify counts ${messages} messages, the lines hold ${counted}`);
}

async function verifyFolder(dataFolder: string, counted: number, problems: string[]): Promise<void> {
  const { code, stdout } = await runVerify(join(dataFolder, 'raw'));
  if (code !== 0) problems.push(`verify ends with ${code}`);
  judgeVerified(JSON.parse(stdout) as Verified, counted, problems);
}

/** Every leftover was finished by some later start, and what each seal says of torn bytes is what lies aside. */
function judgeStates(evidence: Evidence, segments: readonly Segment[], problems: string[]): void {
  const left = new Map(evidence.leftovers.map((one) => [`${one.base}.ndjson`, one]));
  for (const { path, state, tornBytes } of segments) {
    const one = left.get(path);
    const [wantedState, wantedTorn] = one === undefined || one.isSealed ? ['clean', 0] : ['recovered', one.tailBytes];
    if (state !== wantedState) problems.push(`${path}: its seal says ${state}, it is ${wantedState}`);
    if (tornBytes !== wantedTorn)
      problems.push(`${path}: its seal says ${tornBytes} torn bytes, there are ${wantedTorn}`);
  }
  for (const { keptBytes, syncedBytes, kill } of evidence.leftovers) {
    // Lines are written whole, so that a sync ends at the end of a line.
    if (keptBytes < syncedBytes) problems.push(`kill ${kill}: ${syncedBytes} bytes were synced, ${keptBytes} are left`);
  }
}

export async function judgeFolder(evidence: Evidence): Promise<{ figures: KillFigures; problems: string[] }> {
  const problems = [...evidence.problems];
  const segments = readSegments(evidence, problems);
  judgeStates(evidence, segments, problems);
  const { sessions, messages, losses } = judgeSessions(evidence, segments, problems);
  await verifyFolder(evidence.dataFolder, messages, problems);
  const { generations, leftovers } = evidence;
  const recovered = segments.filter(({ state }) => state === 'recovered').length;
  const figures = {
    states: generations.map(({ state }) => state),
    powerLosses: generations.filter(({ power }) => power).length,
    ...{ sessions, messages, losses, recovered, clean: segments.length - recovered },
    lines: segments.reduce((sum, { lines }) => sum + lines.length, 0),
    tornBytes: leftovers.reduce((sum, { tailBytes }) => sum + tailBytes, 0),
    unsyncedBytes: leftovers.map(({ unsyncedBytes }) => unsyncedBytes),
    unsyncedMs: leftovers.flatMap(({ unsyncedMs }) => (unsyncedMs === null ? [] : [unsyncedMs])),
  };
  return { figures, problems };
}

/** Runs and judges one folder, and removes it unless something was wrong. */
export async function tryFolder(task: FolderTask, tell: (kill: number) => void): Promise<KillOutcome> {
  const { folder, kills } = task;
  try {
    const evidence = await runFolder(task, tell);
    const { figures, problems } = await judgeFolder(evidence);
    const home = dirname(evidence.dataFolder);
    if (problems.length === 0) rmSync(home, { recursive: true, force: true });
    else problems.push(`all of it stays in ${home}`);
    return { folder, kills, figures, problems };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { folder, kills, figures: null, problems: [text] };
  }
}
