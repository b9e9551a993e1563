import t from 'tap';
import { printModule } from '#src/generate/print/printed-module.js';
import type { Module, PrintOptions } from '#src/generate/print/printed-module.js';

const MODULE: Module = {
  name: 'items',
  values: ['socket', 'operation'],
  types: ['Transport'],
  imports: [
    { clause: 'import type * as models', module: 'models', use: 'types' },
    { clause: 'import { x }', module: 'x', use: 'values' },
  ],
  declarations: [{ type: 'export type A = string;' }, { ts: 'export const a: A = x;', js: 'export const a = x;', dts: 'export declare const a: A;' }],
};

const OPTIONS: PrintOptions = { language: 'ts', width: 80, runtime: '@typhoon/client', importExtension: '.js' };

t.test('a module is written as TypeScript', async (t) => {
  const text = `// generated

import { operation } from '@typhoon/client';
import { socket } from '@typhoon/client/sockets';
import type { Transport } from '@typhoon/client';
import type * as models from './models.js';
import { x } from './x.js';

export type A = string;

export const a: A = x;
`;
  t.strictSame(printModule(MODULE, '// generated', OPTIONS), [{ path: 'items.ts', text }]);
});

t.test('or as JavaScript with its declarations, each with the imports that it needs', async (t) => {
  const files = printModule(MODULE, '// generated', { ...OPTIONS, language: 'js', importExtension: '', runtime: './runtime.js' });
  t.strictSame(files, [
    {
      path: 'items.js',
      text: "// generated\n\nimport { operation } from './runtime.js';\nimport { socket } from './sockets.js';\nimport { x } from './x';\n\nexport const a = x;\n",
    },
    {
      path: 'items.d.ts',
      text: "// generated\n\nimport type { Transport } from './runtime.js';\nimport type * as models from './models';\n\nexport type A = string;\n\nexport declare const a: A;\n",
    },
  ]);
  const [empty] = printModule({ name: 'models', values: [], types: [], imports: [], declarations: [] }, '// generated', OPTIONS);
  t.equal(empty?.text, '// generated\n\nexport {};\n');
});
