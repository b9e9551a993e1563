import type { Colors } from '../output/colors.js';
import type { ContractChange } from './contract.js';

/** Changes as lines, the breaking ones first, with their number below. */
export function formatChanges(changes: readonly ContractChange[], colors: Colors): string {
  const breaking = changes.filter((change) => change.breaking);
  const others = changes.filter((change) => !change.breaking);
  const lines = [
    ...breaking.map(({ place, reason }) => `${colors.red('breaking')}  ${colors.bold(place)}: ${reason}`),
    ...others.map(({ place, reason }) => `${colors.green('fine')}      ${colors.bold(place)}: ${reason}`),
  ];
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
  return [...lines, '', `${count(changes.length, 'change')}, ${breaking.length} breaking`].join('\n');
}
