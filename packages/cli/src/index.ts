// The public list, by hand.

// Contracts
export { compareContracts } from './contract/compare-contracts.js';
export type { Contract, ContractChange, JsonObject } from './contract/contract.js';

// Settings
export type { ClientSettings, ProjectSettings } from './entry/project-settings.js';
