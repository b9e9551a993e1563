/** `test` makes 'undefined' of what is missing, which is no type. */
/** Media types, as the run time and the generator understand them. */

/** True for JSON and what is built on it: `application/problem+json`. */
export const isJson = (type?: string): boolean => /[/+]json\b/i.test(type as string);

/** The method of a response that reads this media type. */
export const readerOf = (type?: string): 'json' | 'text' | 'blob' => {
  if (isJson(type)) return 'json';
  return /^text|[/+](xml|yaml)\b|javascript|urlencoded/i.test(type as string) ? 'text' : 'blob';
};
