import { Model, Type, ValidationError, parse, safeParse, stringify } from 'typhoon';

class Order extends Model({
  id: Type.Integer(),
  placedAt: Type.DateTime(),
  lines: Type.Array(Type.Object({ item: Type.String(), count: Type.Integer({ minimum: 1 }) })),
  express: Type.Boolean({ default: false }),
}) {
  count(): number {
    return this.lines.reduce((sum, line) => sum + line.count, 0);
  }
}

/** What the queue holds is text: JSON. */
const queue: string[] = [];

export function send(order: Order): void {
  queue.push(stringify(Order, order));
}

export function receive(): Order | undefined {
  const message = queue.shift();
  return message === undefined ? undefined : parse(Order, JSON.parse(message));
}

/** What another service sends may be anything. */
export function importOrder(sent: unknown): string {
  const result = safeParse(Order, sent);
  return result.success ? `${result.value.count()} pieces` : result.issues.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ');
}

export function explain(sent: unknown): string {
  try {
    return `Order ${parse(Order, sent).id} is fine.`;
  } catch (error) {
    if (ValidationError.is(error)) return error.message;
    throw error;
  }
}
