// The report of a replay as text, as JSON and as one line.

import { describe, expect, test } from 'vitest';
import { ORIGINAL_CHAIN } from '../../src/core/pipeline/config.js';
import type { ReplayResult } from '../../src/core/pipeline/replay-result.js';
import { PROBLEM_CODES } from '../../src/store/importers/problem.js';
import { replayJson } from '../../src/report/replay-json.js';
import { replayReport } from '../../src/report/replay-report.js';
import { replaySummary } from '../../src/report/replay-summary.js';
import { NO_PAINT, terminalText } from '../../src/report/terminal-text.js';
import { replayResult } from './results.js';

const textOf = (result: ReplayResult, columns = 100): string =>
  terminalText(replayReport(result), { columns, paint: NO_PAINT });

describe('the report as text', () => {
  const text = textOf(replayResult());

  test.each([
    'v13 replay: ETHUSDT, UNSTATED',
    'UNSTATED: these files do not say which environment they come from.',
    'inferred from the data',
    'OFI z-window spans  30.00 s',
    'CVD z-window spans  30.00 s',
    '2024-08-08 00:00:00.000 UTC',
    'from gap to resync median 500.0 ms, longest 500.0 ms (n 1).',
    'depth gap: after id 399 came 420',
    'trade gap: ids 7 to 9 missing (3)',
    'book crossed: bid 240,110, ask 240,105 ticks',
    'excess over the trailing 10-min minimum',
    'Clock offset estimate (smallest latency, shortest way included): -1,270 ms.',
    'P(|z|>2)',
    'Rows are autocorrelated',
    'warming 30',
    'Gate layer1: FAIL',
    'ab'.repeat(32),
    '1,234,567',
    '0 by JSON.parse',
  ])('says %s', (part) => expect(text).toContain(part));

  test('a group without any z says so instead of zeros', () => {
    expect(text).toMatch(/CVD +– \(no z\)/);
    expect(text).toMatch(/CVD z +0 +– +–/);
    expect(text).toContain('std_zero 50');
  });

  test.each([60, 80, 100, 200])('fits %d columns', (columns) => {
    const widest = Math.max(
      ...textOf(replayResult(), columns)
        .split('\n')
        .map((line) => line.length),
    );
    expect(widest).toBeLessThanOrEqual(Math.min(columns, 100));
  });

  test('never NaN, Infinity, undefined or null in words', () => {
    for (const result of [replayResult(), replayResult({}, [], 0), replayResult({ timings: null, gate: null })]) {
      expect(textOf(result)).not.toMatch(/NaN|Infinity|undefined|null\b(?! +rows)|\[object/);
    }
  });

  test('synthetic data wear a banner, mainnet needs none', () => {
    expect(textOf(replayResult({ env: 'synthetic' }))).toMatch(
      /^v13 replay.*SYNTHETIC\nSYNTHETIC: a seeded simulation/,
    );
    expect(replayReport(replayResult({ env: 'mainnet' })).banners).toEqual([]);
  });

  test('event windows are stated at mean rates', () => {
    expect(textOf(replayResult({ chain: ORIGINAL_CHAIN }))).toMatch(/OFI z-window spans +30\.00 s \(at mean rates\)/);
  });

  test('warnings, damaged lines and refused messages are listed with path and line', () => {
    const problems = {
      total: 7,
      counts: [{ code: 'V13_LINE_TORN', count: 7 }],
      kept: [{ path: 'a.gz', line: 12, code: 'V13_LINE_TORN', detail: 'no line end' }],
    };
    const refused = {
      total: 1,
      counts: [{ code: 'malformed_json', count: 1 }],
      kept: [{ path: 'a.gz', line: 3, code: 'malformed_json', detail: 'ethusdt@depth' }],
    };
    const shown = textOf(replayResult({ warnings: ['the window is short'], problems, refused }));
    expect(shown).toContain('warning: the window is short');
    expect(shown).toMatch(
      /a\.gz:3 +message that is not JSON \(malformed_json\) +ethusdt@depth\n +a\.gz:12 +torn last line \(V13_LINE_TORN\) +no line end/,
    );
    expect(shown).toContain('and 6 more');
  });

  test('every problem that a reader can report has words', () => {
    const codes = [...PROBLEM_CODES, 'malformed_json', 'malformed_message', 'finer_than_unit'];
    for (const code of codes) {
      const problems = { total: 1, counts: [], kept: [{ path: 'a.gz', line: null, code, detail: '' }] };
      expect(textOf(replayResult({ problems }))).toMatch(new RegExp(`a\\.gz +[A-Za-z ]{8,} \\(${code}\\)`));
    }
  });

  test('what explains intervals is there where intervals are', () => {
    for (const columns of [60, 80, 100, Infinity]) {
      const shown = textOf(replayResult(), columns);
      expect(shown.includes('Wilson'), String(columns)).toBe(shown.includes('[95 %]'));
      expect(shown.includes('Its P(|z|>1)'), String(columns)).toBe(/^ +symbol.*P\(\|z\|>1\)/m.test(shown));
    }
    expect(textOf(replayResult(), Infinity)).toContain('Wilson');
  });

  test('paths, incidents and times are whole in a file and on a narrow terminal', () => {
    const path = `/data/${'deep/'.repeat(30)}eth.gz`;
    const [input] = replayResult().inputs;
    const result = replayResult({ inputs: input === undefined ? [] : [{ ...input, path }] });
    expect(textOf(result, Infinity)).toContain(path);
    const narrow = textOf(result, 60);
    expect(narrow).not.toContain('…');
    const squeezed = narrow
      .split('\n')
      .map((line) => line.trim().split('  ')[0])
      .join('');
    expect(squeezed).toContain(path);
  });

  test('fewer than 100 timings have no verdict on p99', () => {
    expect(textOf(replayResult())).toMatch(/OFI +3 .*–.* too few\n/);
  });

  test('a digest that differs shouts', () => {
    const expectation = {
      expected: '00'.repeat(32),
      equal: false,
      firstDifference: 'ETHUSDT row 17: ofiZ',
      proves: true,
    };
    const shown = textOf(replayResult({ expectation }));
    expect(shown).toMatch(/equal +NO/);
    expect(shown).toContain('ETHUSDT row 17: ofiZ');
  });
});

describe('the JSON document', () => {
  const json = replayJson(replayResult());

  test('has the promised parts', () => {
    expect(json.schema).toBe('v13.replay/1');
    expect(Object.keys(json)).toEqual(
      expect.arrayContaining([
        'inputs',
        'environment',
        'config',
        'streams',
        'continuity',
        'latency',
        'coverage',
        'signals',
        'health',
        'timings',
        'digest',
        'warnings',
        'problems',
        'gate',
      ]),
    );
  });

  test('digest is 64 hex digits, its counts beside it', () => {
    expect(json.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(json.digestCounts).toEqual({ rows: 50, ofiZ: 20, cvdZ: 0, fusion: 20 });
  });

  test('latencies are ms, spans seconds, both windows stated', () => {
    expect(json.latency.clockOffsetMs).toBe(-1_270);
    expect(json.latency.ms?.raw?.min).toBe(-1_270);
    expect(json.span.spanSeconds).toBe(5);
    expect(json.config.windows).toEqual([
      {
        symbol: 'ETHUSDT',
        ofi: { samples: 300, seconds: 30, basis: 'exact' },
        cvd: { samples: 300, seconds: 30, basis: 'exact' },
      },
    ]);
    expect(json.continuity.symbols[0]?.recoveryMs?.max).toBe(500);
  });

  test('a crossed book is counted, listed and judged', () => {
    expect(json.continuity.symbols[0]?.crossings).toBe(1);
    expect(json.continuity.incidents[0]).toMatchObject({ kind: 'crossed', symbol: 'ETHUSDT', bidTicks: 240_110 });
    expect(json.gate?.rows).toContainEqual(expect.objectContaining({ name: 'crossed books', verdict: 'FAIL' }));
  });

  test('survives JSON unchanged: no NaN, no Map, no undefined', () => {
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    const empty = replayJson(replayResult({}, [], 0));
    expect(JSON.parse(JSON.stringify(empty))).toEqual(empty);
  });
});

describe('the summary line', () => {
  test('is one line of key=value', () => {
    const line = replaySummary(replayResult());
    expect(line).toMatch(/^SUMMARY( [a-z0-9_]+=\S+)+$/);
    expect(line).toContain(' depth_gaps=1 resyncs=1 crossed=1 trade_gaps=1 ');
    expect(line).toContain(' gate=layer1:FAIL');
  });

  test('without data it says so', () => {
    const line = replaySummary(replayResult({ gate: null }, [], 0));
    expect(line).toMatch(/symbols=- .*latency_p50_ms=- .*coverage_min=- .*gate=-$/);
  });
});
