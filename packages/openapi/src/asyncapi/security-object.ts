/** @see AsyncAPI 3.0, Security Scheme Object */
import type { RouteDefinition, SecurityScheme } from '@typhoon/core';
import { toSecurity } from '../security-scheme-object.js';
import type { SecurityRequirementObject, SecuritySchemeObject, SecuritySchemes } from '../security-scheme-object.js';

/** What an operation says of credentials. */
export interface OperationSecurity {
  /** Any one of these is enough: AsyncAPI cannot ask for two at once, nor say that none will do. */
  readonly security?: readonly SecuritySchemeObject[];
  /** As OpenAPI says it, where AsyncAPI cannot: all of one entry, and any one entry. */
  readonly 'x-security'?: readonly SecurityRequirementObject[];
}

/** The credentials that a handshake carries. */
export function toOperationSecurity({ security, place }: RouteDefinition, schemes: SecuritySchemes): OperationSecurity {
  const requirements = toSecurity(
    security.map(({ scheme, scopes }) => ({ scheme: withSubprotocols(scheme), scopes })),
    schemes,
    place,
  );
  if (requirements.length === 0) return {};
  const isOptional = requirements.some((requirement) => Object.keys(requirement).length === 0);
  const isSimple = requirements.every((requirement) => Object.keys(requirement).length === 1);
  return {
    ...(isOptional ? {} : { security: toReferences(requirements, schemes) }),
    ...(isSimple ? {} : { 'x-security': requirements }),
  };
}

/** A scheme with its scopes stands in the operation itself: in AsyncAPI they are members of the scheme. */
function toReferences(requirements: readonly SecurityRequirementObject[], schemes: SecuritySchemes): readonly SecuritySchemeObject[] {
  const known = schemes.toComponents();
  const members = new Map(requirements.flatMap((requirement) => Object.entries(requirement)));
  return [...members].map(([name, scopes]) => {
    const scheme = toAsyncApiScheme(known[name] ?? {});
    const hasScopes = scopes.length > 0 && (scheme['type'] === 'oauth2' || scheme['type'] === 'openIdConnect');
    return hasScopes ? { ...scheme, scopes } : { $ref: `#/components/securitySchemes/${name}` };
  });
}

/** OpenAPI's apiKey is httpApiKey, and the scopes of a flow are those that can be asked for. */
export function toAsyncApiScheme(scheme: SecuritySchemeObject): SecuritySchemeObject {
  if (scheme['type'] === 'apiKey') return { ...scheme, type: 'httpApiKey' };
  if (scheme['type'] !== 'oauth2') return scheme;
  const flows = Object.entries(scheme['flows'] as Readonly<Record<string, Flow>>);
  return { ...scheme, flows: Object.fromEntries(flows.map(([name, { scopes, ...flow }]) => [name, { ...flow, availableScopes: scopes ?? {} }])) };
}

interface Flow {
  readonly scopes?: unknown;
}

/** A browser's WebSocket sets no headers: such a token may follow the subprotocol 'bearer'. */
function withSubprotocols(scheme: SecurityScheme): SecurityScheme {
  const { anyOf } = scheme;
  return {
    ...scheme,
    ...(scheme.inSubprotocol === true ? { document: { ...scheme.document, 'x-subprotocol': 'bearer' } } : {}),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(withSubprotocols) }),
  };
}
