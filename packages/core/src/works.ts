import type { FastifyBaseLogger } from 'fastify';
import { compileCall } from './compile/call.js';
import type { CompiledCall } from './compile/call.js';
import type { AnyDependency } from './dependency/dependency.js';
import { describeCall } from './describe/call.js';
import type { CallDefinition } from './describe/call.js';
import type { Overrides } from './describe/graph.js';
import type { ProblemList } from './errors.js';
import type { AnyClass } from './metadata/store.js';
import type { Observer } from './observe/observer.js';
import type { FormatTable } from './schema/formats.js';
import type { WorkKind } from './work-kind.js';

type Target = AnyDependency | AnyClass;

/** What work is started with, whatever its kind. */
interface Surrounding {
  readonly readSingleton: (target: Target) => unknown;
  readonly log: FastifyBaseLogger;
  readonly closeTimeout: number;
  readonly observer: Observer | undefined;
}

interface Described {
  readonly kind: WorkKind;
  calls: readonly CallDefinition[];
  compiled: (CompiledCall | undefined)[];
}

/** All work of an application that no request asks for. */
export class Works {
  readonly #all: readonly Described[];
  #started: Described[] = [];
  #isClosing = false;

  constructor(kinds: readonly WorkKind[]) {
    this.#all = kinds.map((kind) => ({ kind, calls: [], compiled: [] }));
  }

  /** What makes singletons for it. */
  get engines(): readonly (readonly [Target, () => unknown])[] {
    return this.#all.flatMap(({ kind }) => [...(kind.engines ?? [])]);
  }

  /** Describes all calls; returns the singletons that they need. */
  describe(overrides: Overrides, problems: ProblemList, formats: FormatTable | undefined): readonly Target[] {
    return this.#all.flatMap((described) => {
      const { kind } = described;
      described.calls = kind.describe(problems, formats).map((call) => describeCall(call, kind, overrides, problems));
      described.compiled = [];
      const needed = described.calls.flatMap(({ dependencies }) => dependencies.filter(({ lifetime }) => lifetime === 'singleton'));
      return [...(kind.needs ?? []), ...needed.map(({ target }) => target)];
    });
  }

  /** Starts all work, one kind after another. */
  async start(surrounding: Surrounding): Promise<void> {
    for (const described of this.#all) {
      this.#started.push(described);
      await described.kind.start?.({
        ...surrounding,
        // Each layer of promises is paid for by each task.
        call: (index, given, context) =>
          (described.compiled[index] ??= compileCall(described.calls[index] as CallDefinition, surrounding.readSingleton, surrounding.observer))(
            given,
            context,
          ),
      });
    }
  }

  /** Says that the application listens. */
  async listening(): Promise<void> {
    for (const { kind } of this.#started) await kind.listening?.();
  }

  /** Says that nothing new shall begin; once, whoever says it first. */
  closing(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    for (const { kind } of this.#started) kind.closing?.();
  }

  /** Lets what is under way end, the kind that started last first. */
  async stop(): Promise<void> {
    for (const { kind } of this.#started.splice(0).reverse()) await kind.stop?.();
  }

  /** Resolves when nothing is under way in this process. */
  async idle(): Promise<void> {
    for (const { kind } of this.#started) await kind.idle?.();
  }
}
