import type { FastifyBaseLogger } from 'fastify';

type LogFunction = (...args: unknown[]) => void;
type Loggers = FastifyBaseLogger & Record<string, LogFunction>;

/**
 * The logger of one request, made when the request writes its first line.
 *
 * Fastify makes a pino child for every request, whether it logs or not; measured, that was a tenth of a simple
 * request's cost. Most requests write nothing.
 */
class LazyLogger {
  readonly #parent: FastifyBaseLogger;
  readonly #bindings: object;
  readonly #options: object;
  #logger: Loggers | undefined = undefined;

  constructor(parent: FastifyBaseLogger, bindings: object, options: object) {
    this.#parent = parent;
    this.#bindings = bindings;
    this.#options = options;
  }

  get level(): string {
    return this.#own().level;
  }

  set level(level: string) {
    this.#own().level = level;
  }

  fatal(...args: unknown[]): void {
    this.#write('fatal', args);
  }

  error(...args: unknown[]): void {
    this.#write('error', args);
  }

  warn(...args: unknown[]): void {
    this.#write('warn', args);
  }

  info(...args: unknown[]): void {
    this.#write('info', args);
  }

  debug(...args: unknown[]): void {
    this.#write('debug', args);
  }

  trace(...args: unknown[]): void {
    this.#write('trace', args);
  }

  /** The level that writes nothing. */
  silent(): void {
    // Pino's does nothing either.
  }

  child(bindings: object, options?: object): FastifyBaseLogger {
    return this.#own().child(bindings, options);
  }

  bindings(): object {
    return (this.#own() as unknown as { bindings(): object }).bindings();
  }

  isLevelEnabled(level: string): boolean {
    return (this.#own() as unknown as { isLevelEnabled(level: string): boolean }).isLevelEnabled(level);
  }

  #write(level: string, args: unknown[]): void {
    const logger = this.#own();
    (logger[level] as LogFunction).apply(logger, args);
  }

  #own(): Loggers {
    return (this.#logger ??= this.#parent.child(this.#bindings, this.#options) as Loggers);
  }
}

/** For Fastify's `childLoggerFactory`. */
export function createRequestLogger(parent: FastifyBaseLogger, bindings: object, options: object): FastifyBaseLogger {
  return new LazyLogger(parent, bindings, options);
}
