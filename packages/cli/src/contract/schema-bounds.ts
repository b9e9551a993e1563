import type { Misfit } from './schema-fit.js';
import type { Shape } from './schema-shape.js';

type Bound = readonly [keyword: string, fits: (inner: number, outer: number) => boolean];

const BOUNDS: readonly Bound[] = [
  ...['minLength', 'minItems', 'minProperties'].map((keyword): Bound => [keyword, (inner, outer) => inner >= outer]),
  ...['maxLength', 'maxItems', 'maxProperties'].map((keyword): Bound => [keyword, (inner, outer) => inner <= outer]),
  ['multipleOf', (inner, outer) => isMultiple(inner, outer)],
];

/** Whether lengths, counts, ranges, patterns and formats of one schema keep within those of another. */
export function boundMisfits(inner: Shape, outer: Shape, path: string): readonly Misfit[] {
  return [
    ...BOUNDS.filter(([keyword, fits]) => !holds(inner[keyword], outer[keyword], fits, keyword)).map(([keyword]) => misfit(keyword, inner, outer, path)),
    ...rangeMisfits(inner, outer, path),
    ...['pattern', 'format']
      .filter((keyword) => outer[keyword] !== undefined && inner[keyword] !== outer[keyword])
      .map((keyword) => misfit(keyword, inner, outer, path)),
    ...(outer['uniqueItems'] === true && inner['uniqueItems'] !== true ? [misfit('uniqueItems', inner, outer, path)] : []),
  ];
}

function holds(inner: unknown, outer: unknown, fits: Bound[1], keyword: string): boolean {
  if (typeof outer !== 'number') return true;
  // Nothing is shorter than nothing.
  if (keyword.startsWith('min') && outer <= 0) return true;
  return typeof inner === 'number' && fits(inner, outer);
}

function rangeMisfits(inner: Shape, outer: Shape, path: string): readonly Misfit[] {
  const [lower, upper] = [lowerOf(inner), upperOf(inner)];
  const [lowest, uppermost] = [lowerOf(outer), upperOf(outer)];
  const isBelow = lower.value < lowest.value || (lower.value === lowest.value && lowest.isOpen && !lower.isOpen);
  const isAbove = upper.value > uppermost.value || (upper.value === uppermost.value && uppermost.isOpen && !upper.isOpen);
  return [
    ...(isBelow ? [misfit(lowest.isOpen ? 'exclusiveMinimum' : 'minimum', inner, outer, path)] : []),
    ...(isAbove ? [misfit(uppermost.isOpen ? 'exclusiveMaximum' : 'maximum', inner, outer, path)] : []),
  ];
}

interface End {
  readonly value: number;
  /** Whether the value itself is left out. */
  readonly isOpen: boolean;
}

function lowerOf(shape: Shape): End {
  return tighter(endOf(shape['minimum'], false), endOf(shape['exclusiveMinimum'], true), (a, b) => a > b) ?? { value: -Infinity, isOpen: false };
}

function upperOf(shape: Shape): End {
  return tighter(endOf(shape['maximum'], false), endOf(shape['exclusiveMaximum'], true), (a, b) => a < b) ?? { value: Infinity, isOpen: false };
}

function endOf(value: unknown, isOpen: boolean): End | undefined {
  return typeof value === 'number' ? { value, isOpen } : undefined;
}

function tighter(closed: End | undefined, open: End | undefined, isTighter: (a: number, b: number) => boolean): End | undefined {
  if (closed === undefined || open === undefined) return closed ?? open;
  return isTighter(closed.value, open.value) ? closed : open;
}

/** 0.3 is a multiple of 0.1, though not in binary. */
function isMultiple(inner: number, outer: number): boolean {
  const quotient = inner / outer;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9;
}

function misfit(keyword: string, inner: Shape, outer: Shape, path: string): Misfit {
  return { path, keyword, inner: inner[keyword], outer: outer[keyword] };
}
