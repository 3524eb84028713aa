// The chaos soak, in small: it passes, it goes on where it stopped, and each of its checks fails where it should.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeChaos } from '../../soak/support/chaos-check.js';
import { compareInTurn, compareMerged } from '../../soak/support/chaos-channels.js';
import type { JudgedInput } from '../../soak/support/chaos-input.js';
import { type FileLine, readFolder, readText } from '../../soak/support/chaos-lines.js';
import { readChaosOptions } from '../../soak/support/chaos-options.js';
import { CHAOS_KINDS, planChaos } from '../../soak/support/chaos-plan.js';
import { type ChaosOutcome, runAll } from '../../soak/support/chaos-pool.js';
import { replayDigest, verifyFolder } from '../../soak/support/chaos-replay.js';
import { type ChaosEvidence, runChaos } from '../../soak/support/chaos-run.js';
import { tryChaos } from '../../soak/support/chaos-scenario.js';
import { chaosFailures, chaosTable } from '../../soak/support/chaos-table.js';
import { type TruthMessage, readTruth } from '../../soak/support/chaos-truth.js';
import { FAULT_KINDS } from '../../src/exchange/emulator/fault-script.js';

const folder = mkdtempSync(join(tmpdir(), 'v13-chaos-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const optionsOf = (name: string, ...more: string[]) => readChaosOptions(['--state', join(folder, name), ...more]);

test('--quick: nothing lost silently, no book wrong, live = replay; --resume does nothing twice', async () => {
  const options = optionsOf('quick', '--quick', '--jobs', '3');
  const outcomes = await runAll(options, tryChaos, () => undefined);
  expect(chaosFailures(outcomes)).toEqual([]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(options.kinds);
  const total = chaosTable(outcomes).at(-1)!;
  expect(total).toMatch(/^\| all \| 6 \| .* \| 6\/6 \|$/);
  const again = await runAll(
    { ...options, resume: true },
    () => Promise.reject(new Error('not again')),
    () => undefined,
  );
  expect(again).toEqual(outcomes);
}, 120_000);

describe('the judgement', () => {
  let evidence: ChaosEvidence;
  let input: JudgedInput;
  beforeAll(async () => {
    const plan = planChaos('drop-trades', 3);
    evidence = await runChaos({ ...plan, faults: [...plan.faults, ...planChaos('drop-depth', 3).faults] });
    const raw = join(evidence.folder, 'raw');
    const verification = await verifyFolder(raw);
    input = {
      evidence,
      truth: readTruth(evidence.truth),
      lines: readFolder(evidence.folder),
      says: {
        replayDigest: await replayDigest(raw),
        verdict: verification.verdict,
        certificate: verification.recordings[0]!.certificate,
      },
    };
  }, 60_000);
  afterAll(() => rmSync(evidence.folder, { recursive: true, force: true }));

  const problemsWith = (changes: Partial<JudgedInput>): string =>
    judgeChaos({ ...input, ...changes }).problems.join('\n');
  /** Line of the stream in the middle of the recording. */
  const middle = (suffix: string): number => {
    const places = input.lines.flatMap(({ stream }, i) => (stream?.endsWith(suffix) === true ? [i] : []));
    return places[Math.floor(places.length / 2)]!;
  };
  const without = (at: number): FileLine[] => input.lines.filter((_, i) => i !== at);
  const place = (is: (line: FileLine) => boolean): number => input.lines.findIndex(is);

  test('finds nothing in what was recorded', () => {
    const { problems, figures } = judgeChaos(input);
    expect(problems).toEqual([]);
    expect(figures.gapsInjected).toBeGreaterThanOrEqual(2);
    expect(figures.healed).toBeGreaterThan(0);
    expect(figures.recoveryMs).toBeGreaterThan(0);
    expect(figures.booksCompared).toBeGreaterThan(50);
  });

  test.each(['@depth@100ms', '@aggTrade'])('finds a line of %s that is not there', (suffix) => {
    const judged = judgeChaos({ ...input, lines: without(middle(suffix)) });
    expect(judged.problems.join('\n')).toMatch(/1 lost, the first is \d+/);
    expect(judged.figures.lostSilently).toBe(1);
  });

  test('finds a line that stands there twice', () => {
    const at = middle('@aggTrade');
    const lines = [...input.lines.slice(0, at), input.lines[at]!, ...input.lines.slice(at)];
    expect(problemsWith({ lines })).toContain('is out of place');
  });

  test('finds a quantity that is another', () => {
    const at = middle('@depth@100ms');
    const line = input.lines[at]!;
    const [changed] = readText(`${line.text.replace(/"b":\[\["([\d.]+)","[\d.]+"\]/, '"b":[["$1","77.777"]')}\n`);
    // A level among the best fifty is needed: the best bid of the emulator's own line.
    const best = JSON.parse(evidence.truth.find((text) => text.includes('"kind":"book"'))!) as {
      bid: [string, string];
    };
    const forced = { ...changed!, data: { ...changed!.data, b: [[best.bid[0], '77.777']] } };
    expect(problemsWith({ lines: input.lines.map((one, i) => (i === at ? forced : one)) })).toMatch(
      /the book at u \d+ is not the emulator's/,
    );
  });

  test('finds a checkpoint that is another', () => {
    const at = place(({ control }) => control === 'checkpoint');
    const lines = input.lines.map((line, i) => (i === at ? { ...line, bids: line.bids!.slice(1) } : line));
    expect(problemsWith({ lines })).toMatch(/the checkpoint at u \d+ is not the emulator's/);
  });

  test('finds a gap that nobody noted, and one that there is not', () => {
    const at = place(({ control }) => control === 'gap');
    expect(problemsWith({ lines: without(at) })).toMatch(/the gap lines lacks? \w+ (depth|trade) \d+–\d+/);
    const { says } = input;
    const empty = { ...says.certificate!, symbols: [] };
    expect(problemsWith({ says: { ...says, certificate: empty } })).toMatch(/the certificate lacks/);
  });

  test('finds a healed trade that is missing, and one that is not the emulator’s', () => {
    const at = place(({ stream }) => stream?.endsWith('@healedTrade') === true);
    expect(problemsWith({ lines: without(at) })).toContain('what was healed lacks');
    expect(problemsWith({ evidence: { ...evidence, asked: new Map() } })).toContain("is not the emulator's");
  });

  test('finds a wrong verdict, another digest, no fused values, a fault that met nothing', () => {
    const { says } = input;
    expect(problemsWith({ says: { ...says, verdict: 'whole' } })).toContain('verify says whole, expected holes');
    expect(problemsWith({ says: { ...says, replayDigest: '00' } })).toContain('live digest ≠ replay digest');
    const symbols = evidence.result.digest.symbols.map((one) => ({ ...one, fusion: 0 }));
    const result = { ...evidence.result, digest: { ...evidence.result.digest, symbols } };
    expect(problemsWith({ evidence: { ...evidence, result } })).toContain('proves nothing');
    expect(problemsWith({ evidence: { ...evidence, fired: false } })).toContain('never happened');
    expect(problemsWith({ evidence: { ...evidence, healed: false } })).toContain('not everything was whole again');
  });
});

describe('sent against written', () => {
  const sent = (connection: number, id: number): TruthMessage => ({
    ...{ atMs: id, connection, stream: 'ethusdt@aggTrade', id, prevId: null, sentMs: id, fault: null },
  });
  const written = (...ids: number[]) => ids.map((id) => ({ id, prevId: null, sentMs: id }));
  const idsOf = (messages: readonly TruthMessage[]) => messages.map(({ id }) => id);

  test('one connection after the other: the end of each may be cut off, its middle may not', () => {
    const two = [sent(1, 1), sent(1, 2), sent(1, 3), sent(2, 5), sent(2, 6), sent(2, 7)];
    const result = compareInTurn(two, written(1, 2, 5, 7));
    expect([idsOf(result.cut), idsOf(result.missing), result.strange]).toEqual([[3], [6], []]);
    expect(compareInTurn(two, written(1, 2, 3, 3, 5)).strange).toHaveLength(2);
  });

  test('two connections at once: each message once and in order', () => {
    const two = [sent(1, 1), sent(1, 2), sent(2, 2), sent(1, 3), sent(2, 3), sent(2, 4), sent(2, 5)];
    const result = compareMerged(two, written(1, 2, 4));
    expect([idsOf(result.cut), idsOf(result.missing), result.strange]).toEqual([[5], [3, 3], []]);
    expect(compareMerged(two, written(1, 2, 2)).strange).toEqual(['message 2 comes after 2']);
    expect(compareMerged(two, written(1, 9)).strange).toEqual(['message 9 was not sent so']);
  });
});

describe('scenarios', () => {
  test('the same seed draws the same scenario, another seed another one', () => {
    for (const kind of CHAOS_KINDS) expect(planChaos(kind, 5)).toEqual(planChaos(kind, 5));
    expect(planChaos('close', 1)).not.toEqual(planChaos('close', 2));
  });

  test('every fault that the emulator has is drawn, but for those that end a capture', () => {
    const drawn = new Set(CHAOS_KINDS.flatMap((kind) => planChaos(kind, 1).faults.map((fault) => fault.kind)));
    const missing = FAULT_KINDS.filter((kind) => !drawn.has(kind));
    expect(missing).toEqual(['rest-418', 'rest-403', 'rest-451']);
  });

  test('a failed scenario is printed as the line that runs it again', () => {
    const outcome: ChaosOutcome = { kind: 'close', seed: 7, figures: null, problems: ['it has not ended'] };
    expect(chaosFailures([outcome])).toEqual(['npm run soak -- chaos --fault close --seed 7', '    it has not ended']);
  });

  test('options that do not exist are refused', () => {
    expect(() => readChaosOptions(['--fault', 'fire'])).toThrow('there are none, drop-depth');
    expect(() => readChaosOptions(['--sedes', '3'])).toThrow('unknown option --sedes');
    expect(() => readChaosOptions(['--seeds', '0'])).toThrow('whole number');
  });
});
