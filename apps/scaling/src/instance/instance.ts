import { hostname } from 'node:os';
import { Type } from 'typhoon';

/** Which process this is: its container, or its number on a machine that has several. */
export const INSTANCE = `${hostname()}/${process.pid}`;

export const Instance = Type.String({ description: 'The process that did it.', examples: ['3f1c9a7be2d0/1'] });
