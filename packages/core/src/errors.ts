/** The codes of mistakes in a program. Every one is found at boot; a retired code is never used again. */
export const ERROR_CODES = {
  TYPHOON_ERR_APP_OPTIONS: 'An option of the application is wrong, or not known.',
  TYPHOON_ERR_APP_PACKAGE: 'A package that an option needs is not installed.',
  TYPHOON_ERR_APP_STATE: 'The application cannot do this in its present state.',
  TYPHOON_ERR_CONTROLLER_INVALID: 'A class that is not a controller was given as one.',
  TYPHOON_ERR_CONTROLLER_OPTIONS: 'An option of a controller or a group is wrong, or not known.',
  TYPHOON_ERR_ROUTE_DUPLICATE: 'Two handlers answer the same method and path.',
  TYPHOON_ERR_ROUTE_INVALID: 'The declaration of a route contradicts itself.',
  TYPHOON_ERR_ROUTE_KIND: 'A route is of a kind that the application does not know.',
  TYPHOON_ERR_ROUTE_OPTIONS: 'An option of a route is wrong, or not known.',
  TYPHOON_ERR_ROUTE_OVERRIDE: 'A decorated method is overridden without a decorator.',
  TYPHOON_ERR_ROUTE_OPERATION_ID: 'Two routes have the same operation id.',
  TYPHOON_ERR_ROUTE_RESPONSE: 'A declared response cannot be sent.',
  TYPHOON_ERR_PATH_INVALID: 'A path is not spelled as Fastify spells it.',
  TYPHOON_ERR_PATH_PARAMETER: 'Path and path parameters disagree.',
  TYPHOON_ERR_PARAM_SOURCE: 'A parameter names no source, or more than one.',
  TYPHOON_ERR_PARAM_INVALID: 'A parameter cannot be read from where it says.',
  TYPHOON_ERR_SCHEMA_INVALID: 'What stands where a schema is expected is none, or contradicts itself.',
  TYPHOON_ERR_SCHEMA_NAME: 'Two schemas have the same component name.',
  TYPHOON_ERR_SCHEMA_PATTERN: 'A pattern can take far more time than its text is long.',
  TYPHOON_ERR_DEP_MISSING: 'A class is asked for but how to make it is not known.',
  TYPHOON_ERR_DEP_CYCLE: 'Dependencies need each other.',
  TYPHOON_ERR_DEP_LIFETIME: 'A value that lives long needs one that lives shorter.',
  TYPHOON_ERR_HTTP_CLIENT_OPTIONS: 'An option of an HTTP client is wrong, or not known.',
  TYPHOON_ERR_SCHEDULE_INVALID: 'A schedule cannot be kept: its time, its zone, its name or its class is wrong.',
  TYPHOON_ERR_TASK_INVALID: 'The declaration of a task contradicts itself, or another one.',
  TYPHOON_ERR_TASK_OPTIONS: 'An option of a task is wrong, or not known.',
  TYPHOON_ERR_SETTINGS_INVALID: 'A setting is missing or wrong.',
  TYPHOON_ERR_OPENAPI_CONFLICT: 'Two things of a document have the same name.',
  TYPHOON_ERR_OPENAPI_KIND: 'A route is of a kind that no document knows.',
} as const;

/** The code of a mistake in a program: `'TYPHOON_ERR_PATH_PARAMETER'`. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** One mistake of a program: `message` names the place, what was found, what is expected and the cure. */
export interface ProgramProblem {
  readonly code: ErrorCode;
  /** Class and member, or the option: `ItemsController.read`. */
  readonly place: string;
  readonly message: string;
}

const kBootError = Symbol.for('typhoon.boot-error');

/** Thrown once at boot with every mistake of the program, numbered, in the order of the source. */
export class BootError extends Error {
  readonly [kBootError] = true;
  /** The code of the first mistake. */
  readonly code: ErrorCode;
  readonly problems: readonly ProgramProblem[];

  constructor(problems: readonly ProgramProblem[]) {
    super(formatProblems(problems));
    this.name = 'BootError';
    this.code = problems[0]?.code ?? 'TYPHOON_ERR_APP_OPTIONS';
    this.problems = problems;
  }

  /** True for a boot error of any copy of this package. */
  static is(value: unknown): value is BootError {
    return typeof value === 'object' && value !== null && kBootError in value;
  }
}

/** Thrown by what an application cannot do now, though it could have done it earlier or later. */
export class ApplicationStateError extends Error {
  readonly code = 'TYPHOON_ERR_APP_STATE' satisfies ErrorCode;

  constructor(message: string) {
    super(message);
    this.name = 'ApplicationStateError';
  }
}

function formatProblems(problems: readonly ProgramProblem[]): string {
  const count = problems.length === 1 ? 'one mistake' : `${problems.length} mistakes`;
  const lines = problems.map((problem, index) => `  ${index + 1}. ${problem.message.replaceAll('\n', '\n     ')} [${problem.code}]`);
  return `The application cannot start: ${count} found.\n${lines.join('\n')}`;
}

/** Gathers mistakes, so that one boot shows them all. */
export class ProblemList {
  readonly #problems: ProgramProblem[];

  constructor(found: readonly ProgramProblem[] = []) {
    this.#problems = [...found];
  }

  add(code: ErrorCode, place: string, message: string): void {
    this.#problems.push({ code, place, message: `${place}: ${message}` });
  }

  addAll(found: readonly ProgramProblem[]): void {
    this.#problems.push(...found);
  }

  /** What `run` returns; undefined where it threw a BootError, whose mistakes stand in the list from then on. */
  collect<TResult>(run: () => TResult): TResult | undefined {
    try {
      return run();
    } catch (error) {
      if (!BootError.is(error)) throw error;
      this.addAll(error.problems);
      return undefined;
    }
  }

  get problems(): readonly ProgramProblem[] {
    return this.#problems;
  }

  /** @throws BootError when anything was added. */
  assertNone(): void {
    if (this.#problems.length > 0) throw new BootError(this.#problems);
  }
}
