// What generated code is made of
export { toDates } from './runtime/dates.js';
export type { DateContainer, DateShape } from './runtime/dates.js';
