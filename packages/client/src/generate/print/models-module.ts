/** The module of the models: every schema that has a name. */
import type { ModelNames, NamedModel } from '../name/model-names.js';
import { toComment } from './comment.js';
import type { Declaration, Module } from './printed-module.js';
import { TypePrinter } from './type-printer.js';

export function toModelsModule(names: ModelNames): Module {
  const imports = new Set<string>();
  const types = new TypePrinter(names, '', imports);
  const declarations = names.all.map((named) => toDeclaration(named, types));
  return { name: 'models', values: [], types: [...imports], imports: [], declarations };
}

/** An interface where that can be: editors show its name rather than all of it. */
function toDeclaration({ name, model, variant }: NamedModel, types: TypePrinter): Declaration {
  const comment = toComment(model.comment);
  if (model.type.kind !== 'object') return { type: [comment, `export type ${name} =`, types.after(model.type, variant), ';'] };
  return { type: [comment, `export interface ${name} `, types.object(model.type, variant)] };
}
