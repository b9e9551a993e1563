/** True for an error of that name: also of another copy of this package, whose classes are others. */
export const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/** True for errors of ours, which say what kind they are; not for mistakes of a program. */
export const hasKind = (error: unknown): error is Error & { readonly kind: string } => error instanceof Error && 'kind' in error;
