// All architecture rules by name.

import * as form from './form-rules.js';
import * as imports from './import-rules.js';
import * as purity from './purity-rules.js';
import type { Rule } from './source.js';
import * as tests from './test-rules.js';

export const RULES = {
  placement: imports.placement,
  'import-table': imports.importTable,
  'core-order': imports.coreOrder,
  libraries: imports.libraries,
  'own-libraries': imports.ownLibraries,
  'lazy-parts': imports.lazyParts,
  'binance-purity': imports.binancePurity,
  cycles: imports.cycles,
  'core-purity': purity.corePurity,
  'machine-free': purity.machineFree,
  'binance-clock': purity.binanceClock,
  'exit-only-in-bin': purity.exitOnlyInBin,
  'file-size': form.fileSize,
  'function-size': form.functionSize,
  'parameter-count': form.parameterCount,
  'first-line': form.firstLine,
  'no-default-export': form.noDefaultExport,
  'no-enum': form.noEnum,
  'no-any': form.noAny,
  'no-non-null': form.noNonNull,
  'file-names': form.fileNames,
  'no-unfinished': form.noUnfinished,
  'test-mirror': tests.testMirror,
  'honest-tests': tests.honestTests,
  'tests-present': tests.testsPresent,
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;
