import type { JsonSchema } from '../schema/typebox.js';
import { compileOpen, FAIL, inside, interpret } from './code-site.js';
import type { Site } from './code-site.js';
import type { SchemaNode } from './reference.js';
import { hasArrayShape, nodeOf, nodesOf } from './shape.js';

export function compileArray(node: JsonSchema, site: Site, input: string): string {
  const places = nodesOf(node, 'prefixItems') ?? nodesOf(node, 'items');
  if ('contains' in node || (places !== undefined && !(typeof node['minItems'] === 'number' && node['minItems'] >= places.length)))
    return interpret(node, site, input);
  const items = site.code.mode === 'text' ? site.code.fresh() : input;
  site.lines.push(site.code.mode === 'text' ? `const ${items} = isArray(${input}) ? ${input} : [${input}];` : `if (!isArray(${input})) ${FAIL}`);
  const rest = nodeOf(node, nodesOf(node, 'prefixItems') !== undefined || nodeOf(node, 'items') !== undefined ? 'items' : 'additionalItems');
  const most = Math.min((node['maxItems'] as number | undefined) ?? Infinity, rest === false ? (places?.length ?? 0) : Infinity);
  if (most !== Infinity) site.lines.push(`if (${items}.length > ${most}) ${FAIL}`);
  if (typeof node['minItems'] === 'number' && node['minItems'] > 0) site.lines.push(`if (${items}.length < ${node['minItems']}) ${FAIL}`);
  const result = compileItems(node, places ?? [], rest ?? places === undefined, site, items);
  if (node['uniqueItems'] === true) site.lines.push(`if (!areItemsUnique(${items}, ${result})) ${FAIL}`);
  return result;
}

function compileItems(node: JsonSchema, places: readonly SchemaNode[], rest: SchemaNode, site: Site, items: string): string {
  if (!hasArrayShape(node)) return compileOpen(site, items);
  const inner = inside(site);
  const result = site.code.fresh();
  const head = places.map((place, index) => {
    const item = site.code.fresh();
    site.lines.push(`const ${item} = ${items}[${index}];`);
    return site.code.read(place, inner, item);
  });
  if (head.length > 0) site.lines.push(`const ${result} = [${head.join(', ')}];`);
  if (rest !== false) compileRest(rest, site, items, result, head.length);
  else if (head.length === 0) site.lines.push(`const ${result} = [];`);
  return result;
}

function compileRest(rest: SchemaNode, site: Site, items: string, result: string, start: number): void {
  const [index, item] = [site.code.fresh(), site.code.fresh()];
  const body: string[] = [];
  const value = site.code.read(rest, { ...inside(site), lines: body }, item);
  // A copy has the room that is needed at once; where items are pushed, a short list gets room for 17 of them.
  if (start === 0) site.lines.push(`const ${result} = ${items}.slice();`);
  site.lines.push(`for (let ${index} = ${start}; ${index} < ${items}.length; ${index}++) {`, `const ${item} = ${items}[${index}];`, ...body);
  if (start > 0) site.lines.push(`${result}.push(${value});`);
  else if (value !== item) site.lines.push(`${result}[${index}] = ${value};`);
  site.lines.push('}');
}
