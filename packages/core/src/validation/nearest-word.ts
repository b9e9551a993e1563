/** Of the words the one that was probably meant; undefined where none is near, or the word is one of them. */
export function findNearest(word: string, words: readonly string[]): string | undefined {
  const most = word.length < 6 ? 1 : 2;
  const near = words.map((other) => ({ other, distance: distanceOf(simplify(word), simplify(other)) })).filter(({ distance }) => distance <= most);
  return near.sort((left, right) => left.distance - right.distance)[0]?.other;
}

/** 'dateTime', 'date_time' and 'date-time' are the same word. */
function simplify(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/** Letters to add, drop, change or swap with their neighbour. @see https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance */
function distanceOf(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, index) => index)];
  for (let at = 1; at <= left.length; at++) {
    const row = [at];
    for (let other = 1; other <= right.length; other++) row.push(cheapest(rows, row, left, right, at, other));
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? 0;
}

function cheapest(rows: readonly number[][], row: readonly number[], left: string, right: string, at: number, other: number): number {
  const above = rows[at - 1] as number[];
  const changed = (above[other - 1] as number) + (left[at - 1] === right[other - 1] ? 0 : 1);
  const isSwap = at > 1 && other > 1 && left[at - 1] === right[other - 2] && left[at - 2] === right[other - 1];
  const swapped = isSwap ? (rows[at - 2]?.[other - 2] as number) + 1 : Infinity;
  return Math.min(changed, swapped, (above[other] as number) + 1, (row[other - 1] as number) + 1);
}
