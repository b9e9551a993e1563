import { describeEntry } from '../entry/describe-entry.js';
import type { Terminal } from '../output/terminal.js';
import { summarizeRoutes } from '../routes/route-summary.js';
import { formatRouteTable } from '../routes/route-table.js';

/** Options of `typhoon routes`. */
export interface RoutesOptions {
  readonly entry?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Prints what an application answers. */
export async function printRoutes({ entry, json }: RoutesOptions, terminal: Terminal): Promise<number> {
  const { app } = await describeEntry(entry);
  const routes = summarizeRoutes(app.routes);
  await terminal.print(json === true ? JSON.stringify(routes, null, 2) : formatRouteTable(routes, terminal.outColors));
  return 0;
}
