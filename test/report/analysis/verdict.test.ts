// The verdict box: what it says of every endpoint, and why.

import { describe, expect, test } from 'vitest';
import { noEstimate } from '../../../src/core/analysis/estimate.js';
import type { Endpoint, GateName } from '../../../src/core/analysis/result.js';
import { breakEvenLines } from '../../../src/report/analysis/break-even.js';
import { endpointReason } from '../../../src/report/analysis/reason.js';
import { renderAnalysisText } from '../../../src/report/analysis/render-analysis.js';
import { ANALYSIS_TEXTS } from '../../../src/text/analysis-text.js';
import { about, analysisEndpoint, bareAnalysis, richAnalysis } from '../../support/analysis-result.js';

const reason = (changes: Partial<Endpoint>, env: 'mainnet' | 'testnet' = 'mainnet', lang: 'en' | 'zh' = 'en'): string =>
  endpointReason(analysisEndpoint(changes), { env }, ANALYSIS_TEXTS[lang]);

/** A gate that failed and what it asks for, hours. */
const gate = (name: GateName, [value, wanted]: [number | null, number | null], hours: number | null = null) => ({
  gates: [{ gate: name, passed: false, value, wanted }],
  needs: [{ what: name, outcomes: hours === null ? null : 1, hours }],
  neededHours: hours,
});

describe('the reason', () => {
  test.each<[string, Partial<Endpoint>, string]>([
    [
      'too few outcomes',
      gate('outcomes', [5, 100], 27.9),
      '5 decided outcomes of 100 needed; 27.9 h still needed at the firing rate so far',
    ],
    [
      'too short',
      gate('coverage', [3.2, 24], 20.8),
      '3.2 h of 24 h verified data; 20.8 h still needed at the firing rate so far',
    ],
    [
      'an audit that fails',
      gate('null_audit', [0.12, 0.08]),
      'the null audit passed 12.0 % of what cannot predict (at most 8.0 %); how much more data would mend the audit cannot be said',
    ],
    [
      'no audit',
      gate('null_audit', [null, null]),
      'the null audit did not run; how much more data would mend the audit cannot be said',
    ],
    [
      'blocks that are too few for bounds, beside an interval of Wilson that needs none',
      gate('interval', [4, 10], 2),
      'blocks of time with outcomes: 4 of 10 that bounds need; 2.0 h still needed at the firing rate so far',
    ],
    [
      'blocks that are all alike',
      gate('interval', [12, 10], 2),
      'the blocks of time do not differ enough for bounds; 2.0 h still needed at the firing rate so far',
    ],
    [
      'gaps as a share',
      gate('gaps', [0.06, 0.01], 0.4),
      'too much of the recording is broken by gaps (6.0 %, at most 1.0 %); 24 min still needed at the firing rate so far',
    ],
    [
      'undecided',
      {},
      'the bounds 54.4 % and 62.0 % leave the bar of 55.0 % open; 54.2 h still needed at the firing rate so far',
    ],
    [
      'days',
      { neededHours: 300 },
      'the bounds 54.4 % and 62.0 % leave the bar of 55.0 % open; 13 days still needed at the firing rate so far',
    ],
    [
      'a rate at the bar',
      { neededHours: 34_188, isAtBar: true },
      'the bounds 54.4 % and 62.0 % leave the bar of 55.0 % open; the rate is at the bar, within one standard error: no amount of data at hand will decide (3.9 years, if it is as it seems)',
    ],
    [
      'a rate on the bar',
      { neededHours: null, isAtBar: true, needs: [{ what: 'bound', outcomes: null, hours: null }] },
      'the bounds 54.4 % and 62.0 % leave the bar of 55.0 % open; the rate is at the bar: no amount of data will decide',
    ],
    [
      'shifted signals that do better',
      gate('permutation', [0.6, 0.0125]),
      'signals shifted in time do as well in 60.0 % of cases (at most 1.25 %); at the hit rate measured no amount of data would show it',
    ],
    ['PASS', { verdict: 'PASS', lower: 0.561 }, 'at 98.75 % confidence it is at least 56.1 %, above the bar of 55.0 %'],
    ['FAIL', { verdict: 'FAIL', upper: 0.532 }, 'at 98.75 % confidence it is at most 53.2 %, below the bar of 55.0 %'],
  ])('%s', (_, changes, text) => expect(reason(changes)).toBe(text));

  test('the environment is named', () => {
    expect(reason(gate('environment', [null, null]), 'testnet')).toBe('TESTNET data carry no verdict');
  });

  test('in Chinese', () => {
    const changes = gate('outcomes', [5, 100], 27.9);
    expect(reason(changes, 'mainnet', 'zh')).toBe('有涨跌的结果 5 个，需要 100 个；按目前的触发频率还需 27.9 h');
  });
});

describe('the break-even line', () => {
  const line = (changes: object): string => {
    const result = richAnalysis();
    const moves = result.market.moves.map((row) => (row.horizonUs === 60_000_000 ? { ...row, ...changes } : row));
    return breakEvenLines({ ...result, market: { ...result.market, moves } }, ANALYSIS_TEXTS.en)[0] ?? '';
  };

  test('says when not even an oracle pays', () => {
    const rates = {
      takerTaker: about(1.18, 0.04, 90),
      takerMaker: about(0.98, 0.03, 90),
      makerMaker: about(0.77, 0.02, 90),
    };
    expect(line({ meanAbsBp: about(7.3, 0.4, 90), breakEven: rates })).toBe(
      'At 60 s the mean move is 7.3 bp: to pay for fees and spread a taker would need to be right 118 % [114, 122] of the time; not even an oracle pays. A maker on both sides, always filled and paying fees alone, needs 77.0 % [75.0, 79.0].',
    );
  });

  test('says what is needed', () => {
    const none = noEstimate(9, 'few_blocks');
    const rates = { takerTaker: { ...none, value: 0.75 }, takerMaker: none, makerMaker: none };
    expect(line({ meanAbsBp: { ...none, value: 20 }, breakEven: rates })).toBe(
      'At 60 s the mean move is 20.0 bp: a taker needs to be right 75.0 % of the time to pay for fees and spread.',
    );
  });

  test('stands in every report', () => {
    expect(renderAnalysisText(bareAnalysis(), { columns: 80 })).toContain('At 60 s there is no move yet to measure');
  });
});

test('one endpoint as text', () => {
  const [first] = richAnalysis().endpoints;
  const endpoints = first === undefined ? [] : [first];
  const text = renderAnalysisText(richAnalysis({ endpoints, economic: [], full: false, verdict: 'PASS' }), {
    columns: 80,
  });
  expect(text.slice(0, text.indexOf('Could it be traded?'))).toMatchInlineSnapshot(`
    "v13 analysis: ETHUSDT, MAINNET

    Verdict
      PASS
      Every endpoint is above its bar. Asked before the data were looked at: does a
      signal foretell the direction of the mid 60 s ahead, entered 100 ms after the
      decision?

      two sessions overlap for 3 s; repeats were left out
      signal     bar  hit rate  95 %          outcomes  ties  verdict
      ofi     55.0 %    61.2 %  [58.2, 64.2]     1,052    12  PASS

      Hit rate of each primary, with its bar
      ofi  ·               ┃         ├────────●────────┤     61.2 %
           50 %                                        65 %

      What it takes to pay for the costs
      At 60 s the mean move is 7.4 bp: to pay for fees and spread a taker would need
      to be right 118 % [115, 122] of the time; not even an oracle pays. A maker on
      both sides, always filled and paying fees alone, needs 77.2 % [75.9, 78.6].
      When ofi fires the mean move is 8.8 bp: a taker needs 107 % [102, 112].
      When fusion fires the mean move is 11.0 bp: a taker needs 95.3 % [92.5, 98.5].

      Endpoint by endpoint

      ofi: above 55.0 % at 60 s?                                                PASS
        hit rate          61.2 % [58.2, 64.2], Wilson, of 1,040 decided outcomes
        one-sided bounds  57.1 % to 65.0 % at 98.75 % confidence each
        outcomes          1,052 that do not overlap, of 2,804 onsets (412,330
                          samples in the zone); the 1,040 decided ones are worth 936
                          independent ones
        ties              12, 1.2 % of outcomes; counted as misses the hit rate is
                          57.5 %
        Holm p            < 0.001, judged at 1.25 %
        why               at 98.75 % confidence it is at least 57.1 %, above the bar
                          of 55.0 %

      "
  `);
});
