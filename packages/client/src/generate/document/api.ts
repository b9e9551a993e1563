/** What a client is made of: a document without its spelling. */
import type { Model } from '../schema/model.js';
import type { PropertyNode, TypeNode } from '../schema/type-node.js';

export interface Api {
  readonly title: string;
  readonly version: string;
  /** Paragraphs. */
  readonly comment: readonly string[];
  /** Where the API is, if the document says so. */
  readonly baseUrl?: string | undefined;
  readonly operations: readonly ApiOperation[];
  readonly sockets: readonly ApiSocket[];
  readonly schemes: readonly SecurityScheme[];
  readonly tags: readonly ApiTag[];
  readonly models: readonly Model[];
}

export interface ApiTag {
  readonly name: string;
  readonly comment: readonly string[];
}

interface Callable {
  /** The document's id, or method and path: 'items.read', 'GET /pets/{id}'. */
  readonly id: string;
  /** What it is called after: the id, or words made from method and path. */
  readonly name: string;
  readonly tag?: string | undefined;
  readonly path: string;
  readonly comment: readonly string[];
  readonly parameters: readonly ApiParameter[];
  /** Alternatives: scheme → scopes. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface ApiOperation extends Callable {
  /** 'GET' */
  readonly method: string;
  readonly body?: ApiBody | undefined;
  readonly replies: readonly ApiReply[];
  readonly failures: readonly ApiReply[];
  /** What a streamed success is made of. */
  readonly stream?: ApiStream | undefined;
  /** Media types of successes that have a body, those preferred where there is a choice. */
  readonly accept: readonly string[];
  /** Where the operation is, if not where the others are. */
  readonly server?: string | undefined;
}

export interface ApiSocket extends Callable {
  readonly send: TypeNode;
  readonly receive: TypeNode;
  /** Whether messages are other than JSON. */
  readonly isText: boolean;
}

export type Place = 'path' | 'query' | 'header' | 'cookie' | 'querystring';

export interface ApiParameter {
  /** The property of the input: the name, or the place and the name where another has it. */
  readonly key: string;
  readonly name: string;
  readonly place: Place;
  readonly property: PropertyNode;
  readonly style?: string | undefined;
  readonly explode?: boolean | undefined;
  readonly allowReserved?: boolean | undefined;
  /** Of a parameter that is a document by itself. */
  readonly mediaType?: string | undefined;
}

export interface ApiBody {
  /** What it may be, the usual one first. */
  readonly choices: readonly [BodyChoice, ...BodyChoice[]];
  readonly isRequired: boolean;
  readonly comment: readonly string[];
}

export interface BodyChoice {
  readonly mediaType: string;
  readonly type: TypeNode;
  /** The function of the run time that writes it; bytes in it are uploads. */
  readonly form?: 'form' | 'multipart' | undefined;
  readonly encoding: Readonly<Record<string, PartEncoding>>;
}

export interface PartEncoding {
  readonly contentType?: string;
  readonly style?: string;
  readonly explode?: boolean;
}

export interface ApiReply {
  /** As declared: '404', '4XX', 'default'. */
  readonly declared: string;
  /** A number, or undefined for 'default' and ranges. */
  readonly status?: number | undefined;
  readonly type: TypeNode;
}

export type ApiStream =
  | { readonly kind: 'lines'; readonly item: TypeNode }
  /** `json`: whether the data of an event are JSON, or the names of the events where they are. */
  | { readonly kind: 'events'; readonly json: boolean | readonly string[]; readonly events: readonly ApiEvent[] };

export interface ApiEvent {
  readonly name?: string | undefined;
  readonly data: TypeNode;
}

export type SecurityScheme = { readonly name: string; readonly comment: readonly string[] } & SecurityKind;

export type SecurityKind =
  | { readonly type: 'bearer' | 'basic' }
  | { readonly type: 'apiKey'; readonly in: 'query' | 'header' | 'cookie'; readonly parameter: string }
  | {
      readonly type: 'oauth2';
      readonly flow: 'password' | 'clientCredentials' | 'other';
      readonly tokenUrl?: string | undefined;
      readonly refreshUrl?: string | undefined;
    };
