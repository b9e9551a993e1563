import type { FastifyBaseLogger, FastifyRequest } from 'fastify';

type LogFunction = (...args: unknown[]) => void;
type Loggers = FastifyBaseLogger & Record<string, LogFunction>;

/**
 * The logger of one request, made when the request writes its first line. Most requests write nothing.
 */
export class LazyLogger {
  readonly #make: (request: FastifyRequest) => FastifyBaseLogger;
  readonly #request: FastifyRequest;
  #logger: Loggers | undefined = undefined;

  constructor(make: (request: FastifyRequest) => FastifyBaseLogger, request: FastifyRequest) {
    this.#make = make;
    this.#request = request;
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
    return (this.#logger ??= this.#make(this.#request) as Loggers);
  }
}
