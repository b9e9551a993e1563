import { tasks } from '@typhoon/scale';
import type { TaskCounts, TaskState, Tasks } from '@typhoon/scale';
import { describeEntry } from '../entry/describe-entry.js';
import { CliError } from '../errors.js';
import { formatTable } from '../output/table.js';
import type { Terminal } from '../output/terminal.js';

/** Options of `typhoon tasks`. */
export interface TasksCommandOptions {
  readonly entry?: string | undefined;
  /** Lists the dead letters. */
  readonly failed?: boolean | undefined;
  /** The id of a dead letter, or 'all'. */
  readonly retry?: string | undefined;
  /** Only those of this task. */
  readonly task?: string | undefined;
  readonly json?: boolean | undefined;
}

/** More than are kept. */
const ALL = 1_000_000;

/** Prints the tasks of an application, or its dead letters, or does these again; 1 where there is none of that id. */
export async function printTasks(options: TasksCommandOptions, terminal: Terminal): Promise<number> {
  const { app } = await describeEntry(options.entry);
  try {
    return await app.run(tasks, async (sender) => {
      assertShared(sender, options);
      if (options.retry !== undefined) return retry(sender, options.retry, options.task, terminal);
      if (options.failed === true) return printFailed(sender, options, terminal);
      return print(sender, options, terminal);
    });
  } finally {
    await app.close();
  }
}

function assertShared(sender: Tasks, { failed, retry: id, task }: TasksCommandOptions): void {
  if (task !== undefined && !sender.all.some((each) => each.task === task))
    throw new CliError('TYPHOON_ERR_CLI_TASKS', `The application has no task '${task}' but ${sender.all.map((each) => each.task).join(', ') || 'none'}.`);
  if (sender.isShared || (failed !== true && id === undefined)) return;
  throw new CliError(
    'TYPHOON_ERR_CLI_TASKS',
    'The tasks wait in the memory of the process that sends them: no other one sees its dead letters. Keep them on Redis: createApp({ redis: process.env.REDIS_URL }).',
  );
}

async function findFailed(sender: Tasks, task: string | undefined): Promise<readonly TaskState[]> {
  return (await sender.failed({ limit: ALL })).filter((state) => task === undefined || state.task === task);
}

async function retry(sender: Tasks, id: string, task: string | undefined, terminal: Terminal): Promise<number> {
  const all = await findFailed(sender, task);
  const chosen = id === 'all' ? all : all.filter((state) => state.id === id);
  if (chosen.length === 0 && id !== 'all') {
    terminal.tell(`There is no dead letter ${id}. List them: typhoon tasks --failed`);
    return 1;
  }
  let count = 0;
  for (const state of chosen) if (await sender.retry(state.task, state.id)) count++;
  terminal.tell(`${count} ${count === 1 ? 'task is' : 'tasks are'} tried again.`);
  if (count < chosen.length) terminal.tell('The others stay where they are: one of the same unique key waits or runs.');
  return 0;
}

async function printFailed(sender: Tasks, { task, json }: TasksCommandOptions, terminal: Terminal): Promise<number> {
  const failed = await findFailed(sender, task);
  if (json === true) await terminal.print(JSON.stringify(failed, null, 2));
  else if (failed.length === 0) await terminal.print('There are no dead letters.');
  else {
    const rows = failed.map(({ endedAt, task: name, id, attempt, error }) => [
      endedAt?.toISOString() ?? '-',
      name,
      id,
      String(attempt),
      `${error?.name ?? 'Error'}: ${error?.message ?? ''}`,
    ]);
    await terminal.print(formatTable([['FAILED', 'TASK', 'ID', 'ATTEMPTS', 'ERROR'], ...rows]));
  }
  return 0;
}

async function print(sender: Tasks, { json, task }: TasksCommandOptions, terminal: Terminal): Promise<number> {
  const chosen = sender.all.filter((each) => task === undefined || each.task === task);
  const counts: ReadonlyMap<string, Partial<TaskCounts>> = sender.isShared ? await sender.counts() : new Map();
  // Those, too, that are sent nothing any more, since a task got its `concurrency` or lost it.
  const others = [...counts.keys()].filter((queue) => task === undefined || queue === task);
  const queues = [...new Set([...chosen.map(({ queue }) => queue), ...others])].map((queue) => ({ queue, ...counts.get(queue) }));
  if (json === true) {
    await terminal.print(JSON.stringify({ tasks: chosen, queues }, null, 2));
    return 0;
  }
  const rows = chosen.map(({ task: name, place, queue }) => [name, place, queue]);
  const lines = [formatTable([['TASK', 'METHOD', 'QUEUE'], ...rows])];
  if (counts.size > 0) {
    const numbers = queues.map(({ queue, waiting, delayed, running, failed }) => [queue, waiting, delayed, running, failed].map(String));
    lines.push(formatTable([['QUEUE', 'WAITING', 'DELAYED', 'RUNNING', 'FAILED'], ...numbers]));
  }
  await terminal.print(lines.join('\n\n'));
  return 0;
}
