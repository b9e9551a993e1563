// Generating
export { checkClient, createClientFiles, generateClient } from './generate-client.js';
export type { GeneratedClient, WrittenClient } from './generate-client.js';
export type { FolderOptions, GenerateOptions } from './generate-options.js';
export type { Source } from './load/source.js';
export type { PrintedFile } from './print/printed-module.js';
export type { ClientDifference } from './write/client-folder.js';
// Errors
export { GENERATOR_ERRORS, GeneratorError } from './errors.js';
export type { GeneratorErrorCode } from './errors.js';
