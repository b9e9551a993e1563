import { suggest } from './suggestion.js';

/** The options of each command by name, as yargs takes them. */
type Commands = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Commands that others have, and what is done here instead. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  build: "Compile it with the project's own script (npm run build, which is tsc), and then: typhoon start",
  new: 'Make a project with: npm create typhoon',
  create: 'Make a project with: npm create typhoon',
  init: 'Make a project with: npm create typhoon',
  serve: 'There are typhoon dev, for development, and typhoon start, for production.',
  run: 'There are typhoon dev, for development, and typhoon start, for production.',
  generate: 'The client is written by: typhoon client',
  docs: 'The document is written by: typhoon openapi',
};

const GLOBAL = ['help', 'verbose', 'version'];

/**
 * What is wrong with the arguments, with the cure, from what yargs says of them.
 *
 * ('Unknown argument: prot', ['start', '--prot', '80'], …) → "typhoon start has no option '--prot'. Did you mean '--port'?"
 */
export function formatUsageProblem(message: string, args: readonly string[], commands: Commands): string {
  const command = args.find((arg) => Object.hasOwn(commands, arg));
  const help = `'typhoon${command === undefined ? '' : ` ${command}`} --help' lists what there is.`;
  const [, unknown] = /^Unknown (?:arguments?|commands?): ([^,]+)/.exec(message) ?? [];
  const [, choice, given, choices] = /Argument: (\S+), Given: "([^"]*)", Choices: (.*)/.exec(message) ?? [];
  const [, valueless] = /^Not enough arguments following: (\S+)/.exec(message) ?? [];
  if (choice !== undefined) return `--${choice} expects ${String(choices).replaceAll('"', '').replaceAll(', ', ' or ')} but is '${String(given)}'.`;
  if (valueless !== undefined) return `${valueless.length === 1 ? '-' : '--'}${valueless} expects a value. ${help}`;
  if (command === undefined) return formatCommandProblem(message, args, commands, help);
  if (unknown === undefined) return `${message.replaceAll('\n', ' ')}${/[.?]$/.test(message) ? '' : '.'} ${help}`;
  const isOption = args.some((arg) => arg.startsWith('-') && arg.replace(/^--?(no-)?/, '').split('=')[0] === unknown);
  if (!isOption) return `typhoon ${command} takes ${command === 'completion' ? 'no' : 'one'} module: '${unknown}' is one argument too many. ${help}`;
  const meant = suggest(unknown, [...Object.keys(commands[command] ?? {}), ...GLOBAL]);
  return `typhoon ${command} has no option '${unknown.length === 1 ? '-' : '--'}${unknown}'. ${meant === undefined ? help : `Did you mean '--${meant}'?`}`;
}

/**
 * What is wrong with the first value that is no number where one is expected, with the text as it was given; yargs makes NaN of it.
 *
 * ({ port: NaN, p: NaN }, ['start', '-p', 'abc']) → "--port expects a number but is 'abc'."
 */
export function findNoNumber(options: Readonly<Record<string, unknown>>, args: readonly string[]): string | undefined {
  const name = Object.keys(options).find((key) => key.length > 1 && Number.isNaN(options[key]));
  if (name === undefined) return undefined;
  const names = Object.keys(options).filter((key) => Number.isNaN(options[key]));
  const isNamed = (arg: string): boolean => names.includes(arg.replace(/^--?/, ''));
  const joined = args.find((arg) => arg.startsWith('-') && arg.includes('=') && isNamed(arg.split('=')[0] ?? ''));
  const given = joined === undefined ? args[args.findIndex((arg) => arg.startsWith('-') && isNamed(arg)) + 1] : joined.slice(joined.indexOf('=') + 1);
  return `--${name} expects a number but is '${given ?? ''}'.`;
}

function formatCommandProblem(message: string, args: readonly string[], commands: Commands, help: string): string {
  const name = args.find((arg) => !arg.startsWith('-'));
  if (name === undefined) return `${message} ${help}`;
  const instead = Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined;
  if (instead !== undefined) return `There is no command '${name}'. ${instead}`;
  const meant = suggest(name, Object.keys(commands));
  return `There is no command '${name}'. ${meant === undefined ? help : `Did you mean 'typhoon ${meant}'?`}`;
}
