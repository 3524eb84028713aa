// The verdict box: every endpoint with its figures and the reason for its verdict, then the economic verdict apart.

import type { AnalysisResult, EconomicVerdict, Endpoint } from '../../core/analysis/result.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { axisAround } from '../chart/axis.js';
import type { Chart, Whisker } from '../chart/chart.js';
import {
  type Block,
  type Card,
  type Cell,
  type Section,
  absent,
  cell,
  charts,
  columns,
  heading,
  note,
  pairs,
  table,
} from '../document.js';
import { breakEvenLines } from './break-even.js';
import {
  bpFormat,
  countOf,
  faces,
  finite,
  hitFormat,
  intervalText,
  pText,
  plainText,
  pointsText,
  shareText,
  spanOf,
  toneOf,
} from './figures.js';
import { endpointReason } from './reason.js';
import type { Scope } from './scope.js';
import { suspicionLines } from './suspicion-lines.js';

const wordCell = (word: string): Cell => cell(word, toneOf(word));

/** Target and base rate of one signal at one horizon, in the order of the result. */
function endpointGroups(endpoints: readonly Endpoint[]): Endpoint[][] {
  const groups = new Map<string, Endpoint[]>();
  for (const one of endpoints) {
    const key = `${one.signal} ${one.horizonUs}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

const isTarget = ({ kind }: Endpoint): boolean => kind === 'target';

function overview({ endpoints }: AnalysisResult, text: AnalysisText): Block {
  const { verdict: words } = text;
  const rows = endpoints.map((one) => {
    const { value, interval } = faces(one.hit, hitFormat, text);
    const bar = `${shareText(one.bar)} ${isTarget(one) ? '' : words.kind['base-rate']}`.trim();
    return [
      cell(one.signal, 'bold'),
      cell(bar),
      value,
      interval,
      cell(countOf(one.nNonOverlap)),
      cell(countOf(one.ties)),
      wordCell(one.verdict),
    ];
  });
  return table(columns(...words.table), rows);
}

function chartOf({ endpoints }: AnalysisResult, text: AnalysisText): Chart {
  const shown = endpoints.filter(isTarget);
  const rows = shown.map(({ signal, hit, bar }): Whisker => ({
    label: signal,
    group: null,
    value: finite(hit.value),
    low: finite(hit.low),
    high: finite(hit.high),
    target: finite(bar),
    text: hit.value === null ? (hit.reason === null ? '' : text.reason[hit.reason]) : shareText(hit.value),
  }));
  const values = [0.5, ...rows.flatMap(({ value, low, high, target }) => [value, low, high, target])];
  const x = axisAround({ label: text.power.decay.hitAxis, values, text: (at) => shareText(at, 0), least: 0, most: 1 });
  const references = [{ at: 0.5, text: text.power.decay.coin }];
  return { title: text.verdict.chart, about: text.verdict.chartAbout, plot: { kind: 'whiskers', x, rows, references } };
}

function figurePairs(endpoint: Endpoint, text: AnalysisText): [string, Cell][] {
  const { verdict: words } = text;
  const { hit, lower, upper, alpha, pHolm } = endpoint;
  const interval = intervalText(hit, hitFormat);
  const counts = {
    raw: countOf(endpoint.nRaw),
    onset: countOf(endpoint.nOnset),
    independent: countOf(endpoint.nNonOverlap),
    decided: countOf(hit.n),
    effective: plainText(endpoint.nEff, 0),
  };
  const hasBounds = finite(lower) !== null && finite(upper) !== null;
  const level = shareText(1 - alpha, 2);
  return [
    [
      words.key.hit,
      hit.value === null
        ? absent(hit.reason === null ? null : text.reason[hit.reason])
        : cell(
            words.hit(shareText(hit.value), interval, { method: text.method[hit.method], decided: countOf(hit.n) }),
            'bold',
          ),
    ],
    [words.key.bounds, hasBounds ? cell(words.bounds(shareText(lower), shareText(upper), level)) : absent()],
    [words.key.outcomes, cell(words.outcomes(counts))],
    [
      words.key.ties,
      endpoint.tieShare.value === null
        ? absent()
        : cell(
            words.ties(countOf(endpoint.ties), shareText(endpoint.tieShare.value), shareText(endpoint.strictHit.value)),
          ),
    ],
    [words.key.p, pHolm === null ? absent() : cell(words.p(pText(pHolm), shareText(alpha, 2)))],
  ];
}

function cardOf(group: readonly Endpoint[], result: AnalysisResult, text: AnalysisText): Card[] {
  const { verdict: words } = text;
  const main = group.find(isTarget) ?? group[0];
  if (main === undefined) return [];
  const { paired } = main;
  const others = group.filter((one) => one !== main);
  const rows: [string, Cell][] = [
    ...figurePairs(main, text),
    ...(paired === null
      ? []
      : [
          [
            words.key.paired,
            cell(words.paired(paired.against, pointsText(paired.difference.value), pointsText(paired.lower))),
          ] as [string, Cell],
        ]),
    ...(main.isClumped ? [[words.key.clumped, cell(words.clumped, 'warn')] as [string, Cell]] : []),
    [words.key.reason, cell(endpointReason(main, result, text), toneOf(main.verdict))],
    ...others.map((one): [string, Cell] => [
      words.key.base,
      cell(words.base(shareText(one.bar), one.verdict, endpointReason(one, result, text))),
    ]),
  ];
  const title = words.endpoint(main.signal, shareText(main.bar), spanOf(main.horizonUs));
  return [{ title, word: wordCell(main.verdict), pairs: rows }];
}

function economicBlocks({ economic, economics }: AnalysisResult, text: AnalysisText): Block[] {
  const { economic: words } = text.verdict;
  const { takerBp, makerBp } = economics.costs;
  const rows = economic.map((one: EconomicVerdict) => {
    const { value, interval, n } = faces(one.netEdgeBp, bpFormat, text);
    const route = cell(text.market.routes[one.route]);
    // Shared over signals and routes, so that it is not the level of the other tables.
    const level = cell(shareText(one.netEdgeBp.level, 2));
    return [cell(one.signal, 'bold'), route, value, interval, level, n, cell(words[one.verdict], toneOf(one.verdict))];
  });
  return [
    heading(words.title),
    rows.length === 0 ? note(words.none) : table(columns(...words.head), rows),
    note(words.about(plainText(takerBp), plainText(makerBp))),
  ];
}

/** Why each question has its verdict; of the base rate only where it has one, for its figures are the same. */
function reasonPairs(result: AnalysisResult, text: AnalysisText): Block {
  const { verdict: words } = text;
  const told = result.endpoints.filter(
    (one) => isTarget(one) || one.verdict !== 'INCONCLUSIVE' || !hasTarget(result, one),
  );
  return pairs(
    told.map((one) => [
      isTarget(one) ? one.signal : `${one.signal}, ${words.key.base}`,
      cell(`${one.verdict}: ${endpointReason(one, result, text)}`, toneOf(one.verdict)),
    ]),
  );
}

const hasTarget = ({ endpoints }: AnalysisResult, { signal }: Endpoint): boolean =>
  endpoints.some((one) => one.signal === signal && isTarget(one));

/** What stands between the table of the endpoints and the economic verdict. */
function detailBlocks(result: AnalysisResult, { text, isBrief }: Scope): Block[] {
  const { verdict: words } = text;
  const breakEven = breakEvenLines(result, text).map((line, k) => note(line, k === 0 ? 'warn' : 'plain'));
  const cards = endpointGroups(result.endpoints).flatMap((group) => cardOf(group, result, text));
  if (isBrief) return [...(cards.length === 0 ? [] : [heading(words.key.reason), reasonPairs(result, text)])];
  return [
    heading(words.breakEvenTitle),
    ...breakEven,
    ...(cards.length === 0 ? [] : [heading(words.endpointTitle), { kind: 'cards', cards } as const]),
  ];
}

/** That the user chose fewer questions than were registered, which makes each of them easier to pass. */
function familyNote({ endpoints, plan: { leftOut = [] } }: AnalysisResult, { verdict: words }: AnalysisText): Block[] {
  if (leftOut.length === 0) return [];
  const questions = new Set(endpoints.map(({ signal }) => signal)).size;
  const counts = { questions: countOf(questions), all: countOf(questions + leftOut.length) };
  return [note(words.family({ ...counts, leftOut: leftOut.join(', ') }), 'warn')];
}

export function verdictSection(result: AnalysisResult, scope: Scope): Section {
  const { text, isBrief, words } = scope;
  const { question: ask, label, noEndpoints, overall: overalls, ids: names } = text.verdict;
  const { plan, endpoints } = result;
  const question = ask(spanOf(plan.primaryUs), spanOf(plan.latencyUs), label[plan.label]);
  const overall = endpoints.length === 0 ? noEndpoints : overalls[result.verdict];
  const ids = pairs([
    [names.config, cell(result.configHash, 'dim')],
    [names.data, cell(result.dataHash, 'dim')],
    [names.trials, cell(countOf(result.multiplicity.trials))],
  ]);
  return {
    title: text.section.verdict,
    blocks: [
      { kind: 'headline', word: wordCell(result.verdict), text: `${overall} ${question}` },
      ...suspicionLines(result).map((line) => note(words.message(line), 'bad')),
      ...result.provenance.warnings.map((warning) => note(words.message(warning), 'warn')),
      ...familyNote(result, text),
      ...(endpoints.length === 0 ? [] : [overview(result, text)]),
      ...(endpoints.length === 0 || isBrief ? [] : [charts([chartOf(result, text)])]),
      ...detailBlocks(result, scope),
      ...economicBlocks(result, text),
      ids,
    ],
  };
}
