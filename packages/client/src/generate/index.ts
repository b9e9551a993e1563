// The public list of the generator, by hand.
export type { GenerateOptions } from './generate-options.js';
