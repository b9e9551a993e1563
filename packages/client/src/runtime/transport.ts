import type { CallOptions } from './call-options.js';
import type { ClientOptions } from './client-options.js';
import type { OperationDefinition } from './operation-definition.js';

/** Opens a connection in place of `fetch`; undefined where it was refused: then `fetch` asks why. */
export type Handshake = (url: string, request: { readonly headers: Headers; readonly signal: AbortSignal }) => Promise<Response | undefined>;

/** What carries the operations of one client: made by `createTransport`, handed to `operation` and its like. */
export interface Transport {
  readonly webSocket: ClientOptions['webSocket'];
  /**
   * Sends, and resolves with what `read` makes of a success. The deadline of the call counts until then.
   *
   * @throws ApiError, TransportError
   */
  readonly send: <TResult>(
    definition: OperationDefinition,
    input: unknown,
    options: CallOptions | undefined,
    read: (response: Response) => TResult | Promise<TResult>,
    open?: Handshake,
  ) => Promise<TResult>;
  /** Where a request goes, without credentials. */
  readonly address: (
    definition: Pick<OperationDefinition, 'id' | 'path' | 'parameters'>,
    input: unknown,
    headers?: CallOptions['headers'],
  ) => { readonly url: string; readonly headers: Headers };
}
