import { findSchemaProblems, isModelClass, isSchema, readByRules, readDuration, readWork, toSchema } from '@typhoon/core/internal';
import type { OptionRules, ProblemList } from '@typhoon/core/internal';
import type { FormatTable, SchemaLike } from '@typhoon/core';
import { findBackoffProblem } from './backoff.js';
import { TASK } from './task.js';
import type { TaskClass, TaskOptions, TaskRecord } from './task.js';
import type { TaskPlace } from './task-engine.js';

/** A task as described: what the decorator recorded, checked, with its defaults. */
export interface TaskDefinition extends TaskPlace {
  /** Where its jobs waited if it has a `concurrency` now and had none, or the other way round. */
  readonly formerQueue: string;
  readonly backoff: TaskOptions['backoff'] | undefined;
  readonly unique: TaskOptions['unique'] | undefined;
  readonly target: TaskClass;
  readonly key: string;
  /** Class and method: `Reports.build`. */
  readonly place: string;
  readonly input: SchemaLike | undefined;
  readonly output: SchemaLike | undefined;
  readonly progress: SchemaLike | undefined;
  readonly retries: number;
  /** Milliseconds; undefined without an end. */
  readonly timeout: number | undefined;
  readonly concurrency: number | undefined;
  readonly priority: number;
}

/** The line in which jobs wait whose tasks have no limit of their own. */
export const COMMON_QUEUE = 'tasks';

const MAX_PRIORITY = 1_000_000;

/** Describes the tasks of classes. Mistakes go to `problems`. */
export function describeTasks(classes: readonly unknown[], problems: ProblemList, formats?: FormatTable): readonly TaskDefinition[] {
  const definitions = classes.flatMap((target) => describeClass(target, problems));
  const known = new Map<string, TaskDefinition>();
  for (const definition of definitions) {
    for (const part of ['input', 'output', 'progress'] as const) findProblems(definition, part, problems, formats);
    const other = known.get(definition.task);
    if (other === undefined) known.set(definition.task, definition);
    else
      problems.add(
        INVALID,
        definition.place,
        `the task '${definition.task}' is declared by ${other.place}, too. Jobs that wait know their task by its name: change one.`,
      );
  }
  return [...known.values()];
}

const INVALID = 'TYPHOON_ERR_TASK_INVALID';

function findProblems(definition: TaskDefinition, part: 'input' | 'output' | 'progress', problems: ProblemList, formats: FormatTable | undefined): void {
  const schema = definition[part];
  if (schema === undefined) return;
  for (const { code, path, message } of findSchemaProblems(toSchema(schema), formats))
    problems.add(code, `${definition.place}, ${part}${path === '' ? '' : `, ${path}`}`, message);
}

function describeClass(target: unknown, problems: ProblemList): readonly TaskDefinition[] {
  const records = typeof target === 'function' ? readWork(target.prototype as object, TASK) : [];
  if (records.length > 0) return records.flatMap(({ key, options }) => describeTask(target as TaskClass, key, options as TaskRecord, problems));
  const found = typeof target === 'function' ? `the class '${target.name}'` : String(target);
  problems.add(
    'TYPHOON_ERR_APP_OPTIONS',
    'createApp()',
    `the option 'tasks' expects classes with methods that have @Task, but got ${found}. Remove it, or decorate a method.`,
  );
  return [];
}

function describeTask(target: TaskClass, key: string, { name, ...given }: TaskRecord, problems: ProblemList): readonly TaskDefinition[] {
  const place = `${target.name}.${key}`;
  const options = readByRules(given, { rules: RULES, code: 'TYPHOON_ERR_TASK_OPTIONS' }, place, problems);
  if (typeof name !== 'string' || !/^[A-Za-z0-9][\w.-]{0,99}$/.test(name) || name === COMMON_QUEUE) {
    problems.add(
      INVALID,
      place,
      `the name of a task is of letters, digits, '.', '_' and '-', and not '${COMMON_QUEUE}', but this one is '${name}'. Change it.`,
    );
    return [];
  }
  const method: unknown = (target.prototype as Record<string, unknown>)[key];
  if (typeof method !== 'function') {
    problems.add(INVALID, place, `@Task stands on what is no method. Write '${key}() { … }' below it.`);
    return [];
  }
  const { input, output, progress, retries = 3, backoff, timeout, concurrency, priority = 0, unique } = options;
  return [
    {
      ...{ target, key, place, task: name },
      ...(concurrency === undefined ? { queue: COMMON_QUEUE, formerQueue: name } : { queue: name, formerQueue: COMMON_QUEUE }),
      ...{ input, output, progress, retries, backoff, concurrency, priority, unique },
      timeout: timeout === undefined ? undefined : readDuration(timeout),
    },
  ];
}

function isSchemaLike(value: unknown): boolean {
  return isModelClass(value) || isSchema(value);
}

const schema = { accepts: isSchemaLike, expected: 'a TypeBox schema or a Model class' };

const RULES: OptionRules<TaskOptions> = {
  input: schema,
  output: schema,
  progress: schema,
  retries: { accepts: (value) => Number.isInteger(value) && (value as number) >= 0, expected: 'a whole number, 0 or more' },
  backoff: { accepts: (value) => findBackoffProblem(value) === undefined, expected: "a time, '5s', or { delay: '1s', factor: 2, max: '1h', jitter: 0.5 }" },
  timeout: { accepts: (value) => (readDuration(value) ?? 0) > 0, expected: "milliseconds, or a text like '30s'" },
  concurrency: { accepts: (value) => Number.isInteger(value) && (value as number) > 0, expected: 'a whole number above 0' },
  priority: { accepts: isPriority, expected: 'a whole number from 0, which is first, to 1,000,000' },
  unique: {
    accepts: (value) => typeof value === 'boolean' || typeof value === 'function',
    expected: 'true, false, or a function of the input that returns a text',
  },
};

/** Whether jobs may be sent with it. */
export function isPriority(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_PRIORITY;
}
