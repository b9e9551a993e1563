/** What a token can allow, as the sign-in dialog explains it. */
export const SCOPES = {
  'items:write': 'Create, change and delete items and their images',
  'orders:read': 'See your own orders',
  'orders:write': 'Place orders',
} as const;

export type Scope = keyof typeof SCOPES;

export const ALL_SCOPES = Object.keys(SCOPES) as Scope[];

/** What somebody may do who has just made an account. */
export const CUSTOMER_SCOPES: Scope[] = ['orders:read', 'orders:write'];
