// The report of `v13 doctor` as a document: a section a group, a line a leg, its hint below it.

import { LEG_GROUPS, type Leg, type LegVerdict, worstVerdict } from '../core/quality/leg.js';
import { type Cell, type ReportDocument, type Tone, cell, columns, table } from './document.js';

const TONES: Readonly<Record<LegVerdict, Tone>> = { PASS: 'good', WARN: 'warn', FAIL: 'bad' };

/** `FAIL: 2 of 19 legs fail, 1 warns`. */
export function verdictLine(legs: readonly Pick<Leg, 'verdict'>[]): string {
  const count = (verdict: LegVerdict): number => legs.filter((leg) => leg.verdict === verdict).length;
  const [fails, warns] = [count('FAIL'), count('WARN')];
  const parts = [
    ...(fails > 0 ? [`${fails} ${fails === 1 ? 'fails' : 'fail'}`] : []),
    ...(warns > 0 ? [`${warns} ${warns === 1 ? 'warns' : 'warn'}`] : []),
  ];
  return `${worstVerdict(legs)}: of ${legs.length} legs ${parts.length === 0 ? 'all pass' : parts.join(', ')}`;
}

function rowsOf({ verdict, name, found, hint }: Leg): Cell[][] {
  const row = [cell(verdict, TONES[verdict]), cell(name), cell(found)];
  return hint === null ? [row] : [row, [cell(''), cell(''), cell(`→ ${hint}`, 'accent')]];
}

/** `target`: `MAINNET https://…`. */
export function doctorReport(legs: readonly Leg[], target: string): ReportDocument {
  const sections = LEG_GROUPS.map((group) => {
    const rows = legs.filter((leg) => leg.group === group).flatMap(rowsOf);
    return { title: group, blocks: rows.length === 0 ? [] : [table(columns('verdict', 'leg', 'found'), rows)] };
  });
  const verdict = cell(verdictLine(legs), TONES[worstVerdict(legs)]);
  return { title: target, banners: [verdict], sections };
}
