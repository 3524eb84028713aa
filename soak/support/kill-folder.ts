// One data folder: capture after capture is killed in it, the power fails in between, and a last one ends in order.

import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Leftover, leaveBehind, rawFiles, sessionOf, sha256 } from './kill-disk.js';
import { awaitMoment } from './kill-moment.js';
import { type Moment, planKill } from './kill-plan.js';
import { type Capture, type Emulator, interrupt, startCapture, startEmulator } from './kill-process.js';
import { readSyncs, syncNotes } from './kill-sync-log.js';

/** What the capture was at when it died, as the files show it. */
export type State = 'nothing written' | 'in recovery' | 'sealing' | 'writing';

/** One capture, from its start to its death. Times: ms since the epoch. */
export interface Generation {
  readonly kill: number;
  readonly moment: Moment;
  readonly power: boolean;
  readonly spawnMs: number;
  readonly killMs: number;
  readonly deadMs: number;
  /** Null where it died before its first bytes. */
  readonly session: string | null;
  readonly state: State;
}

export interface Evidence {
  readonly dataFolder: string;
  readonly generations: readonly Generation[];
  readonly last: { readonly spawnMs: number; readonly session: string | null; readonly stdout: string };
  readonly leftovers: readonly Leftover[];
  /** Hash of each finished segment when it was first seen. */
  readonly firstSeen: ReadonlyMap<string, string>;
  readonly truth: readonly string[];
  readonly problems: readonly string[];
}

export interface FolderTask {
  readonly seed: number;
  readonly folder: number;
  readonly kills: number;
}

const LAST_MS = 1_200;

class FolderRun {
  readonly task: FolderTask;
  readonly home = mkdtempSync(join(tmpdir(), 'v13-kill-'));
  readonly dataFolder = join(this.home, 'data');
  readonly syncLog = join(this.home, 'syncs.txt');
  readonly variables = syncNotes(join(this.home, 'note-syncs.mjs'), this.syncLog);
  readonly generations: Generation[] = [];
  readonly leftovers: Leftover[] = [];
  readonly firstSeen = new Map<string, string>();
  readonly problems: string[] = [];

  constructor(task: FolderTask) {
    this.task = task;
    mkdirSync(this.dataFolder);
  }

  sessions(): Set<string> {
    return new Set(rawFiles(this.dataFolder).map(sessionOf));
  }

  async killOne(url: string, kill: number): Promise<void> {
    const { task, dataFolder } = this;
    const plan = planKill(task.seed, task.folder, kill);
    const known = this.sessions();
    const spawnMs = Date.now();
    const capture = startCapture(url, dataFolder, this.variables);
    await awaitMoment(capture, plan, { dataFolder, known }).catch((error: unknown) => {
      this.problems.push(`kill ${kill}: ${String(error)}: ${capture.stderr()}`);
    });
    const killMs = Date.now();
    if (!this.#isAlive(capture, kill)) return;
    process.kill(capture.child.pid ?? 0, 'SIGKILL');
    const { signal } = await capture.ended;
    if (signal !== 'SIGKILL') this.problems.push(`kill ${kill}: it ended by itself: ${capture.stderr()}`);
    const deadMs = Date.now();
    const session = [...this.sessions()].find((one) => !known.has(one)) ?? null;
    const state = this.#stateOf(session);
    const hasPower = this.#examine(kill, killMs);
    this.generations.push({ kill, moment: plan.moment, power: hasPower, spawnMs, killMs, deadMs, session, state });
  }

  #isAlive(capture: Capture, kill: number): boolean {
    if (!capture.isOver()) return true;
    this.problems.push(`kill ${kill}: the capture ended before it: ${capture.stderr()}`);
    return false;
  }

  #stateOf(session: string | null): State {
    const files = rawFiles(this.dataFolder);
    const isUnfinished = (path: string): boolean =>
      /\.(open|sealing)$/.test(path) ||
      (path.endsWith('.ndjson') && !existsSync(path.replace(/ndjson$/, 'manifest.json')));
    const unfinished = files.filter(isUnfinished);
    if (session === null) {
      const touched = unfinished.some((path) => !path.endsWith('.open')) || files.some((path) => path.endsWith('.tmp'));
      return touched ? 'in recovery' : 'nothing written';
    }
    const own = unfinished.filter((path) => sessionOf(path) === session);
    return own.some((path) => path.endsWith('.ndjson')) || own.length === 0 ? 'sealing' : 'writing';
  }

  /** Notes what the dead capture left, with the power lost where the plan says so. True where that met a file. */
  #examine(kill: number, killMs: number): boolean {
    const { task } = this;
    const plan = planKill(task.seed, task.folder, kill);
    const syncs = readSyncs(this.syncLog);
    let met = false;
    for (const path of rawFiles(this.dataFolder)) {
      if (path.endsWith('.ndjson') && !this.firstSeen.has(path)) this.firstSeen.set(path, sha256(readFileSync(path)));
      const base = path.slice(0, -'.ndjson.open'.length);
      if (!path.endsWith('.open') || this.leftovers.some((one) => one.base === base)) continue;
      this.leftovers.push(leaveBehind(path, { kill, killMs, power: plan.power, syncs }));
      met = plan.power !== null;
    }
    return met;
  }

  /** A capture that is left alone for a while and then asked to end. */
  async endWell(url: string): Promise<Evidence['last']> {
    const { dataFolder } = this;
    const known = this.sessions();
    const spawnMs = Date.now();
    const capture = startCapture(url, dataFolder, this.variables);
    await awaitMoment(capture, { moment: 'writing', ms: LAST_MS, power: null }, { dataFolder, known });
    const { code } = await interrupt(capture);
    if (code !== 0) this.problems.push(`the last capture ended with ${code}: ${capture.stderr()}`);
    const session = [...this.sessions()].find((one) => !known.has(one)) ?? null;
    return { spawnMs, session, stdout: capture.stdout() };
  }
}

/** Runs the kills of one folder. The folder stays; the caller removes it. */
export async function runFolder(task: FolderTask, tell: (kill: number) => void): Promise<Evidence> {
  const run = new FolderRun(task);
  const truthPath = join(run.home, 'truth.ndjson');
  const emulator: Emulator = await startEmulator(task.seed + task.folder, truthPath);
  let last: Evidence['last'];
  try {
    for (let kill = 0; kill < task.kills; kill++) {
      await run.killOne(emulator.url, kill);
      tell(kill);
    }
    last = await run.endWell(emulator.url);
  } finally {
    // What was sent to the last capture is told before the log ends.
    await sleep(50);
    await emulator.close();
  }
  const truth = readFileSync(truthPath, 'utf8').split('\n').slice(0, -1);
  const { dataFolder, generations, leftovers, firstSeen, problems } = run;
  return { dataFolder, generations, last, leftovers, firstSeen, truth, problems };
}
