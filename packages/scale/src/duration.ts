export { readDuration, toMilliseconds } from '@typhoon/core/internal';
export type { Duration } from '@typhoon/core/internal';
