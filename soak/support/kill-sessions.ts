// Sessions against the emulator's own log of what it sent to them: one chain of ids each, and nothing missing but the end.

import { type FileLine, idOf, isVenueStream, splitStream } from './chaos-lines.js';
import { type TruthMessage, readTruth } from './chaos-truth.js';
import type { Evidence } from './kill-folder.js';
import type { Segment } from './kill-segments.js';

/** What one kill took. */
export interface Loss {
  readonly power: boolean;
  readonly lines: number;
  /** From when the first lost message was sent to the kill. */
  readonly ms: number;
}

export interface SessionFindings {
  readonly sessions: number;
  /** Venue messages in them. */
  readonly messages: number;
  readonly losses: readonly Loss[];
}

/** The process is killed: what waited in memory. The power fails: besides, what was written since the last sync. */
const MOST_LOST_MS = { kill: 1_000, power: 3_000 };
const EXPECTED_CONTROLS = new Set(['session', 'seal', 'checkpoint']);

interface Recorded {
  readonly stream: string;
  readonly id: number;
}

interface Channel {
  lastId: number | null;
  readonly ids: Set<number>;
}

/** The order of the lines and the chain of ids within one session. Gives its venue messages. */
function readSession(name: string, segments: readonly Segment[], problems: string[]): Recorded[] {
  const recorded: Recorded[] = [];
  const channels = new Map<string, Channel>();
  let lastMs = 0;
  for (const [index, { number, lines }] of segments.entries()) {
    if (number !== index) problems.push(`session ${name}: segment ${number} comes as number ${index}`);
    if (lines[0]?.control !== 'session') problems.push(`session ${name}, segment ${number}: no header`);
    for (const line of lines) {
      if (line.ts_recv <= lastMs) problems.push(`session ${name}: ${line.ts_recv} comes after ${lastMs}`);
      lastMs = line.ts_recv;
      const message = readLine(name, line, problems);
      if (message === null) continue;
      follow({ name, channels, problems }, message, line);
      recorded.push(message);
    }
  }
  return recorded;
}

function readLine(name: string, line: FileLine, problems: string[]): Recorded | null {
  const { stream, data, control } = line;
  if (control !== undefined) {
    if (!EXPECTED_CONTROLS.has(control)) problems.push(`session ${name}: ${line.text.slice(0, 200)}`);
    return null;
  }
  if (typeof stream !== 'string' || data === undefined) {
    problems.push(`session ${name}: no message: ${line.text.slice(0, 200)}`);
    return null;
  }
  if (stream.endsWith('@healedTrade')) problems.push(`session ${name}: a healed trade, and none was lost`);
  if (!isVenueStream(stream)) return null;
  return { stream, id: idOf(splitStream(stream).kind, data) };
}

interface Following {
  readonly name: string;
  readonly channels: Map<string, Channel>;
  readonly problems: string[];
}

function follow({ name, channels, problems }: Following, { stream, id }: Recorded, { data }: FileLine): void {
  const channel = channels.get(stream) ?? { lastId: null, ids: new Set<number>() };
  channels.set(stream, channel);
  const before = splitStream(stream).kind === 'aggTrade' ? id - 1 : Number(data?.['pu']);
  if (channel.lastId !== null && before !== channel.lastId) {
    problems.push(`session ${name}: ${stream} ${id} follows ${before}, not ${channel.lastId}`);
  }
  if (channel.ids.has(id)) problems.push(`session ${name}: ${stream} ${id} is there twice`);
  channel.ids.add(id);
  channel.lastId = id;
}

function groupBy<Key, Value>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

interface Opening {
  readonly atMs: number;
  readonly connection: number;
}

function openingsIn(truth: readonly string[]): Opening[] {
  const events = truth.filter((line) => line.includes('"kind":"open"'));
  return events.map((line) => {
    const { t, conn } = JSON.parse(line) as { t: number; conn: number };
    return { atMs: t, connection: conn };
  });
}

interface Life {
  readonly name: string;
  readonly fromMs: number;
  /** Null: it ended in order. */
  readonly killMs: number | null;
  readonly toMs: number;
  readonly power: boolean;
}

/** What was sent to this life's sockets and not recorded: the end of each connection, or else a problem. */
function lostOf(life: Life, recorded: readonly Recorded[], world: World): TruthMessage[] {
  const { openings, sent, problems } = world;
  const own = openings.filter(({ atMs }) => atMs >= life.fromMs && atMs <= life.toMs);
  const lost: TruthMessage[] = [];
  const streams = new Set<string>();
  for (const { connection } of own) {
    const messages = sent.get(connection) ?? [];
    const carried = new Set(messages.map(({ stream }) => stream));
    for (const stream of carried) streams.add(stream);
    const here = recorded.filter(({ stream }) => carried.has(stream));
    const differs = here.findIndex(({ stream, id }, i) => messages[i]?.stream !== stream || messages[i].id !== id);
    if (differs >= 0)
      problems.push(`${life.name}: message ${differs} of connection ${connection} is not what was sent`);
    const { killMs } = life;
    lost.push(...messages.slice(here.length).filter(({ atMs }) => killMs !== null && atMs <= killMs));
  }
  const stray = recorded.find(({ stream }) => !streams.has(stream));
  if (stray !== undefined) problems.push(`${life.name}: ${stray.stream} ${stray.id} was never sent to it`);
  return lost;
}

interface World {
  readonly openings: readonly Opening[];
  readonly sent: ReadonlyMap<number, readonly TruthMessage[]>;
  readonly problems: string[];
}

function livesOf({ generations, last }: Evidence): (Life & { session: string | null })[] {
  const killed = generations.map(({ kill, spawnMs, killMs, deadMs, power, session }) => ({
    ...{ name: `kill ${kill}`, fromMs: spawnMs, killMs, toMs: deadMs, power, session },
  }));
  const { session, spawnMs } = last;
  const end = { name: 'last capture', fromMs: spawnMs, killMs: null, toMs: Infinity, power: false, session };
  return [...killed, end];
}

export function judgeSessions(evidence: Evidence, segments: readonly Segment[], problems: string[]): SessionFindings {
  const sent = groupBy(readTruth(evidence.truth).sent, ({ connection }) => connection);
  const world: World = { openings: openingsIn(evidence.truth), sent, problems };
  const bySession = groupBy(segments, ({ session }) => session);
  const losses: Loss[] = [];
  let messages = 0;
  for (const life of livesOf(evidence)) {
    const own = [...(bySession.get(life.session ?? '') ?? [])].sort((a, b) => a.number - b.number);
    bySession.delete(life.session ?? '');
    const recorded = readSession(`${life.name} ${life.session ?? ''}`, own, problems);
    messages += recorded.length;
    const lost = lostOf(life, recorded, world);
    if (life.killMs === null || (life.session === null && lost.length === 0)) continue;
    const ms = lost.length === 0 ? 0 : life.killMs - Math.min(...lost.map(({ atMs }) => atMs));
    losses.push({ power: life.power, lines: lost.length, ms });
    const most = life.power ? MOST_LOST_MS.power : MOST_LOST_MS.kill;
    if (ms > most) problems.push(`${life.name}: the last ${ms} ms are missing, ${lost.length} messages`);
  }
  for (const stray of bySession.keys()) problems.push(`session ${stray} belongs to no capture`);
  return { sessions: new Set(segments.map(({ session }) => session)).size, messages, losses };
}
