// npm run check: lint, format, types, tests, in that order; stops at the first that fails. `--no-tests` leaves out the last.

import { join } from 'node:path';
import { ROOT, ensureInstalled, packageBin, runNode } from './ensure.mjs';

const STEPS = [
  { name: 'lint', args: [packageBin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'format', args: [packageBin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'types', args: [packageBin('typescript', 'bin/tsc'), '-p', 'tsconfig.json', '--noEmit'] },
  { name: 'tests', args: [join(ROOT, 'scripts', 'test.mjs')] },
];

function runStep({ name, args }) {
  console.log(`\n> ${name}`);
  const begin = performance.now();
  const code = runNode(args);
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  console.log(code === 0 ? `${name}: ok, ${seconds} s` : `${name}: FAILED with exit code ${code}, ${seconds} s`);
  return code;
}

function main() {
  ensureInstalled();
  const steps = process.argv.includes('--no-tests') ? STEPS.slice(0, -1) : STEPS;
  for (const step of steps) {
    const code = runStep(step);
    if (code !== 0) return code;
  }
  return 0;
}

process.exitCode = main();
