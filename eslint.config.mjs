import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { clock } from './eslint.clock.mjs';
import { determinism } from './eslint.determinism.mjs';
import { expectations } from './eslint.expectations.mjs';
import { literals } from './eslint.literals.mjs';

const EVERYWHERE = [{ selector: 'ExportDefaultDeclaration', message: 'Name what a module exports.' }];

export default defineConfig(
  globalIgnores(['dist/', '.local/', 'coverage/', 'test/fixtures/', 'src/web/api/schema.ts']),
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
      complexity: ['error', 20],
      'no-restricted-syntax': ['error', ...EVERYWHERE],
    },
  },
  {
    // Describe blocks are long by nature; their cases are held to the reader's patience instead.
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 700, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // A list of routes is a table, whatever its length.
    files: ['src/triggers/http/*Routes.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // A component is mostly what it shows; its hooks are long lists of short things.
    files: ['src/web/**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 110, skipBlankLines: true, skipComments: true }] },
  },
  {
    // Plain scripts run before anything is installed or built.
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        module: 'writable',
        fetch: 'readonly',
        Buffer: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
  },
  {
    // What is logged goes through the invocation's log, where a test looks for secrets.
    files: ['src/{azure,contracts,domain,operations,orchestrators,ports,triggers}/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  literals,
  expectations,
  clock(EVERYWHERE),
  determinism,
);
