import { dependency } from './dependency.js';
import type { Dependency } from './dependency.js';
import type { FormatTable } from '../schema/formats.js';

/** The application's own formats, for what reads values outside of its routes; undefined where it has none. */
export const formatTable: Dependency<FormatTable | undefined> = dependency({}, () => undefined, { name: 'formatTable', lifetime: 'singleton' });
