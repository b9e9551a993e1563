/** How a client is generated. */
export interface GenerateOptions {
  /** Where the run time is imported from. Default: `@typhoon/client`. */
  readonly runtime?: string;
}
