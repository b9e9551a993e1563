import type { Node } from '../load/node.js';
import type { TypeNode } from './type-node.js';

/** A schema with a name: what references lead to. */
export interface Model {
  /** One of its own, in the order of reading. */
  readonly id: number;
  /** The document's word: 'Item'. */
  readonly title: string;
  readonly node: Node;
  /** UNKNOWN until all is read. */
  type: TypeNode;
  comment: readonly string[];
}
