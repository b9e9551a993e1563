import type { Colors } from '../output/colors.js';
import { formatTable } from '../output/table.js';
import type { RouteSummary, SecuritySummary } from './route-summary.js';

const HEADINGS = ['METHOD', 'PATH', 'OPERATION', 'STATUS', 'SECURITY', 'DEPENDENCIES'];

/** Routes as an aligned table, with headings and the number of routes below. */
export function formatRouteTable(routes: readonly RouteSummary[], colors: Colors): string {
  if (routes.length === 0) return 'The application has no routes.';
  const [headings = '', ...lines] = formatTable([HEADINGS, ...routes.map(toRow)]).split('\n');
  const count = routes.length === 1 ? '1 route' : `${routes.length} routes`;
  return [colors.bold(headings), ...lines, '', colors.dim(count)].join('\n');
}

function toRow({ method, path, operationId, statuses, deprecated, hidden, security, dependencies, unnamedDependencies }: RouteSummary): string[] {
  const marks = [...(deprecated ? ['deprecated'] : []), ...(hidden ? ['hidden'] : [])];
  const operation = marks.length === 0 ? operationId : `${operationId} (${marks.join(', ')})`;
  const needed = [...dependencies, ...(unnamedDependencies === 0 ? [] : [`${unnamedDependencies} without a name`])];
  return [method, path, operation, statuses.join(' ') || '-', security.map(formatSecurity).join(', ') || '-', needed.join(', ') || '-'];
}

/** HTTPBearer[items:write], HTTPBearer? where it is optional. */
function formatSecurity({ scheme, scopes, optional }: SecuritySummary): string {
  return `${scheme}${optional ? '?' : ''}${scopes.length === 0 ? '' : `[${scopes.join(' ')}]`}`;
}
