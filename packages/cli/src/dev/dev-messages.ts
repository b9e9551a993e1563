import type { ListenOptions } from '../entry/application-watch.js';
import type { GivenTls } from '../start/tls-options.js';

/** What the supervisor tells a child. */
export type ToChild =
  | { readonly kind: 'run'; readonly entry: string; readonly listen: ListenOptions; readonly tls: GivenTls; readonly verbose: boolean }
  | { readonly kind: 'close' };

/** What a child tells the supervisor. */
export type FromChild =
  | { readonly kind: 'ready' }
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  | { readonly kind: 'listening'; readonly address: string; readonly docs: boolean; readonly routes: RouteMarks }
  | { readonly kind: 'failed'; readonly text: string; readonly isPort: boolean };

/** A mark of each route by method and path, which changes with whatever a client notices: `{ 'GET /items': '…' }`. */
export type RouteMarks = Readonly<Record<string, string>>;
