/** 'readItem' → 'Read item'; 'create_user' → 'Create user'; 'listHTTPRoutes' → 'List HTTP routes' */
export function toSummary(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_$.-]+/)
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()));
  const text = words.join(' ') || name;
  return (text[0] ?? '').toUpperCase() + text.slice(1);
}
