/** The codes that tell problems apart. @see RFC 9457 §3.2 (Extension Members) */
import type { TypeNode } from '../schema/type-node.js';

/** The values of `code` in a body; 'open' where it is any text, undefined where there is none. */
export type ProblemCodes = readonly string[] | 'open' | undefined;

export function isListed(codes: ProblemCodes): codes is readonly string[] {
  return codes !== undefined && codes !== 'open';
}

export function codesOf(type: TypeNode, depth = 0): ProblemCodes {
  if (depth > 20) return undefined;
  if (type.kind === 'reference') return codesOf(type.model.type, depth + 1);
  if (type.kind === 'object') return codesOfProperty(type.properties.find(({ name }) => name === 'code')?.type);
  if (type.kind !== 'union' && type.kind !== 'intersection') return undefined;
  const parts = type.members.map((member) => codesOf(member, depth + 1));
  return type.kind === 'union' ? joinCodes(parts) : narrowCodes(parts);
}

function codesOfProperty(type: TypeNode | undefined): ProblemCodes {
  if (type?.kind === 'literal') return typeof type.value === 'string' ? [type.value] : undefined;
  if (type?.kind === 'union') return joinCodes(type.members.map(codesOfProperty));
  if (type?.kind === 'reference') return codesOfProperty(type.model.type);
  return type?.kind === 'keyword' && type.name === 'string' ? 'open' : undefined;
}

/** A union has a code where all of it have. */
function joinCodes(parts: readonly ProblemCodes[]): ProblemCodes {
  if (parts.some((part) => part === undefined)) return undefined;
  return parts.includes('open') ? 'open' : [...new Set(parts.flatMap((part) => part ?? []))];
}

/** What a part names outdoes what another leaves open. */
function narrowCodes(parts: readonly ProblemCodes[]): ProblemCodes {
  return parts.findLast((part) => Array.isArray(part)) ?? parts.find((part) => part === 'open');
}
