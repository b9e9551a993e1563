import { readFileSync } from 'node:fs';
import yargs from 'yargs';
import type { Argv, CommandModule } from 'yargs';
import { CliError } from './errors.js';
import { createTerminal } from './output/terminal.js';
import type { Terminal } from './output/terminal.js';
import { formatFailure } from './output/failure.js';

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
    const parser = createParser((chosen) => (work = chosen));
    const { verbose } = (await parser.parseAsync([...args])) as { verbose?: boolean };
    isVerbose = verbose === true;
    return await work(terminal);
  } catch (error) {
    terminal.tell(formatFailure(error, { verbose: isVerbose, colors: terminal.errorColors, folder: process.cwd() }));
    return 1;
  }
}

/** Handlers only say what is to be done: a failure of the work is none of the parser's business. */
function createParser(choose: (work: Run) => void): Argv {
  return yargs()
    .scriptName('typhoon')
    .usage('$0 <command>')
    .command(createCommands(choose))
    .option('verbose', { type: 'boolean', describe: 'Show the stack of a failure', global: true })
    .completion('completion', 'Print a completion script for bash or zsh')
    .demandCommand(1, 'Name a command.')
    .recommendCommands()
    .strict()
    .version(readVersion())
    .help()
    .alias({ h: 'help' })
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(true)
    .fail((message, error) => {
      if (error !== undefined && error !== null) throw error;
      throw new CliError('TYPHOON_ERR_CLI_USAGE', `${message.replaceAll('\n', ' ')}${/[.?]$/.test(message) ? '' : '.'} 'typhoon --help' lists what there is.`);
    });
}

const ENTRY = { type: 'string', describe: 'The module that exports the application' } as const;
const OUT = { type: 'string', alias: 'o', describe: 'Write to this file instead of the standard output', requiresArg: true } as const;
const FORMAT = { choices: ['json', 'yaml'] as const, describe: "Default: what the file's name says, else json" } as const;
const HOST = { type: 'string', describe: 'Where to listen. Default: 127.0.0.1', requiresArg: true } as const;
const PORT = { type: 'number', alias: 'p', describe: 'The port to listen on, 0 for a free one. Default: PORT, else 3000', requiresArg: true } as const;
const NAME = { type: 'string', describe: 'Which of several published documents', requiresArg: true } as const;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each command has options of its own
function createCommands(choose: (work: Run) => void): CommandModule<object, any>[] {
  return [
    devCommand(choose),
    startCommand(choose),
    routesCommand(choose),
    openapiCommand(choose),
    asyncapiCommand(choose),
    clientCommand(choose),
    checkCommand(choose),
  ];
}

function devCommand(choose: (work: Run) => void) {
  return command(
    'dev [entry]',
    'Run the application, and again after each change',
    (args) =>
      args
        .positional('entry', ENTRY)
        .option('host', HOST)
        .option('port', PORT)
        .option('typecheck', { type: 'boolean', describe: 'Check the types beside; --no-typecheck does not', defaultDescription: 'true' }),
    (options) => choose(async (terminal) => (await import('./commands/dev.js')).dev({ verbose: false, ...options }, terminal)),
  );
}

function startCommand(choose: (work: Run) => void) {
  return command(
    'start [entry]',
    'Run the application in production',
    (args) =>
      args
        .positional('entry', ENTRY)
        .option('host', HOST)
        .option('port', PORT)
        .option('trust-proxy', {
          describe: "Believe the proxies' X-Forwarded headers: anybody's, or those of these addresses (10.0.0.0/8,…)",
          coerce: (value: unknown) => (value === '' || value === true ? true : value) as boolean | string,
        })
        .option('workers', { describe: 'Not there yet: one process serves', hidden: true })
        .option('deadline', { type: 'number', default: 15_000, describe: 'Milliseconds to end in after SIGTERM', requiresArg: true }),
    ({ workers, ...options }) =>
      choose(async (terminal) => {
        if (workers !== undefined) {
          throw new CliError(
            'TYPHOON_ERR_CLI_USAGE',
            '--workers is not there yet: one process serves. Leave it out, and start as many processes behind a load balancer as you need.',
          );
        }
        // Before anything of the application is loaded: it decides at import.
        process.env['NODE_ENV'] ??= 'production';
        const { start } = await import('./commands/start.js');
        return start(options, terminal);
      }),
  );
}

function routesCommand(choose: (work: Run) => void) {
  return command(
    'routes [entry]',
    'List what the application answers',
    (args) => args.positional('entry', ENTRY).option('json', { type: 'boolean', describe: 'As JSON' }),
    (options) => choose(async (terminal) => (await import('./commands/routes.js')).printRoutes(options, terminal)),
  );
}

function openapiCommand(choose: (work: Run) => void) {
  return command('openapi [entry]', 'Write the OpenAPI document', documentOptions, (options) =>
    choose(async (terminal) => (await import('./commands/documents.js')).writeOpenApi(options, terminal)),
  );
}

function asyncapiCommand(choose: (work: Run) => void) {
  return command('asyncapi [entry]', 'Write the AsyncAPI document of the channels', documentOptions, (options) =>
    choose(async (terminal) => (await import('./commands/documents.js')).writeAsyncApi(options, terminal)),
  );
}

function clientCommand(choose: (work: Run) => void) {
  return command(
    'client [entry]',
    'Write the typed client',
    (args) =>
      args
        .positional('entry', ENTRY)
        .option('out', { type: 'string', alias: 'o', describe: 'The folder. Default: client', requiresArg: true })
        .option('from', { type: 'string', array: true, describe: 'Documents instead of the application: files or addresses', requiresArg: true })
        .option('check', { type: 'boolean', describe: 'Write nothing: 1 where the client is out of date' })
        .option('queries', { type: 'boolean', describe: 'Also write options for TanStack Query' })
        .option('js', { type: 'boolean', describe: 'JavaScript with declarations' }),
    (options) => choose(async (terminal) => (await import('./commands/client.js')).client(options, terminal)),
  );
}

function checkCommand(choose: (work: Run) => void) {
  return command(
    'check [entry]',
    'Compare the application with the lock of its contract',
    (args) =>
      args
        .positional('entry', ENTRY)
        .option('lock', { type: 'string', describe: 'The file of the lock. Default: typhoon.lock.json', requiresArg: true })
        .option('update', { type: 'boolean', alias: 'u', describe: 'Write the lock anew: the changes are meant' })
        .option('json', { type: 'boolean', describe: 'The changes as JSON' }),
    (options) => choose(async (terminal) => (await import('./commands/check.js')).check(options, terminal)),
  );
}

function documentOptions(args: Argv) {
  return args.positional('entry', ENTRY).option('out', OUT).option('format', FORMAT).option('name', NAME);
}

/** Infers the options of a command from its builder. */
function command<TOptions>(name: string, describe: string, builder: (args: Argv) => Argv<TOptions>, handler: (options: TOptions) => void) {
  return { command: name, describe, builder: builder as never, handler: handler as never };
}

function readVersion(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}
