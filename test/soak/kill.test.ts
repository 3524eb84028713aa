// The kill soak, in small: it passes, it goes on where it stopped, and each of its checks fails where it should.

import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeFolder } from '../../soak/support/kill-check.js';
import { leaveBehind, rawFiles, sessionOf } from '../../soak/support/kill-disk.js';
import { type Evidence, runFolder } from '../../soak/support/kill-folder.js';
import { readKillOptions } from '../../soak/support/kill-options.js';
import { planKill } from '../../soak/support/kill-plan.js';
import { prepareProgram } from '../../soak/support/kill-process.js';
import { runKills } from '../../soak/support/kill-run.js';
import { type Segment, readSegments } from '../../soak/support/kill-segments.js';
import { judgeSessions } from '../../soak/support/kill-sessions.js';
import { killFailures, killTable } from '../../soak/support/kill-table.js';
import { pickFor } from '../../soak/support/pick.js';

const home = mkdtempSync(join(tmpdir(), 'v13-kill-test-'));
let removeProgram: () => void;
beforeAll(() => {
  removeProgram = prepareProgram();
}, 60_000);
afterAll(() => {
  removeProgram();
  rmSync(home, { recursive: true, force: true });
});

test('--quick: finished segments whole, only ends missing, nothing twice; --resume does nothing twice', async () => {
  const options = readKillOptions(['--quick', '--state', join(home, 'state')]);
  const outcomes = await runKills(options, () => undefined);
  expect(killFailures(outcomes, '')).toEqual([]);
  expect(killTable(outcomes)).toContain('| kills | 6 |');
  const again = await runKills(
    { ...options, resume: true },
    () => undefined,
    () => Promise.reject(new Error('again')),
  );
  expect(again).toEqual(outcomes);
}, 120_000);

describe('the judgement', () => {
  let evidence: Evidence;
  beforeAll(async () => {
    evidence = await runFolder({ seed: 5, folder: 1, kills: 2 }, () => undefined);
  }, 60_000);
  afterAll(() => rmSync(dirname(evidence.dataFolder), { recursive: true, force: true }));

  /** Problems with the files after `change` has been made to one of them; it is put back. */
  function problemsAfter(path: string, change: () => void): string {
    const before = readFileSync(path);
    const problems: string[] = [];
    change();
    readSegments(evidence, problems);
    writeFileSync(path, before);
    return problems.join('\n');
  }
  const fileEnding = (ending: string): string => rawFiles(evidence.dataFolder).find((path) => path.endsWith(ending))!;
  const leftoverPath = (): string => `${evidence.leftovers.find(({ keptBytes }) => keptBytes > 0)!.base}.ndjson`;

  function sessionProblems(change: (segment: Segment) => Segment): string {
    const segments = readSegments(evidence, []);
    const longest = Math.max(...segments.map(({ lines }) => lines.length));
    const problems: string[] = [];
    judgeSessions(
      evidence,
      segments.map((one) => (one.lines.length === longest ? change(one) : one)),
      problems,
    );
    return problems.join('\n');
  }
  const middleOf = ({ lines }: Segment, suffix: string): number => {
    const places = lines.flatMap(({ stream }, i) => (stream?.endsWith(suffix) === true ? [i] : []));
    return places[Math.floor(places.length / 2)]!;
  };

  test('finds nothing in what was left', async () => {
    const { problems, figures } = await judgeFolder(evidence);
    expect(problems).toEqual([]);
    expect(figures.recovered).toBeGreaterThan(0);
    expect(figures.messages).toBeGreaterThan(100);
  });

  test('finds a segment that was changed, cut or replaced after it was finished', () => {
    const path = leftoverPath();
    const text = readFileSync(path, 'utf8');
    const flipped = (): void => writeFileSync(path, text.replace('{"ts_recv":1', '{"ts_recv":2'));
    expect(problemsAfter(path, flipped)).toMatch(/are not the beginning of the segment[^]*sha256 of the seal/);
    expect(problemsAfter(path, () => appendFileSync(path, '{"ts_recv":1}\n'))).toContain('more than a seal was added');
  });

  test('finds bytes aside that are not those that were cut, and a file that was left', () => {
    const path = leftoverPath();
    const torn = path.replace(/ndjson$/, 'torn.7');
    writeFileSync(torn, '');
    expect(problemsAfter(torn, () => writeFileSync(torn, 'more'))).toMatch(/bytes lie aside, not the \d+ behind/);
    rmSync(torn);
    const open = path.replace('.ndjson', '.ndjson.open');
    writeFileSync(open, '');
    expect(problemsAfter(open, () => undefined)).toContain('is left after the last capture');
    rmSync(open);
  });

  test('finds a manifest that says something else', () => {
    const path = fileEnding('.manifest.json');
    const text = readFileSync(path, 'utf8');
    const changed = text.replace(/"lines": ?\d+/, '"lines":1');
    expect(problemsAfter(path, () => writeFileSync(path, changed))).toContain('lines is not that of the segment');
  });

  test.each(['@depth@100ms', '@aggTrade'])(
    'finds a line of %s that is not there, and one that is there twice',
    (suffix) => {
      const gone = sessionProblems((one) => ({
        ...one,
        lines: one.lines.filter((_, i) => i !== middleOf(one, suffix)),
      }));
      expect(gone).toMatch(/ follows \d+, not \d+[^]*is not what was sent/);
      const twice = sessionProblems((one) => {
        const at = middleOf(one, suffix);
        return { ...one, lines: [...one.lines.slice(0, at + 1), ...one.lines.slice(at)] };
      });
      expect(twice).toMatch(/is there twice/);
    },
  );

  test('finds a session that was never captured, and an end that is too long ago', () => {
    expect(sessionProblems((one) => ({ ...one, session: '20200101T000000Z-0000' }))).toContain('belongs to no capture');
    const early = {
      ...evidence,
      generations: evidence.generations.map((one) => ({ ...one, killMs: one.killMs + 60_000 })),
    };
    const problems: string[] = [];
    judgeSessions(early, readSegments(evidence, []).slice(0, 1), problems);
    expect(problems.join('\n')).toMatch(/ms are missing/);
  });
});

describe('what is left behind', () => {
  const path = join(home, '20260101T000000Z-ab12-0000.ndjson.open');
  const text = '{"ts_recv":1.000}\n{"ts_recv":2.000}\n{"ts_rec';
  const dead = { kill: 1, killMs: 10, power: null, syncs: new Map() };

  test('a half-written manifest belongs to its session as well', () => {
    const name = '20260101T000000Z-ab12-0000.manifest.json';
    expect(sessionOf(join(home, `.${name}.0123456789ab.tmp`))).toBe(sessionOf(join(home, name)));
  });

  test('killed: whole lines are kept, the rest is the tail', () => {
    writeFileSync(path, text);
    expect(leaveBehind(path, dead)).toMatchObject({ keptBytes: 36, tailBytes: 8, cutBytes: 0, unsyncedBytes: 44 });
  });

  test('power lost: nothing before the synced offset is cut, garbage follows', () => {
    for (let seed = 0; seed < 50; seed++) {
      writeFileSync(path, text);
      const pick = pickFor(seed, 1);
      const power = { share: pick(1_000) / 1_000, garbage: 'noise' as const, bytes: 40, pick };
      const left = leaveBehind(path, { ...dead, power, syncs: new Map([[0, { bytes: 0, atMs: 1 }]]) });
      expect(left.keptBytes % 18).toBe(0);
      expect(left.keptBytes + left.tailBytes).toBe(text.length - left.cutBytes + 40);
    }
    truncateSync(path, 0);
    expect(leaveBehind(path, dead)).toMatchObject({ keptBytes: 0, tailBytes: 0 });
  });
});

describe('plans', () => {
  test('the same seed draws the same kill; all moments and both sorts of end come', () => {
    const bare = (seed: number, kill: number) => ({
      ...planKill(seed, 0, kill),
      power: planKill(seed, 0, kill).power?.share,
    });
    expect(bare(1, 3)).toEqual(bare(1, 3));
    const plans = Array.from({ length: 200 }, (_, kill) => planKill(13, 0, kill));
    expect(new Set(plans.map(({ moment }) => moment)).size).toBe(5);
    const withPower = plans.filter(({ power }) => power !== null).length;
    expect(withPower).toBeGreaterThan(70);
    expect(withPower).toBeLessThan(130);
  });

  test('options', () => {
    expect(readKillOptions(['--kills', '120']).folders).toEqual([50, 50, 20]);
    expect(() => readKillOptions(['--kill', '3'])).toThrow('unknown option --kill');
    expect(() => readKillOptions(['--folder', '9'])).toThrow('there are 4');
  });
});
