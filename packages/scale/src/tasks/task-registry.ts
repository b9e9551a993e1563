import type { FormatTable } from '@typhoon/core';
import { compileCodec } from './task-codec.js';
import type { TaskCodec } from './task-codec.js';
import type { TaskDefinition } from './task-definition.js';
import { kTask } from './task-reference.js';
import type { AnyTask } from './task-reference.js';

/** A task of an application, ready to be sent and done. */
export interface KnownTask {
  readonly definition: TaskDefinition;
  /** Its place among the calls of the application. */
  readonly index: number;
  readonly input: TaskCodec;
  readonly output: TaskCodec;
  readonly progress: TaskCodec;
}

/** The tasks of an application. */
export class TaskRegistry {
  #tasks: ReadonlyMap<string, KnownTask> = new Map();

  set(definitions: readonly TaskDefinition[], formats: FormatTable | undefined): void {
    this.#tasks = new Map(
      definitions.map((definition, index) => [
        definition.task,
        {
          definition,
          index,
          input: compileCodec(definition.input, formats),
          output: definition.output === undefined ? NOTHING : compileCodec(definition.output, formats),
          progress: compileCodec(definition.progress, formats),
        },
      ]),
    );
  }

  get all(): readonly TaskDefinition[] {
    return [...this.#tasks.values()].map(({ definition }) => definition);
  }

  find(name: string): KnownTask | undefined {
    return this.#tasks.get(name);
  }

  /** @throws TypeError for what is no task, or none of this application. */
  resolve(task: AnyTask): KnownTask {
    const reference = task?.[kTask];

    if (reference === undefined) throw new TypeError('What stands for a task is none: write tasksOf(Reports).build, where build has @Task.');
    const known = this.#tasks.get(reference.name);
    if (known !== undefined) return known;
    const { name } = reference.target;
    throw new TypeError(`${name}.${reference.key} is no task of this application. Add its class: createApp({ tasks: [${name}] }).`);
  }
}

/** Without an `output`, nothing is kept of what a task returns. */
const NOTHING: TaskCodec = { write: () => undefined, read: () => undefined };
