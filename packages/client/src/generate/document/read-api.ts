/** Documents → one API. */
import { GeneratorError } from '../errors.js';
import { loadDocumentSet } from '../load/document-set.js';
import type { DocumentSet } from '../load/document-set.js';
import { childOf, itemsOf, propertyOf, textOf } from '../load/node.js';
import { readSource } from '../load/source.js';
import type { Source } from '../load/source.js';
import { ModelRegistry } from '../schema/model-registry.js';
import { SchemaReader } from '../schema/schema-reader.js';
import type { Api, ApiTag, SecurityScheme } from './api.js';
import { readSockets } from './asyncapi.js';
import { readComponents, readOperations } from './openapi.js';
import { readSchemes } from './security.js';
import { readChannelServer, readServer } from './server.js';

/** @throws TYPHOON_ERR_CLIENT_SOURCE, TYPHOON_ERR_CLIENT_DOCUMENT, TYPHOON_ERR_CLIENT_REFERENCE */
export async function readApi(sources: readonly Source[], dates: 'string' | 'Date' = 'string'): Promise<Api> {
  const models = new ModelRegistry();
  const apis: Api[] = [];
  for (const [index, source] of sources.entries()) {
    const documents = await loadDocumentSet(await readSource(source, index));
    apis.push(readDocument(documents, new SchemaReader(documents, models, dates)));
  }
  return joinApis(apis);
}

function readDocument(documents: DocumentSet, reader: SchemaReader): Api {
  const { value } = documents.root;
  const kind = kindOf(documents);
  const operations = kind === 'openapi' ? readOperations(documents, reader) : [];
  const sockets = kind === 'asyncapi' ? readSockets(documents, reader) : [];
  readComponents(documents, reader);
  reader.models.readAll();
  const info = propertyOf(value, 'info');
  return {
    title: textOf(info, 'title') ?? 'API',
    version: versionOf(info),
    comment: [textOf(info, 'description') ?? ''].filter((text) => text.trim() !== ''),
    baseUrl: kind === 'openapi' ? (readServer(documents.root) ?? '/') : readChannelServer(documents),
    operations,
    sockets,
    schemes: readSchemes(documents, kind === 'openapi' ? undefined : readChannelServer(documents)),
    tags: readTags(documents, kind),
    models: reader.models.all,
  };
}

/** YAML makes a number of `1.0`. */
function versionOf(info: unknown): string {
  const version = propertyOf(info, 'version');
  return typeof version === 'string' || typeof version === 'number' ? String(version) : '';
}

function kindOf({ root }: DocumentSet): 'openapi' | 'asyncapi' {
  const [openapi, asyncapi] = [textOf(root.value, 'openapi'), textOf(root.value, 'asyncapi')];
  if (openapi !== undefined && /^3\.[0-2](\.|$)/.test(openapi)) return 'openapi';
  if (asyncapi?.startsWith('3.') === true) return 'asyncapi';
  const found = textOf(root.value, 'swagger') ?? openapi ?? asyncapi ?? 'no version';
  throw new GeneratorError(
    'TYPHOON_ERR_CLIENT_DOCUMENT',
    `'${root.file}' says '${found}', but OpenAPI 3.0 to 3.2 or AsyncAPI 3 is expected. Convert it, or give the address of such a document.`,
  );
}

function readTags(documents: DocumentSet, kind: 'openapi' | 'asyncapi'): ApiTag[] {
  const list = kind === 'openapi' ? childOf(documents.root, 'tags') : childOf(documents.root, 'info', 'tags');
  return itemsOf(list).flatMap((node) => {
    const { value } = documents.resolve(node);
    const name = textOf(value, 'name');
    const comment = [textOf(value, 'description') ?? textOf(value, 'summary') ?? ''].filter((text) => text.trim() !== '');
    return name === undefined ? [] : [{ name, comment }];
  });
}

/** The first document speaks for all, where only one can. */
function joinApis(apis: readonly Api[]): Api {
  const [first] = apis;
  if (first === undefined) throw new GeneratorError('TYPHOON_ERR_CLIENT_SOURCE', 'No document is given. Name at least one.');
  return {
    ...first,
    baseUrl: apis.map(({ baseUrl }) => baseUrl).find((url) => url !== undefined),
    operations: apis.flatMap(({ operations }) => operations),
    sockets: apis.flatMap(({ sockets }) => sockets),
    schemes: firstByName(apis.flatMap<SecurityScheme>(({ schemes }) => schemes)),
    tags: firstByName(apis.flatMap(({ tags }) => tags)),
    models: apis.at(-1)?.models ?? [],
  };
}

function firstByName<TItem extends { readonly name: string }>(items: readonly TItem[]): TItem[] {
  return [...new Map(items.toReversed().map((item) => [item.name, item])).values()].toReversed();
}
