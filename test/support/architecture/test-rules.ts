// Rules on tests: everything the core computes has one, and no test is switched off or fools itself.

import ts from 'typescript';
import { importsOf } from './imports.js';
import { type Module, type Rule, inFolder, judgeNodes, walk } from './source.js';

/** Folders of src whose every file with behaviour has a test. */
const MIRRORED = ['src/core'];

/**
 * `src/core/flow/ofi.ts` is tested by `test/core/flow/ofi.test.ts`, or by any test in `test/core/flow/` that imports it.
 * Files without a function (types, tables of constants) need none.
 */
export const testMirror: Rule = (modules) => {
  const paths = new Set(modules.map((module) => module.path));
  const tests = modules.filter((module) => module.path.endsWith('.test.ts'));
  const tested = new Set(tests.flatMap((test) => testedBy(test, paths)));
  return modules
    .filter(({ path }) => MIRRORED.some((folder) => inFolder(path, folder)))
    .filter((module) => hasBehaviour(module) && !tested.has(module.path))
    .map(({ path }) => ({ rule: 'test-mirror', path, line: 0, message: `has no test: ${testPathOf(path)}` }));
};

const testPathOf = (path: string): string => path.replace(/^src\//, 'test/').replace(/\.tsx?$/, '.test.ts');

/** Files of its own folder that a test imports, be it only for the mirrored name. */
function testedBy(test: Module, paths: ReadonlySet<string>): string[] {
  const folder = test.path.replace(/^test\//, 'src/').replace(/\/[^/]+$/, '');
  return importsOf(test, paths)
    .filter((entry) => entry.kind !== 'type')
    .map((entry) => entry.target ?? '')
    .filter((target) => inFolder(target, folder));
}

function hasBehaviour(module: Module): boolean {
  let found = false;
  walk(module, (node) => {
    found ||= (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) || ts.isClassLike(node);
  });
  return found;
}

const SWITCHED_OFF = /^(test|it|describe)(\.\w+)*\.(only|skip|todo|fails)$/;
const OWN_MOCK = /^vi\.(mock|doMock)$/;

/** `test.skipIf(file === null)` is visible and counted; `test.skip` is forgotten. Our own modules are never mocked. */
export const honestTests: Rule = (modules) =>
  modules
    .filter((module) => inFolder(module.path, 'test'))
    .flatMap((module) =>
      judgeNodes('honest-tests', module, (node) => {
        if (!ts.isCallExpression(node)) return null;
        const called = node.expression.getText(module.ast);
        if (SWITCHED_OFF.test(called)) return `${called} switches tests off`;
        const first = node.arguments[0];
        const isOwn = first !== undefined && ts.isStringLiteralLike(first) && first.text.startsWith('.');
        return OWN_MOCK.test(called) && isOwn ? 'pass a fake instead of mocking a module of ours' : null;
      }),
    );

/** A test file that holds no test passes without checking anything. */
export const testsPresent: Rule = (modules) =>
  modules
    .filter((module) => module.path.endsWith('.test.ts') && !callsTest(module))
    .map(({ path }) => ({ rule: 'tests-present', path, line: 0, message: 'holds no test' }));

function callsTest(module: Module): boolean {
  let found = false;
  walk(module, (node) => {
    found ||= ts.isCallExpression(node) && /^(test|it)\b/.test(node.expression.getText(module.ast));
  });
  return found;
}
