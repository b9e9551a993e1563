/** Where a parameter stands, in its default style; or where and how. */
export type ParameterDefinition = ParameterPlace | ParameterDetails;

/** `in` of OpenAPI. */
export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie';

/** A parameter that is not as the default of its place has it. @see OpenAPI 3.1 §4.8.12.3 */
export interface ParameterDetails {
  readonly in: ParameterPlace;
  /** Its name on the wire. Default: the name of the input's property. */
  readonly name?: string;
  /** Before and between the parts of a path's segment: '.' of OpenAPI's style `label`, ';' of `matrix`. */
  readonly mark?: '.' | ';';
  /** Between the items of one text: '%20' of `spaceDelimited`, '%7C' of `pipeDelimited`. Default: ','. */
  readonly join?: string;
  /** Whether properties are named `name[key]`, as `deepObject` has it. */
  readonly deep?: boolean;
  /** Whether each item is a part of its own. Default: true in query and cookie, false in path and header. */
  readonly explode?: boolean;
  /** How texts are encoded: by `encodeReserved` with `allowReserved`, by `String` what the caller has escaped, as `cookie` of OpenAPI 3.2 has it. Default: encodeURIComponent, String in headers. */
  readonly encode?: (text: string) => string;
  /** Its media type, where `content` says it: `application/json`. */
  readonly content?: string;
}

/** The body's media type, and how it is written: what `form` and `multipart` make. JSON and what `fetch` takes need no more than the type. */
export interface BodyDefinition {
  readonly type: string;
  /** How an object becomes a body. */
  readonly write?: (value: object) => FormData | string;
}

/** How one property of a form is written: in a style, whose `explode` is always told, or by its media type. Parts of `multipart` have the latter only. */
export interface EncodingDefinition extends Pick<ParameterDetails, 'join' | 'deep' | 'explode' | 'encode'> {
  /** Media type: `image/png`. */
  readonly content?: string;
}

/** What a generated client says of an operation. */
export interface OperationDefinition {
  /** For messages: `items.read`. */
  readonly id: string;
  readonly method: string;
  /** As the document has it: `/items/{id}`. Begins with a scheme where the operation has a server of its own. */
  readonly path: string;
  /** By the name of the input's property. */
  readonly parameters?: Readonly<Record<string, ParameterDefinition>>;
  /** The media type of `input.body`; of several `input.contentType` chooses, the first is the usual one. */
  readonly body?: readonly BodyDefinition[];
  /** Media types of the declared successes; sent as `Accept`. None: nothing is read. */
  readonly accept?: readonly string[];
  /** Declared errors, `404`, `4XX` or `default`, with their codes; `true` where the document tells none. */
  readonly errors?: Readonly<Record<string, readonly string[] | true>>;
  /** Names of security schemes: one of the lists is enough, all of a list are needed. `[]` in it: none is needed. */
  readonly security?: readonly (readonly string[])[];
  /** Changes a body that was read, of a success or of an error, or what a stream is made of: dates out of texts. */
  readonly decode?: (body: unknown) => unknown;
}
