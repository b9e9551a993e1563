// @ts-check
/**
 * The one-way import arrows: between packages (what each may import of ours) and inside core (record → describe → compile → Fastify).
 * Type imports may go against an arrow inside a package; between packages they may not.
 */

/** What each package may import of ours. */
const ARROWS = {
  core: [],
  'http-client': ['core'],
  observability: ['core'],
  openapi: ['core'],
  websocket: ['core'],
  scale: ['core'],
  web: ['core'],
  redis: ['core', 'websocket', 'scale', 'web'],
  client: [],
  testing: ['core', 'http-client', 'websocket'],
  typhoon: ['core', 'http-client', 'observability', 'openapi', 'websocket', 'scale', 'web', 'redis', 'client', 'testing'],
  cli: ['core', 'http-client', 'observability', 'openapi', 'websocket', 'scale', 'web', 'redis', 'client', 'testing', 'typhoon'],
  'create-typhoon': [],
};

const between = Object.entries(ARROWS).map(([name, allowed]) => ({
  name: `${name}-imports-only-${allowed.join('-') || 'nothing-of-ours'}`,
  severity: 'error',
  from: { path: `^packages/${name}/src/` },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}));

/**
 * A rule about value imports inside core: imports of types are free.
 *
 * @param {string} name
 * @param {string} comment
 * @param {string} from
 * @param {{ path?: string, pathNot?: string }} to
 * @param {string} [except]
 */
function inCore(name, comment, from, to, except) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: `^packages/core/src/${from}`, ...(except && { pathNot: `^packages/core/src/${except}` }) },
    to: { ...to, dependencyTypesNot: ['type-only'] },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...between,
    {
      name: 'nothing-imports-the-public-list',
      comment: 'index.ts is for users: import the file.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/' },
      to: { path: '^packages/([^/]+)/src/index[.]ts$' },
    },
    {
      name: 'no-cycle',
      comment: 'A cycle of value imports makes what runs first depend on who is imported first.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'the-run-time-stands-alone',
      comment: 'It runs in browsers: no module of Node, no package, nothing of the generator.',
      severity: 'error',
      from: { path: '^packages/client/src/(runtime|index|sockets|dates)' },
      to: { pathNot: '^packages/client/src/runtime/' },
    },
    inCore('only-metadata-reflects', 'Read and write metadata through core/src/metadata.', '', { path: 'node_modules/reflect-metadata' }, 'metadata/'),
    inCore(
      'only-typebox-imports-typebox',
      "All uses of TypeBox's values stand in schema/typebox.ts.",
      '',
      { path: 'node_modules/@sinclair/typebox' },
      'schema/typebox[.]ts',
    ),
    inCore(
      'only-fastify-imports-fastify',
      'Only the adapter and the two files that join the steps know Fastify.',
      '',
      // Plugins too; a library that only bears the name, as @fastify/send and @fastify/busboy, is none.
      { path: 'node_modules/(@fastify/(?!send|busboy)|fastify/|fastify-plugin/)' },
      '(fastify/|app[.]ts|plugin[.]ts)',
    ),
    inCore('decorators-only-record', 'Decorators record; they do not describe, compile or run.', 'decorators/', {
      path: '^packages/core/src/(describe|compile|fastify|serialization|validation)/',
    }),
    inCore('describe-is-pure', 'Describing knows nothing of compiling and Fastify.', 'describe/', {
      path: '^packages/core/src/(compile|fastify|app|plugin|runtime)',
    }),
    inCore('schema-stands-alone', 'Schemas know nothing of routes.', 'schema/', {
      path: '^packages/core/src/(decorators|describe|compile|fastify|dependency)/',
    }),
    inCore('compile-knows-no-fastify', 'What is compiled is put onto Fastify by fastify/.', 'compile/', { path: '^packages/core/src/(fastify|app|plugin)' }),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { conditionNames: ['import', 'types', 'default'], exportsFields: ['exports'] },
  },
};
