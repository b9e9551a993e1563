import { CliError } from '../errors.js';

/**
 * The number of processes as it stands on the command line: '4' → 4, 'auto' → 'auto'.
 *
 * @throws CliError TYPHOON_ERR_CLI_USAGE for what is neither.
 */
export function readWorkers(given: string | undefined): number | 'auto' | undefined {
  if (given === undefined || given === 'auto') return given;
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new CliError('TYPHOON_ERR_CLI_USAGE', `--workers expects a whole number from 1, or auto, but is '${given}'.`);
}
