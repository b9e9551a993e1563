// The public list of the run time, by hand.
export { ApiError } from './runtime/api-error.js';
