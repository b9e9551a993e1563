import { ChangeList } from './change-list.js';
import { compareChannels } from './compare-channels.js';
import { compareOperations } from './compare-operations.js';
import type { Contract, ContractChange } from './contract.js';

/**
 * Every difference between two contracts, each with its place and reason; breaking are those with which a client that was
 * made for the first may fail. What only explains (descriptions, examples, tags) is none.
 *
 * @param before What clients know.
 * @param after What is to be served now.
 * @example const broken = compareContracts(before, after).filter(({ breaking }) => breaking);
 */
export function compareContracts(before: Contract, after: Contract): readonly ContractChange[] {
  const changes = new ChangeList();
  compareOperations(before.openapi, after.openapi, changes);
  compareChannels(before.asyncapi ?? {}, after.asyncapi ?? {}, changes);
  return changes.changes;
}
