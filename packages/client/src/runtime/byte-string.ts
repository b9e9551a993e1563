/** UTF-8 as headers and base64 take it: a character for each byte. */
export function toByteString(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
