import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Application } from '@typhoon/core';
import { toAsyncApi, toDocument } from '@typhoon/openapi';
import type { AsyncApiDocument, InfoObject, OpenApiDocument } from '@typhoon/openapi';
import { CliError } from '../errors.js';

/**
 * The OpenAPI document of an application that is ready.
 *
 * @param name Of a published document, where there are several.
 * @throws CliError TYPHOON_ERR_CLI_DOCUMENT for a name that none has.
 */
export function readOpenApi(app: Application, folder: string, name?: string): OpenApiDocument {
  if (typeof app.fastify.openapi === 'function') return named(name, () => app.fastify.openapi(name));
  assertUnnamed(name);
  return toDocument(app.routes, { info: infoOf(folder), errors: app.errors });
}

/**
 * The AsyncAPI document of an application that is ready; undefined where it has no channels.
 *
 * @throws CliError TYPHOON_ERR_CLI_DOCUMENT for a name that none has.
 */
export function readAsyncApi(app: Application, folder: string, name?: string): AsyncApiDocument | undefined {
  if (!app.routes.some(({ channel }) => channel !== undefined)) return undefined;
  if (typeof app.fastify.asyncapi === 'function') return named(name, () => app.fastify.asyncapi(name));
  assertUnnamed(name);
  return toAsyncApi(app.routes, { info: infoOf(folder) });
}

/** The documents answer an unknown name with a RangeError that lists the known ones. */
function named<TDocument>(name: string | undefined, read: () => TDocument): TDocument {
  try {
    return read();
  } catch (error) {
    if (name === undefined || !(error instanceof RangeError)) throw error;
    throw new CliError('TYPHOON_ERR_CLI_DOCUMENT', error.message, { cause: error });
  }
}

function assertUnnamed(name: string | undefined): void {
  if (name !== undefined)
    throw new CliError('TYPHOON_ERR_CLI_DOCUMENT', `The application publishes no document '${name}': its documents are off. Leave out --name.`);
}

/** What package.json says, where the application itself has neither title nor version. */
function infoOf(folder: string): InfoObject {
  try {
    const { name = 'API', version = '0.0.0' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string; version?: string };
    return { title: name, version };
  } catch {
    return { title: 'API', version: '0.0.0' };
  }
}
