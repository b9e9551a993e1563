import { readFileSync } from 'node:fs';
import yargs from 'yargs';
import type { Argv, CommandModule, InferredOptionTypes, Options } from 'yargs';
import { CliError } from './errors.js';
import { createTerminal } from './output/terminal.js';
import type { Terminal } from './output/terminal.js';
import { formatFailure } from './output/failure.js';
import { findNoNumber, formatUsageProblem } from './output/usage-problem.js';

type Run = (terminal: Terminal) => Promise<number>;

/**
 * Runs the command line and returns the exit code: 0, or 1 with one message that says what to do.
 *
 * @param args Without Node and the script: `['routes', 'src/app.ts']`.
 */
export async function run(args: readonly string[]): Promise<number> {
  const terminal = createTerminal();
  let work: Run = async () => Promise.resolve(0);
  let isVerbose = args.includes('--verbose');
  try {
    const parser = createParser(args, (chosen) => (work = chosen));
    const { verbose } = (await parser.parseAsync([...args])) as { verbose?: boolean };
    isVerbose = verbose === true;
    return await work(terminal);
  } catch (error) {
    terminal.tell(formatFailure(error, { verbose: isVerbose, colors: terminal.errorColors, folder: process.cwd() }));
    return 1;
  }
}

/** Handlers only say what is to be done: a failure of the work is none of the parser's business. */
function createParser(args: readonly string[], choose: (work: Run) => void): Argv {
  const parser: Argv = yargs()
    .scriptName('typhoon')
    .usage('$0 <command>')
    .command(createCommands(choose))
    .option('verbose', { type: 'boolean', describe: 'Show the stack of a failure', global: true })
    // A command of our own: with yargs' '--help' prints the script, too.
    .command('completion', COMPLETION, {}, () => void parser.showCompletionScript())
    .check((options) => {
      const problem = findNoNumber(options, args);
      if (problem !== undefined) throw new CliError('TYPHOON_ERR_CLI_USAGE', problem);
      return true;
    })
    .demandCommand(1, 'Name a command.')
    .recommendCommands()
    .strict()
    .version(readVersion())
    .help()
    .alias({ h: 'help' })
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(true)
    .fail((message, error) => {
      // What the parser finds wrong it says in its words, mostly without an error, for a missing value with one of its own.
      if (error !== undefined && error !== null && error.name !== 'YError') throw error;
      throw new CliError('TYPHOON_ERR_CLI_USAGE', formatUsageProblem(message, args, { ...COMMANDS, completion: {} }));
    });
  return parser;
}

const COMPLETION = 'Print a completion script for bash or zsh';
const ENTRY = { type: 'string', describe: 'The module that exports the application' } as const;
const OUT = { type: 'string', alias: 'o', describe: 'Write to this file instead of the standard output', requiresArg: true } as const;
const FORMAT = { choices: ['json', 'yaml'] as const, describe: "Default: what the file's name says, else json" } as const;
const HOST = { type: 'string', describe: 'Where to listen. Default: 127.0.0.1', requiresArg: true } as const;
const PORT = { type: 'number', alias: 'p', describe: 'The port to listen on, 0 for a free one. Default: PORT, else 3000', requiresArg: true } as const;
const TLS = {
  'tls-cert': { type: 'string', describe: 'Speak TLS: the file of the certificate, in PEM', requiresArg: true },
  'tls-key': { type: 'string', describe: 'The file of its key, in PEM; the variable TLS_KEY_PASSPHRASE opens it', requiresArg: true },
  http2: { type: 'boolean', describe: 'Speak HTTP/2, too, over TLS' },
} as const;
const NAME = { type: 'string', describe: 'Which of several published documents', requiresArg: true } as const;

/** The options of each command; all of them take an entry. */
const COMMANDS = {
  dev: {
    host: HOST,
    port: PORT,
    ...TLS,
    typecheck: { type: 'boolean', describe: 'Check the types beside; --no-typecheck does not', defaultDescription: 'true' },
  },
  start: {
    host: HOST,
    port: PORT,
    socket: { type: 'string', describe: 'Listen on this unix socket instead of a port', requiresArg: true },
    'socket-mode': { type: 'string', describe: 'Who may connect to it, as chmod has it. Default: 660', requiresArg: true },
    ...TLS,
    'tls-ca': { type: 'string', describe: 'Let in only clients with a certificate of these authorities (a file in PEM)', requiresArg: true },
    'trust-proxy': {
      describe: "Believe the proxies' X-Forwarded headers: anybody's, or those of these addresses (10.0.0.0/8,…)",
      coerce: (value: unknown) => (value === '' || value === true ? true : value) as boolean | string,
    },
    workers: { type: 'string', alias: 'w', describe: "How many processes serve; 'auto' is one for each core. Default: this one alone", requiresArg: true },
    'drain-delay': { type: 'number', default: 0, describe: 'Milliseconds to go on after SIGTERM while /readyz says 503', requiresArg: true },
    deadline: { type: 'number', default: 15_000, describe: 'Milliseconds to end in after SIGTERM', requiresArg: true },
    patience: { type: 'number', default: 60_000, describe: 'Milliseconds after which a worker that hangs is replaced; 0: never', requiresArg: true },
  },
  worker: {
    concurrency: { type: 'number', alias: 'c', describe: 'How many tasks run at once. Default: what the application says', requiresArg: true },
    deadline: { type: 'number', default: 15_000, describe: 'Milliseconds that tasks get to end in after SIGTERM', requiresArg: true },
    host: HOST,
    'health-port': { type: 'number', describe: 'A port that says whether the worker is well', requiresArg: true },
  },
  tasks: {
    failed: { type: 'boolean', describe: 'List the dead letters, the latest first' },
    retry: { type: 'string', describe: "Do a dead letter again, by its id, or 'all'", requiresArg: true },
    task: { type: 'string', describe: 'Only those of this task', requiresArg: true },
    json: { type: 'boolean', describe: 'As JSON' },
  },
  routes: { json: { type: 'boolean', describe: 'As JSON' } },
  openapi: { out: OUT, format: FORMAT, name: NAME },
  asyncapi: { out: OUT, format: FORMAT, name: NAME },
  client: {
    out: { type: 'string', alias: 'o', describe: 'The folder. Default: client', requiresArg: true },
    from: { type: 'string', array: true, describe: 'Documents instead of the application: files or addresses', requiresArg: true },
    check: { type: 'boolean', describe: 'Write nothing: 1 where the client is out of date' },
    queries: { type: 'boolean', describe: 'Also write options for TanStack Query' },
    dates: { type: 'boolean', describe: 'Dates with a time as Date, not as text' },
    js: { type: 'boolean', describe: 'JavaScript with declarations' },
  },
  check: {
    lock: { type: 'string', describe: 'The file of the lock. Default: typhoon.lock.json', requiresArg: true },
    update: { type: 'boolean', alias: 'u', describe: 'Write the lock anew: the changes are meant' },
    json: { type: 'boolean', describe: 'The changes as JSON' },
  },
} as const satisfies Record<string, Record<string, Options>>;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each command has options of its own
function createCommands(choose: (work: Run) => void): CommandModule<object, any>[] {
  return [
    command('dev', 'Run the application, and again after each change', (options) =>
      choose(async (terminal) => (await import('./commands/dev.js')).dev({ verbose: false, ...options }, terminal)),
    ),
    command('start', 'Run the application in production', (options) =>
      choose(async (terminal) => {
        // Before anything of the application is loaded: it decides at import.
        process.env['NODE_ENV'] ??= 'production';
        const { start } = await import('./commands/start.js');
        return start({ verbose: false, ...options }, terminal);
      }),
    ),
    command('worker', 'Do the tasks of the application', (options) =>
      choose(async (terminal) => {
        process.env['NODE_ENV'] ??= 'production';
        return (await import('./commands/worker.js')).work(options, terminal);
      }),
    ),
    command('tasks', 'List the tasks, and what has become of them', (options) =>
      choose(async (terminal) => (await import('./commands/tasks.js')).printTasks(options, terminal)),
    ),
    command('routes', 'List what the application answers', (options) =>
      choose(async (terminal) => (await import('./commands/routes.js')).printRoutes(options, terminal)),
    ),
    command('openapi', 'Write the OpenAPI document', (options) =>
      choose(async (terminal) => (await import('./commands/documents.js')).writeOpenApi(options, terminal)),
    ),
    command('asyncapi', 'Write the AsyncAPI document of the channels', (options) =>
      choose(async (terminal) => (await import('./commands/documents.js')).writeAsyncApi(options, terminal)),
    ),
    command('client', 'Write the typed client', (options) => choose(async (terminal) => (await import('./commands/client.js')).client(options, terminal))),
    command('check', 'Compare the application with the lock of its contract', (options) =>
      choose(async (terminal) => (await import('./commands/check.js')).check(options, terminal)),
    ),
  ];
}

type Commands = typeof COMMANDS;

/** What a command is run with. */
type Given<TName extends keyof Commands> = InferredOptionTypes<Commands[TName]> & { readonly entry?: string | undefined; readonly verbose?: boolean };

function command<TName extends keyof Commands>(name: TName, describe: string, handler: (options: Given<TName>) => void) {
  const builder = (args: Argv) => args.positional('entry', ENTRY).options(COMMANDS[name]);
  return { command: `${name} [entry]`, describe, builder: builder as never, handler: handler as never };
}

function readVersion(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}
