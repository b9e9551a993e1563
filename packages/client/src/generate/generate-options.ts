import type { Source } from './load/source.js';

/** What a client is made from, and how it is written. */
export interface GenerateOptions {
  /** OpenAPI 3.0 to 3.2 and AsyncAPI 3: parsed, the path of a file (JSON or YAML), or an address. Several become one client: that of an API and that of its channels. */
  readonly source: Source | readonly Source[];
  /** TypeScript, or JavaScript with declarations. Default: 'ts'. */
  readonly language?: 'ts' | 'js' | undefined;
  /** Whether to write `queries.ts`, with options for TanStack Query. Default: false. */
  readonly queries?: boolean | undefined;
  /** What `format: date-time` becomes: the text as it is sent, or a `Date`, in what is sent and in what comes. Days, times and durations stay texts. Default: 'string'. */
  readonly dates?: 'string' | 'Date' | undefined;
  /** The longest line, in columns, as Prettier's `printWidth`. Default: 120. */
  readonly width?: number | undefined;
  /** What the names of files end in where they are imported: '.js', '.ts', or '' for bundlers that want none. Default: '.js'. */
  readonly importExtension?: '.js' | '.ts' | '' | undefined;
  /** Where the run time is imported from: the package, or its `index.js`, beside which are `sockets.js` and `dates.js` for clients that have such. Default: '@typhoon/client'. */
  readonly runtime?: string | undefined;
}

/** Where a client is kept. */
export interface FolderOptions extends GenerateOptions {
  /** The client's folder, made if it is not there. Files in it that were not generated are left alone. */
  readonly out: string;
}
