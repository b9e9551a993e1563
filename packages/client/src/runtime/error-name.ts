/** True for errors of ours, which say what kind they are; not for mistakes of a program. */
export const hasKind = (error: unknown): error is Error & { readonly kind: string } => error instanceof Error && 'kind' in error;
