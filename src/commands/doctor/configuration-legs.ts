// The configuration: whether its file is right, and whether files with secrets are private.

import type { LegPlan } from '../../assembly/doctor/run-legs.js';
import { type CheckTarget, checkConfig } from '../../cli/config/check.js';
import { type LegFinding, failed, passed } from '../../core/quality/leg.js';
import { readSecretFile } from '../../platform/secrets.js';

type Variables = Readonly<Record<string, string | undefined>>;

async function fileLeg(target: CheckTarget, variables: Variables): Promise<LegFinding> {
  const { exists, problems } = await checkConfig(target, variables);
  const [first] = problems;
  const figures = { path: target.path, exists, problems: problems.length };
  if (first !== undefined) return failed(first.text, 'v13 config check lists every fault', figures);
  return passed(exists ? `${target.shown} is right` : `no ${target.shown}: defaults are in force`, figures);
}

/** Variables that name a file with a secret. */
const SECRET_FILE = /^V13_\w+_FILE$/;

function secretsLeg(variables: Variables): LegFinding {
  const named = Object.entries(variables).filter(([name, path]) => SECRET_FILE.test(name) && path !== '');
  // Throws UsageError, with what to do, for a file that others may read.
  for (const [, path] of named) readSecretFile(path ?? '');
  const files = named.length;
  if (files === 0) return passed('no variable names a file with a secret', { files });
  return passed(`${named.map(([name]) => name).join(', ')}: readable by you alone`, { files });
}

export const configurationLegs = (target: CheckTarget, variables: Variables): LegPlan[] => [
  { group: 'configuration', name: 'config-file', look: () => fileLeg(target, variables) },
  { group: 'configuration', name: 'secrets', look: () => secretsLeg(variables) },
];
