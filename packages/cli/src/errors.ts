/** The codes of what the command line refuses. A retired code is never used again. */
export const CLI_ERROR_CODES = {
  TYPHOON_ERR_CLI_USAGE: 'A command or an option is wrong, or not known.',
  TYPHOON_ERR_CLI_SETTINGS: 'The settings under "typhoon" in package.json are wrong.',
  TYPHOON_ERR_CLI_ENTRY_MISSING: 'There is no entry module, or it is not where it is said to be.',
  TYPHOON_ERR_CLI_ENTRY_EXPORT: 'The entry module exports no application.',
  TYPHOON_ERR_CLI_BOOT: 'The entry module or the application failed while it started.',
  TYPHOON_ERR_CLI_PORT: 'The port cannot be listened on.',
  TYPHOON_ERR_CLI_SOCKET: 'The unix socket cannot be listened on.',
  TYPHOON_ERR_CLI_TLS: 'The certificate or its key cannot be used.',
  TYPHOON_ERR_CLI_TASKS: 'The application has no tasks, or none that another process can do.',
  TYPHOON_ERR_CLI_DOCUMENT: 'The document that was asked for does not exist.',
  TYPHOON_ERR_CLI_LOCK: 'The lock of the contract cannot be read.',
  TYPHOON_ERR_CLI_CONTRACT: 'The application breaks its contract.',
  TYPHOON_ERR_CLI_CLIENT: 'The client could not be generated.',
} as const;

/** The code of what the command line refuses: `'TYPHOON_ERR_CLI_PORT'`. */
export type CliErrorCode = keyof typeof CLI_ERROR_CODES;

/** What a user sees as one message with its cure: place, what was found, what is expected. */
export class CliError extends Error {
  readonly code: CliErrorCode;

  constructor(code: CliErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'CliError';
    this.code = code;
  }
}
