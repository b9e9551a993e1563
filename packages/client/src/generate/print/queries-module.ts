/** Options for TanStack Query, beside the client: `withQueries(api).items.read.query({ id: 3 })`, `….items.create.mutation()`. */
import type { NamedGroup, NamedMember } from '../name/client-names.js';
import { toComment } from './comment.js';
import { block, enclose, group, hardLine, indent, line } from './layout.js';
import type { Layout } from './layout.js';
import { toKey, toStringLiteral } from './literal.js';
import type { Declaration, Module } from './printed-module.js';

export function toQueriesModule(groups: readonly NamedGroup[]): Module {
  const queried = groups.filter(({ members }) => members.some(hasOptions));
  return {
    name: 'queries',
    values: [],
    types: [],
    imports: [
      { clause: 'import type { Client }', module: 'index', use: 'types' },
      ...queried.map(({ typeName, file }) => ({ clause: `import type * as ${moduleName(typeName)}`, module: file, use: 'types' as const })),
    ],
    declarations: [
      ...toHelperTypes(),
      ...queried.map(toInterface),
      toClientType(queried),
      toWithQueries(queried),
      ...(queried.some(({ members }) => members.some(isQuery)) ? [toQueryHelper()] : []),
      ...(queried.some(({ members }) => members.some(isMutation)) ? [toMutationHelper()] : []),
    ],
  };
}

/** What only reads, and ends. */
function isQuery(member: NamedMember): boolean {
  return hasOptions(member) && 'operation' in member && member.operation.method === 'GET';
}

/** What does something, and ends. */
function isMutation(member: NamedMember): boolean {
  return hasOptions(member) && !isQuery(member);
}

/** All calls, but neither streams nor sockets: those do not end with a value. */
function hasOptions(member: NamedMember): boolean {
  return 'operation' in member && member.operation.stream === undefined;
}

function moduleName(typeName: string): string {
  return `${typeName.charAt(0).toLowerCase()}${typeName.slice(1)}Module`;
}

function toHelperTypes(): Declaration[] {
  const key = 'readonly queryKey: readonly [operation: string, input: TInput];';
  const run = 'readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<TData>;';
  return [
    {
      type: [
        toComment(['What `useQuery`, `fetchQuery` and the others of TanStack Query take: spread it to say more.']),
        'export interface Query<TInput, TData> ',
        block([key, run]),
      ],
    },
    {
      type: [
        toComment(['What `useInfiniteQuery` and the others of TanStack Query take: spread it to say more.']),
        'export interface InfiniteQuery<TInput, TData, TPage> ',
        block([
          'readonly queryKey: readonly [operation: string, input: TInput, parameter: PropertyKey];',
          'readonly queryFn: (context: { readonly signal: AbortSignal; readonly pageParam: TPage }) => Promise<TData>;',
          'readonly initialPageParam: TPage;',
          ['readonly getNextPageParam: ', enclose('(', ['page: TData', 'pages: TData[]', 'parameter: TPage'], ')'), ' => TPage | undefined | null;'],
        ]),
      ],
    },
    {
      type: [
        toComment(['Which parameter of an operation turns the pages, and how.']),
        'export interface Paging<TInput, TData, TName extends keyof TInput> ',
        block([
          'readonly parameter: TName;',
          [toComment(['Its value for the first page.']), 'readonly first: TInput[TName];'],
          [
            toComment(['Its value for the page behind this one; undefined behind the last.']),
            'readonly next: ',
            enclose('(', ['page: TData', 'pages: readonly TData[]', 'parameter: TInput[TName]'], ')'),
            ' => TInput[TName] | undefined | null;',
          ],
        ]),
      ],
    },
    {
      type: [
        toComment(['An operation that has its query, too.']),
        'export type WithQuery<TOperation extends AnyOperation> = TOperation & ',
        block([
          [
            enclose('query(', ['...input: QueryInput<Parameters<TOperation>>'], ')', { trailing: '' }),
            ': Query<Parameters<TOperation>[0], Awaited<ReturnType<TOperation>>>;',
          ],
          [
            'infiniteQuery<TName extends keyof InputOf<TOperation>>',
            enclose('(', ['input: Omit<InputOf<TOperation>, TName>', 'paging: Paging<InputOf<TOperation>, Awaited<ReturnType<TOperation>>, TName>'], ')'),
            ': InfiniteQuery',
            enclose('<', ['Omit<InputOf<TOperation>, TName>', 'Awaited<ReturnType<TOperation>>', 'InputOf<TOperation>[TName]'], '>', { trailing: '' }),
            ';',
          ],
        ]),
        ';',
      ],
    },
    {
      type: [
        toComment(['What `useMutation` of TanStack Query takes: spread it to say more. Its variables are the input of the operation.']),
        'export interface Mutation<TInput, TData> ',
        block(['readonly mutationKey: readonly [operation: string];', 'readonly mutationFn: (input: TInput) => Promise<TData>;']),
      ],
    },
    {
      type: [
        toComment(['An operation that has its mutation, too.']),
        'export type WithMutation<TOperation extends AnyOperation> = TOperation & ',
        block(['mutation(): Mutation<MutationInput<Parameters<TOperation>>, Awaited<ReturnType<TOperation>>>;']),
        ';',
      ],
    },
    {
      type: [
        toComment(['Without any parameters there is none that could turn pages.']),
        group([
          'type InputOf<TOperation extends AnyOperation> = [Parameters<TOperation>[0]] extends [undefined]',
          indent([line, '? object', line, ': NonNullable<Parameters<TOperation>[0]>;']),
        ]),
      ],
    },
    { type: 'type AnyOperation = (...args: never) => Promise<unknown>;' },
    {
      type: [
        toComment(['An input that may be left out may be left out of `mutate()`, too.']),
        'type MutationInput<TParameters extends readonly unknown[]> = TParameters extends readonly [unknown, ...unknown[]]',
        indent([hardLine, '? TParameters[0]', hardLine, ': TParameters[0] | void;']),
      ],
    },
    {
      type: [
        'type QueryInput<TParameters extends readonly unknown[]> = TParameters extends readonly [unknown, ...unknown[]]',
        indent([hardLine, '? [input: TParameters[0]]', hardLine, ': [input?: TParameters[0]];']),
      ],
    },
  ];
}

function toInterface({ typeName, members }: NamedGroup): Declaration {
  const properties = members.filter(hasOptions).map((member) => {
    const operation = `${moduleName(typeName)}.${typeName}[${toStringLiteral(member.key)}]`;
    return [`readonly ${toKey(member.key)}: ${isQuery(member) ? 'WithQuery' : 'WithMutation'}`, enclose('<', [operation], '>', { trailing: '' }), ';'];
  });
  return { type: [`export interface ${typeName}Queries `, block(properties)] };
}

function toClientType(groups: readonly NamedGroup[]): Declaration {
  const [tagged, untagged] = [groups.filter(({ key }) => key !== undefined), groups.find(({ key }) => key === undefined)];
  const members = tagged.map(({ key, typeName }) =>
    group([`readonly ${toKey(key ?? '')}: Client[${toStringLiteral(key ?? '')}] &`, indent([line, `${typeName}Queries;`])]),
  );
  const own = `${untagged?.typeName ?? ''}Queries`;
  const parts: Layout =
    untagged === undefined
      ? ['Client & ', block(members)]
      : members.length === 0
        ? `Client & ${own}`
        : ['Client &', indent([hardLine, `${own} & `, block(members)])];
  return {
    type: [toComment(['The client, whose operations give options for TanStack Query, too.']), 'export type ClientWithQueries = ', parts, ';'],
  };
}

function toWithQueries(groups: readonly NamedGroup[]): Declaration {
  const members = groups.flatMap(({ key, members: all }) => {
    const queries = all.filter(hasOptions).map((member): Layout => {
      const path = key === undefined ? `api${toAccess(member.key)}` : `api${toAccess(key)}${toAccess(member.key)}`;
      const id = 'operation' in member ? member.operation.id : '';
      return [`${toKey(member.key)}: ${isQuery(member) ? 'addQuery' : 'addMutation'}`, enclose('(', [path, toStringLiteral(id)], ')'), ','];
    });
    return key === undefined ? queries : [[`${toKey(key)}: `, block([`...api${toAccess(key)},`, ...queries]), ',']];
  });
  const body = block([['return ', block(['...api,', ...members]), ';']]);
  const comment = toComment(['Adds `query` to the operations that read, and `mutation` to the others: `useQuery(api.items.read.query({ id: 3 }))`.']);
  return {
    ts: [comment, 'export function withQueries(api: Client): ClientWithQueries ', body],
    js: [comment, 'export function withQueries(api) ', body],
    dts: [comment, 'export declare function withQueries(api: Client): ClientWithQueries;'],
  };
}

function toAccess(key: string): string {
  return toKey(key) === key ? `.${key}` : `[${toStringLiteral(key)}]`;
}

function toQueryHelper(): Declaration {
  const key = 'queryKey: [id, input],';
  const pages = ['queryKey: [id, input, paging.parameter],', 'initialPageParam: paging.first,', 'getNextPageParam: paging.next,'];
  const next = '{ ...input, [paging.parameter]: pageParam }';
  const context = '{ signal, pageParam }: { readonly signal: AbortSignal; readonly pageParam: unknown }';
  return toHelper(
    {
      query: ['(input: unknown) => (', block([key, 'queryFn: ({ signal }: { readonly signal: AbortSignal }) => call(input, { signal }),']), ')'],
      infiniteQuery: [
        '(input: object, paging: Paging<Record<string, unknown>, unknown, string>) => (',
        block([...pages, group([`queryFn: (${context}) =>`, indent([line, `call(${next}, { signal }),`])])]),
        ')',
      ],
    },
    {
      query: ['(input) => (', block([key, 'queryFn: ({ signal }) => operation(input, { signal }),']), ')'],
      infiniteQuery: ['(input, paging) => (', block([...pages, `queryFn: ({ signal, pageParam }) => operation(${next}, { signal }),`]), ')'],
    },
  );
}

function toMutationHelper(): Declaration {
  return toHelper(
    { mutation: ['() => (', block(['mutationKey: [id],', 'mutationFn: (input: unknown) => call(input),']), ')'] },
    { mutation: ['() => (', block(['mutationKey: [id],', 'mutationFn: (input) => operation(input),']), ')'] },
  );
}

/** A function cannot be spread: the operation is called through another, which has all that it has. */
function toHelper(typed: Readonly<Record<string, Layout>>, plain: Readonly<Record<string, Layout>>): Declaration {
  const names = Object.keys(typed);
  const functionName = names.includes('query') ? 'addQuery' : 'addMutation';
  const toConstants = (values: typeof typed): Layout[] => names.map((name) => [`const ${name} = `, values[name] ?? '', ';']);
  const added = `const added = { ${names.join(', ')} };`;
  const ts = block([
    ...toConstants(typed),
    added,
    'const call = operation as unknown as (input: unknown, options?: unknown) => Promise<unknown>;',
    'return Object.assign((input: unknown, options?: unknown) => call(input, options), operation, added) as never;',
  ]);
  const js = block([...toConstants(plain), added, 'return Object.assign((input, options) => operation(input, options), operation, added);']);
  return { ts: [`function ${functionName}(operation: object, id: string): never `, ts], js: [`function ${functionName}(operation, id) `, js], dts: [] };
}
