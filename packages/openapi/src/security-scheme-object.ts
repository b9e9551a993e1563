/** @see OpenAPI 3.1 §4.8.27 (Security Scheme Object), §4.8.30 (Security Requirement Object) */
import { isDeepStrictEqual } from 'node:util';
import type { SecurityRequirement, SecurityScheme } from '@typhoon/core';
import type { ProblemList } from '@typhoon/core/internal';

export type SecuritySchemeObject = Readonly<Record<string, unknown>>;
export type SecurityRequirementObject = Readonly<Record<string, readonly string[]>>;

/** The security schemes that the operations of a document name. */
export class SecuritySchemes {
  readonly #schemes = new Map<string, { readonly document: SecuritySchemeObject; readonly place: string }>();
  readonly #problems: ProblemList;

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  add({ name, document }: SecurityScheme, place: string): void {
    const known = this.#schemes.get(name);
    if (known === undefined) {
      this.#schemes.set(name, { document, place });
      return;
    }
    if (isDeepStrictEqual(known.document, document)) return;
    this.#problems.add(
      'TYPHOON_ERR_OPENAPI_CONFLICT',
      place,
      `another security scheme is named '${name}' too, first used by ${known.place}. Give one of them another { name: '…' }.`,
    );
  }

  toComponents(): Readonly<Record<string, SecuritySchemeObject>> {
    const names = [...this.#schemes.keys()].sort();
    return Object.fromEntries(names.map((name) => [name, this.#schemes.get(name)?.document ?? {}]));
  }
}

/**
 * What a request has to carry: all members of one requirement, and any one requirement of the list.
 *
 * bearer and an optional key → `[{ HTTPBearer: [], APIKey: [] }, { HTTPBearer: [] }]`; nothing → `[]`
 */
export function toSecurity(requirements: readonly SecurityRequirement[], schemes: SecuritySchemes, place: string): readonly SecurityRequirementObject[] {
  let combinations: readonly SecurityRequirementObject[] = requirements.length === 0 ? [] : [{}];
  for (const { scheme, scopes } of requirements) {
    const alternatives = scheme.anyOf ?? [scheme];
    for (const alternative of alternatives) schemes.add(alternative, place);
    const own: SecurityRequirementObject[] = alternatives.map(({ name }) => ({ [name]: [...scopes] }));
    if (scheme.optional) own.push({});
    combinations = own.flatMap((choice) => combinations.map((combination) => ({ ...combination, ...choice })));
  }
  return combinations;
}
