export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? NaN;
}

/** Between which two values the middle half of all lies: how far the median is to be trusted. */
export function middleHalf(values: readonly number[]): string {
  return `${round2(quantile(values, 0.25))} – ${round2(quantile(values, 0.75))}`;
}

export function round1(value: number): number {
  return Math.round(value * 10) / 10;
}

export function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
