import { format, resolveConfig } from 'prettier';
import { readPublicNames } from './public-names.js';
import { toMarkdown } from './reference-entry.js';

const FOLDER = 'docs/reference';

/** What a page begins with, and where its names come from: the headings of the lists of exports. */
const PAGES = [
  { file: 'application', title: 'Application', about: 'What makes an application of controllers.', from: ['typhoon', 'core: Application'] },
  { file: 'declaring', title: 'Declaring routes', about: 'Decorators for classes, methods and parameters, and their options.', from: ['core: Declaring'] },
  {
    file: 'schemas',
    title: 'Schemas and models',
    about: 'All types of [TypeBox](https://github.com/sinclairzx81/typebox) are exported as well.',
    from: ['core: Schemas'],
  },
  { file: 'dependencies', title: 'Dependencies', about: 'Values that routes need, and how they are made.', from: ['core: Dependencies'] },
  { file: 'answers', title: 'Answers', about: 'What handlers return, beside plain values.', from: ['core: Answers'] },
  {
    file: 'error-classes',
    title: 'Error classes',
    about: 'What is thrown, and caught. The codes of mistakes in a program have [a page of their own](errors.md).',
    from: ['core: Errors'],
  },
  { file: 'security', title: 'Security', about: 'Schemes, passwords and scopes.', from: ['core: Security'] },
  { file: 'jwt', title: 'JSON Web Tokens', about: "Imported from `'typhoon/jwt'`.", from: ['core/jwt'] },
  { file: 'settings', title: 'Settings', about: 'What the application is told from outside.', from: ['core: Settings'] },
  {
    file: 'websockets',
    title: 'WebSockets',
    about: 'Typed sockets, their limits and rooms, and what goes wrong with them.',
    from: ['websocket: WebSockets', 'websocket: Rooms and brokers'],
  },
  {
    file: 'browsers',
    title: 'Browsers',
    about: 'Sessions and cookies, pages of other origins, headers, compression.',
    from: ['web: Sessions', 'web: CSRF', 'web: Cookies', 'web: Browsers'],
  },
  {
    file: 'scale-out',
    title: 'Scale-out',
    about: "What processes and machines share, and its engines. Those on Redis are imported from `'@typhoon/redis'`.",
    from: ['scale: Caches', 'scale: Rate limits', 'scale: Overload', 'scale: Tasks', 'scale: Schedules', 'scale: Threads', 'scale: Processes', 'redis: Redis'],
  },
  {
    file: 'http-client',
    title: 'Calling other services',
    about: 'Clients of other services, as dependencies. What generated clients are made of has [a page of its own](client.md).',
    from: [
      'http-client: Clients',
      'http-client: Calls',
      'http-client: Answers',
      'http-client: Errors',
      'http-client: State',
      'http-client: What sends requests',
    ],
  },
  {
    file: 'observability',
    title: 'Observability',
    about: 'Whether an application is well, and what it does.',
    from: ['observability: Health', 'observability: Metrics', 'observability: Traces'],
  },
  {
    file: 'client',
    title: 'Clients',
    about:
      "The run time of generated clients. Imported from `'@typhoon/client'`; what belongs to sockets from `'@typhoon/client/sockets'`, `toDates` from `'@typhoon/client/dates'`.",
    from: ['client: Clients', 'client: Calls', 'client/sockets', 'client: Errors', 'client: What generated code is made of', 'client/dates'],
  },
  {
    file: 'client-generator',
    title: 'Generating clients',
    about: "Imported from `'@typhoon/client/generate'`.",
    from: ['client/generate: Generating', 'client/generate: Errors'],
  },
  {
    file: 'command-line',
    title: 'The command line',
    about: "Imported from `'@typhoon/cli'`; what the command does stands in [the guide](../guide/command-line.md).",
    from: ['cli: Contracts', 'cli: Settings'],
  },
  { file: 'testing', title: 'Testing', about: "Imported from `'@typhoon/testing'`.", from: ['testing'] },
  {
    file: 'openapi',
    title: 'OpenAPI documents',
    about: "Imported from `'@typhoon/openapi'`; `createApp` of `typhoon` does it for you.",
    from: ['openapi: Documents', 'openapi: Publishing'],
  },
  {
    file: 'routes',
    title: 'Described routes',
    about: 'What `app.routes` holds: plain data, for packages and tools.',
    from: ['core: What was declared: `app.routes`'],
  },
];

/**
 * The pages of the reference, made from the docstrings of what the packages export.
 *
 * @returns {Promise<{ pages: Map<string, string>, problems: string[] }>}
 */
export async function createReference() {
  const names = readPublicNames();
  const config = (await resolveConfig('docs/README.md')) ?? {};
  /** @type {Map<string, string>} */
  const pages = new Map();
  /** @type {{ name: string, kind: string, summary: string, link: string }[]} */
  const index = [];
  for (const { file, title, about, from } of PAGES) {
    const mine = names.filter(({ group }) => from.includes(group)).sort((a, b) => orderOf(a, from) - orderOf(b, from));
    /** @type {Map<string, number>} */
    const anchors = new Map();
    for (const { name, kind, summary } of mine) {
      const anchor = name.toLowerCase();
      const count = anchors.get(anchor) ?? 0;
      anchors.set(anchor, count + 1);
      index.push({ name, kind, summary, link: `${file}.md#${anchor}${count === 0 ? '' : `-${count}`}` });
    }
    pages.set(`${FOLDER}/${file}.md`, [NOTE, `# ${title}`, about, ...mine.map(toMarkdown)].join('\n\n'));
  }
  pages.set(`${FOLDER}/README.md`, toIndex(index));
  for (const [path, text] of pages) pages.set(path, await format(text, { ...config, parser: 'markdown' }));
  return { pages, problems: [...findUngrouped(names), ...findUndocumented(names)] };
}

/**
 * As they are listed, values before types.
 *
 * @param {import('./public-names.js').PublicName} name
 * @param {readonly string[]} groups
 */
function orderOf({ group, kind }, groups) {
  return groups.indexOf(group) * 2 + (kind === 'type' ? 1 : 0);
}

const NOTE = '<!-- Written by scripts/docs.js from the docstrings of the sources. -->';

/** @param {{ name: string, kind: string, summary: string, link: string }[]} index */
function toIndex(index) {
  const topics = PAGES.map(({ file, title, about }) => `- [${title}](${file}.md): ${about}`);
  const rows = [...index]
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
    .map(({ name, kind, summary, link }) => `| [\`${name}\`](${link}) | ${kind} | ${summary.replaceAll('|', '\\|')} |`);
  return [
    NOTE,
    '# Reference',
    'Every public name, from the docstrings of the sources. Unless a page says otherwise, import it from `typhoon`.',
    [...topics, '- [Error codes](errors.md): the mistakes of a program that are found at boot.'].join('\n'),
    '## All names',
    ['| Name | | |', '| --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n');
}

/** @param {import('./public-names.js').PublicName[]} names */
function findUngrouped(names) {
  const known = new Set(PAGES.flatMap(({ from }) => from));
  return [...new Set(names.map(({ group }) => group))]
    .filter((group) => !known.has(group))
    .map((group) => `scripts/docs/reference.js: no page shows '${group}'.`);
}

/** @param {import('./public-names.js').PublicName[]} names */
function findUndocumented(names) {
  return names.filter(({ summary }) => summary === '').map(({ name, place }) => `${place}: '${name}' is public and has no docstring.`);
}
