import type { InputDefinition } from '../describe/route-definition.js';

/** Reads a parameter that is written by one of OpenAPI's styles out of its part. */
export type StyleReader = (part: Readonly<Record<string, unknown>>) => unknown;

export function compileStyle(_input: InputDefinition): StyleReader | undefined {
  return undefined;
}
