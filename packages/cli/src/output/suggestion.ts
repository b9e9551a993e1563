/**
 * The known name that was probably meant, where one is near enough.
 *
 * ('entyr', ['entry', 'port']) → 'entry'
 */
export function suggest(given: string, known: readonly string[]): string | undefined {
  const [nearest] = known.map((name) => ({ name, distance: distanceOf(given.toLowerCase(), name.toLowerCase()) })).sort((a, b) => a.distance - b.distance);
  return nearest !== undefined && nearest.distance <= Math.max(1, Math.floor(nearest.name.length / 2.5)) ? nearest.name : undefined;
}

/** The fewest letters that are added, removed, replaced or swapped with their neighbour. @see Damerau (1964), optimal string alignment */
function distanceOf(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1;
      row[j] = Math.min(at(rows, i - 1, j) + 1, (row[j - 1] ?? 0) + 1, at(rows, i - 1, j - 1) + cost);
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (isSwapped) row[j] = Math.min(row[j] ?? 0, at(rows, i - 2, j - 2) + 1);
    }
    rows.push(row);
  }
  return at(rows, from.length, to.length);
}

function at(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}
