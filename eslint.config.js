// Lint rules: what the compiler does not refuse and test/architecture.test.ts does not check.

import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const TESTS = ['test/**'];
const OUTPUT = ['src/cli/**', 'src/platform/**', 'bin/**', 'bench/**', 'soak/**', 'scripts/**', 'test/**'];

/** Rules of ESLint itself that hold for every file. */
const GENERAL = {
  'array-callback-return': 'error',
  'default-case-last': 'error',
  eqeqeq: ['error', 'always'],
  'for-direction': 'error',
  'guard-for-in': 'error',
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 50 }],
  'max-params': ['error', { max: 3 }],
  'no-alert': 'error',
  'no-async-promise-executor': 'error',
  'no-caller': 'error',
  'no-case-declarations': 'error',
  'no-compare-neg-zero': 'error',
  'no-cond-assign': 'error',
  'no-console': 'error',
  'no-constant-binary-expression': 'error',
  'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
  'no-constructor-return': 'error',
  'no-debugger': 'error',
  'no-dupe-else-if': 'error',
  'no-duplicate-case': 'error',
  'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
  'no-else-return': 'error',
  'no-empty': 'error',
  'no-empty-pattern': 'error',
  'no-eval': 'error',
  'no-extend-native': 'error',
  'no-fallthrough': 'error',
  'no-implicit-coercion': 'error',
  'no-loss-of-precision': 'error',
  'no-misleading-character-class': 'error',
  'no-multi-assign': 'error',
  'no-new-wrappers': 'error',
  'no-promise-executor-return': 'error',
  'no-prototype-builtins': 'error',
  'no-regex-spaces': 'error',
  'no-return-assign': 'error',
  'no-self-assign': 'error',
  'no-self-compare': 'error',
  'no-sequences': 'error',
  'no-sparse-arrays': 'error',
  'no-template-curly-in-string': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-unneeded-ternary': 'error',
  'no-unreachable-loop': 'error',
  'no-unsafe-finally': 'error',
  'no-unsafe-optional-chaining': 'error',
  'no-useless-catch': 'error',
  'no-useless-escape': 'error',
  'no-useless-rename': 'error',
  'no-useless-return': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': ['error', { destructuring: 'all' }],
  radix: 'error',
  'require-yield': 'error',
  'use-isnan': 'error',
  'valid-typeof': 'error',
};

/** Changes to typescript-eslint's strict set, each with its reason. */
const TYPED = {
  '@typescript-eslint/consistent-type-exports': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/only-throw-error': 'error',
  // `text || 'default'` means the empty text too.
  '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { boolean: true, string: true } }],
  '@typescript-eslint/prefer-readonly': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // Numbers, and only they, go into texts as they are.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // `() => f()` and `return fail(…)` are clear where the function itself is declared void.
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  // Slow, and about what this code has none of: enums, and classes standing in for one another.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  '@typescript-eslint/no-unsafe-enum-assignment': 'off',
  // `read<Shape>()` names what JSON or a table of words holds; the alternative is a cast at every call.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // Loops over typed arrays read `(a[i] as number)`: the index is known to be in range, the type is not.
  '@typescript-eslint/non-nullable-type-assertion-style': 'off',
  // `while (true)` with a return inside is how scanners are written.
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
};

/** Tests may say "this is there" with `!`, hold long groups and wide tables; test/architecture.test.ts tells these apart. */
const IN_TESTS = {
  'max-lines-per-function': 'off',
  'max-params': 'off',
  '@typescript-eslint/no-non-null-assertion': 'off',
};

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', 'fixtures/', 'coverage/', 'v13-data/', '.v13-*/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, rules: GENERAL },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: TYPED,
  },
  { files: OUTPUT, rules: { 'no-console': 'off' } },
  { files: TESTS, rules: IN_TESTS },
);
