/** Mistakes of the generator: code and what is wrong. A retired code is never used again. */
export const GENERATOR_ERRORS = {
  TYPHOON_ERR_CLIENT_SOURCE: 'A document cannot be read.',
  TYPHOON_ERR_CLIENT_DOCUMENT: 'What was read is no document that a client can be made from.',
  TYPHOON_ERR_CLIENT_REFERENCE: 'A reference leads nowhere.',
  TYPHOON_ERR_CLIENT_FOLDER: 'The client cannot be written where it should be.',
} as const;

/** A code of `GENERATOR_ERRORS`. */
export type GeneratorErrorCode = keyof typeof GENERATOR_ERRORS;

/**
 * A client cannot be generated: `code` says why for a program, `message` for a human.
 *
 * @example if (error instanceof GeneratorError) console.error(error.code, error.message);
 */
export class GeneratorError extends Error {
  readonly code: GeneratorErrorCode;

  constructor(code: GeneratorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GeneratorError';
    this.code = code;
  }
}
