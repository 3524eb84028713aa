// What a report says whichever way its data lie: all but the command and how each input was read.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Report {
  readonly provenance: { readonly inputs: readonly Readonly<Record<string, unknown>>[] };
}

/** The text of `<folder>/<name>/report.json` without those. */
export function sameIn(folder: string, name: string): string {
  const report = JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')) as Report;
  const { provenance } = report;
  const inputs = provenance.inputs.map((input) => ({ ...input, from: null }));
  return JSON.stringify({ ...report, command: null, provenance: { ...provenance, inputs } }, null, 1);
}
