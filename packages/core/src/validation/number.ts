/** The digits after the point that a number is written with: 0.01 → 2, 1e-7 → 7. */
function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
}

const LARGEST_EXACT_SCALE = 22;

/**
 * A test for `multipleOf` in decimal arithmetic: 19.99 is a multiple of 0.01 though 19.99 % 0.01 is not 0.
 *
 * A quotient of two exact doubles is rounded correctly, hence `rounded / scale === value` says that the value is written
 * with no more decimals than the divisor; then only integers are divided.
 */
export function compileMultipleOf(divisor: number): (value: number) => boolean {
  const decimals = decimalsOf(divisor);
  if (decimals === 0 || decimals > LARGEST_EXACT_SCALE) return (value) => value % divisor === 0;
  const scale = 10 ** decimals;
  const step = Math.round(divisor * scale);
  return (value) => {
    const rounded = Math.round(value * scale);
    if (!Number.isSafeInteger(rounded)) return value % divisor === 0;
    return rounded / scale === value && rounded % step === 0;
  };
}

/** The length of a text in code points, as JSON Schema counts. */
export function countCodePoints(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if (isSurrogatePair(text, index)) {
      count--;
      index++;
    }
  }
  return count;
}

function isSurrogatePair(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}
