import type { onRequestHookHandler } from 'fastify';
import type { InfoObject } from '../document.js';
import type { TagFilter } from '../tag-filter.js';
import type { ExtraSources } from './content-security-policy.js';

/** A document and its pages. Every path can be changed, and left out with `null`. */
export interface PublishedDocument extends TagFilter {
  /** Names the document in code and in the default paths. Default: 'openapi'. */
  readonly name?: string;
  /** Default: '/openapi.json', for others '/<name>.json'. */
  readonly json?: string | null;
  /** Default: '/openapi.yaml', for others '/<name>.yaml'. */
  readonly yaml?: string | null;
  /** The AsyncAPI document of its channels, served where there is one. Default: '/asyncapi.json', for others '/<name>-asyncapi.json'. */
  readonly asyncapiJson?: string | null;
  /** Default: '/asyncapi.yaml', for others '/<name>-asyncapi.yaml'. */
  readonly asyncapiYaml?: string | null;
  /** Swagger UI. Default: '/docs', for others '/docs/<name>'. */
  readonly swaggerUi?: string | null;
  /** ReDoc. Default: '/redoc', for others '/redoc/<name>'. */
  readonly redoc?: string | null;
  /** Where an authorization server sends the browser back to. Default: '/oauth2-redirect' below the path of Swagger UI. */
  readonly oauth2Redirect?: string;
  /** What differs from the application's own: another title, another description. */
  readonly info?: Partial<InfoObject>;
  /** Hooks that protect document and pages: they answer with 401 or 403, or let the request pass. */
  readonly onRequest?: onRequestHookHandler | readonly onRequestHookHandler[];
}

/** How the pages look and behave. */
export interface PageOptions {
  /** Where the files of the pages are served. Default: '/docs/assets'. */
  readonly assets?: string;
  /** Swagger UI's own parameters, as JSON: `{ docExpansion: 'none' }`. @see https://swagger.io/docs/open-source-tools/swagger-ui/usage/configuration/ */
  readonly swaggerUiParameters?: Readonly<Record<string, unknown>>;
  /** What the sign-in dialog is filled with: `{ clientId: 'docs', scopes: 'openid' }`. PKCE is on. */
  readonly swaggerUiOAuth?: Readonly<Record<string, unknown>>;
  /** ReDoc's own options, as JSON. */
  readonly redocOptions?: Readonly<Record<string, unknown>>;
  /** Sources to add to the pages' Content-Security-Policy, by directive. */
  readonly contentSecurityPolicy?: ExtraSources;
}

/** A published document with every path decided. */
export interface DocumentPaths {
  readonly json: string | null;
  readonly yaml: string | null;
  readonly asyncapiJson: string | null;
  readonly asyncapiYaml: string | null;
  readonly swaggerUi: string | null;
  readonly redoc: string | null;
  readonly oauth2Redirect: string;
}

export const MAIN_DOCUMENT = 'openapi';

/** { name: 'internal' } → { json: '/internal.json', swaggerUi: '/docs/internal', … } */
export function toDocumentPaths(document: PublishedDocument): DocumentPaths {
  const name = document.name ?? MAIN_DOCUMENT;
  const isMain = name === MAIN_DOCUMENT;
  const swaggerUi = document.swaggerUi === undefined ? (isMain ? '/docs' : `/docs/${name}`) : document.swaggerUi;
  const asyncapi = isMain ? 'asyncapi' : `${name}-asyncapi`;
  return {
    json: document.json === undefined ? `/${name}.json` : document.json,
    yaml: document.yaml === undefined ? `/${name}.yaml` : document.yaml,
    asyncapiJson: document.asyncapiJson === undefined ? `/${asyncapi}.json` : document.asyncapiJson,
    asyncapiYaml: document.asyncapiYaml === undefined ? `/${asyncapi}.yaml` : document.asyncapiYaml,
    swaggerUi,
    redoc: document.redoc === undefined ? (isMain ? '/redoc' : `/redoc/${name}`) : document.redoc,
    oauth2Redirect: document.oauth2Redirect ?? `${swaggerUi === '/' ? '' : (swaggerUi ?? '')}/oauth2-redirect`,
  };
}
