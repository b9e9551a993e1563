import type { FastifyInstance } from 'fastify';
import { readsForm } from './compile/form.js';
import { compileRoute } from './compile/route.js';
import type { CompiledRoute } from './compile/route.js';
import { httpDescriber } from './describe/http-route.js';
import { registerFormTypes } from './fastify/content-types.js';
import { registerRoute } from './fastify/register-route.js';
import type { RouteCell, RouteKind } from './route-kind.js';

/** Plain routes: one request, one answer. */
export const httpKind: RouteKind<CompiledRoute> = { name: 'http', describer: httpDescriber, compile: compileRoute, register };

function register(instance: FastifyInstance, declared: readonly RouteCell<CompiledRoute>[]): void {
  // Fastify answers HEAD by a GET route unless it knows of another one by then.
  const cells = [...declared.filter(isHead), ...declared.filter((cell) => !isHead(cell))];
  const forms = cells.filter(({ definition }) => readsForm(definition));
  for (const cell of cells.filter((each) => !forms.includes(each))) registerRoute(instance, cell);
  if (forms.length === 0) return;
  instance.register(async (nested) => {
    registerFormTypes(nested);
    for (const cell of forms) registerRoute(nested, cell);
    await Promise.resolve();
  });
}

function isHead({ definition }: RouteCell<CompiledRoute>): boolean {
  return definition.method === 'HEAD';
}
