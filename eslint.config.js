// @ts-check
import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  {
    ignores: [
      '**/dist*/',
      '**/.tap/',
      '**/.turbo/',
      'apps/shop/data/',
      // Generated, in a style of its own.
      'apps/*/src/client/',
      'apps/*/public/client/',
      '**/tap-snapshots/',
      'test/fixtures/items-app/',
      'apps/examples/refused/',
      '**/fixtures/compiler-messages/',
      'packages/openapi/pages/',
      'packages/create-typhoon/template/',
      // Generated.
      'apps/examples/src/client/api/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  comments.recommended,
  {
    rules: {
      // A rule is switched off in the smallest place, and the comment says why.
      '@eslint-community/eslint-comments/require-description': ['error', { ignore: ['eslint-enable'] }],
      '@eslint-community/eslint-comments/disable-enable-pair': ['error', { allowWholeFile: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-else-return': ['error', { allowElseIf: false }],
      'object-shorthand': 'error',
    },
  },
  // The compiler knows what is defined: scripts are checked too.
  { files: ['**/*.{js,cjs}'], rules: { 'no-undef': 'off', 'no-unused-vars': 'off' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // The compiler finds these (noUnusedLocals, noUnusedParameters).
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `(...args: any[])` is the only way to accept every function.
      '@typescript-eslint/no-explicit-any': ['error', { ignoreRestArgs: true }],
      // `[...text]` is how code points are counted.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // `schema['minimum']` says that the key is open, `schema.type` that it is declared.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true, allowThrowingAny: true }],
      // A handler is async because its contract says so, with or without an await.
      '@typescript-eslint/require-await': 'off',
      // Callers in JavaScript, or with a cast, hand over what the types exclude: such checks are ours to make.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A type parameter used once is how a decorator learns the class and method it stands on.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // `{}` and `void` are what conditional types over users' classes and handlers have to name.
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      // Values in messages are `unknown` by nature; no-base-to-string still finds '[object Object]'.
      '@typescript-eslint/restrict-template-expressions': 'off',
      // It asks for `!`, which no-non-null-assertion forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // `Record` or an index signature, `type` or `interface`: each has its place.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      // Classes are structural in TypeScript: a store's double, a model's plain data.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // `let scope = this` starts a walk up a chain.
      '@typescript-eslint/no-this-alias': 'off',
      // Control characters are matched on purpose.
      'no-control-regex': 'off',
      'no-restricted-properties': [
        'error',
        ...['defineMetadata', 'getMetadata', 'getOwnMetadata', 'hasMetadata', 'hasOwnMetadata', 'deleteMetadata', 'metadata'].map((property) => ({
          object: 'Reflect',
          property,
          message: 'Only core/src/metadata touches reflection metadata: read and write through it.',
        })),
      ],
    },
  },
  { files: ['packages/core/src/metadata/**'], rules: { 'no-restricted-properties': 'off' } },
  // Examples of routes whose work is not the point.
  { files: ['apps/examples/src/**'], rules: { '@typescript-eslint/no-empty-function': 'off' } },
  // Instances of models are plain data that carry a class's type.
  { files: ['apps/**/*.ts'], rules: { '@typescript-eslint/no-misused-spread': 'off' } },
  {
    files: ['**/test/**/*.ts'],
    rules: {
      // tap waits for the subtests it starts.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafePromises: [{ from: 'package', name: 'PromiseWithSubtest', package: '@tapjs/core' }] },
      ],
      // Answers are read as `any` JSON, and asserted on as a whole.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // `any` opts out of the compiler's checks, and what happens then is tested too.
      '@typescript-eslint/no-explicit-any': 'off',
      // Controllers and classes written to be refused.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/only-throw-error': 'off',
    },
  },
);
