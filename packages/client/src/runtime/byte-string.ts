/** UTF-8 as headers and base64 take it: a character for each byte. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- every engine has it (ECMA-262, annex B), and there is no shorter way
export const toByteString = (text: string): string => unescape(encodeURIComponent(text));
