/** UTF-8 as headers and base64 take it: a character for each byte. */
export const toByteString = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));
