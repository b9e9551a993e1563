/** The reference: the same routes, written by hand on Fastify with JSON Schemas, as its documentation shows. */
import { Readable } from 'node:stream';
import Fastify from 'fastify';
import { CATALOGUE, SECRET, awaitTicks, readTicks } from '../data.js';
import { STREAMED, STREAMED_SINGLY } from '../scenarios.js';

export const app = Fastify();

const item = {
  type: 'object',
  properties: { id: { type: 'integer' }, name: { type: 'string' }, limit: { type: 'integer' }, detailed: { type: 'boolean' } },
  required: ['id', 'name', 'limit', 'detailed'],
};
const entry = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    name: { type: 'string' },
    description: { type: 'string' },
    price: { type: 'number' },
    inStock: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string' } },
    createdAt: { type: 'string', format: 'date-time' },
    maker: { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } }, required: ['id', 'name'] },
  },
  required: ['id', 'name', 'description', 'price', 'inStock', 'tags', 'createdAt', 'maker'],
};
const line = {
  type: 'object',
  properties: { sku: { type: 'string', pattern: '^[a-z0-9-]+$' }, quantity: { type: 'integer', minimum: 1 }, price: { type: 'number', minimum: 0 } },
  required: ['sku', 'quantity', 'price'],
};
const customer = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1 },
    email: { type: 'string', format: 'email' },
    address: {
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' }, zip: { type: 'string', maxLength: 12 } },
      required: ['street', 'city', 'zip'],
    },
  },
  required: ['name', 'email', 'address'],
};
const newOrder = {
  type: 'object',
  properties: { customer, lines: { type: 'array', items: line, minItems: 1, maxItems: 100 }, note: { type: 'string', maxLength: 500 } },
  required: ['customer', 'lines'],
};
const order = {
  type: 'object',
  properties: { id: { type: 'integer' }, total: { type: 'number' }, customer, lines: { type: 'array', items: line } },
  required: ['id', 'total', 'customer', 'lines'],
};

app.get('/plain', { schema: { response: { 200: { type: 'string' } } } }, () => 'Hello, world!');

app.get('/json', { schema: { response: { 200: { type: 'object', properties: { message: { type: 'string' } }, required: ['message'] } } } }, () => ({
  message: 'Hello, world!',
}));

app.get<{ Params: { id: number }; Querystring: { limit: number; detailed: boolean } }>(
  '/items/:id',
  {
    schema: {
      params: { type: 'object', properties: { id: { type: 'integer', minimum: 1 } }, required: ['id'] },
      querystring: {
        type: 'object',
        properties: { limit: { type: 'integer', minimum: 1, maximum: 100, default: 10 }, detailed: { type: 'boolean', default: false } },
      },
      response: { 200: item },
    },
  },
  (request) => ({ id: request.params.id, name: 'Article', limit: request.query.limit, detailed: request.query.detailed, secret: SECRET }),
);

interface OrderBody {
  customer: { name: string; email: string; address: { street: string; city: string; zip: string } };
  lines: { sku: string; quantity: number; price: number }[];
  note?: string;
}

app.post<{ Body: OrderBody }>('/orders', { schema: { body: newOrder, response: { 201: order } } }, (request, reply) => {
  const { customer: buyer, lines } = request.body;
  const total = lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
  reply.code(201);
  return { id: 1, total, customer: buyer, lines, secret: SECRET };
});

app.get('/catalogue', { schema: { response: { 200: { type: 'array', items: entry } } } }, () => CATALOGUE);

/** Two values that a handler needs, made by two functions: what dependencies are without a framework for them. */
const readPage = (query: { page: number }): { offset: number; size: number } => ({ offset: (query.page - 1) * 20, size: 20 });
const readUser = (agent: string | undefined): { id: number; agent: string } => ({ id: 7, agent: agent ?? 'none' });

app.get<{ Querystring: { page: number }; Headers: { 'user-agent'?: string } }>(
  '/me',
  {
    schema: {
      querystring: { type: 'object', properties: { page: { type: 'integer', minimum: 1, default: 1 } } },
      headers: { type: 'object', properties: { 'user-agent': { type: 'string' } } },
      response: {
        200: {
          type: 'object',
          properties: { id: { type: 'integer' }, agent: { type: 'string' }, offset: { type: 'integer' } },
          required: ['id', 'agent', 'offset'],
        },
      },
    },
  },
  (request) => {
    const page = readPage(request.query);
    const user = readUser(request.headers['user-agent']);
    return { id: user.id, agent: user.agent, offset: page.offset };
  },
);

/** Streams as they are written by hand: a text for each item, through `Readable.from`. */
async function* write<TItem>(items: AsyncIterable<TItem>, toText: (json: string) => string): AsyncGenerator<string> {
  for await (const item of items) yield toText(JSON.stringify(item));
}

const toLine = (json: string): string => `${json}\n`;
const toEvent = (json: string): string => `data: ${json}\n\n`;

app.get('/lines', (_request, reply) => reply.header('content-type', 'application/jsonl').send(Readable.from(write(readTicks(STREAMED), toLine))));
app.get('/events', (_request, reply) => reply.header('content-type', 'text/event-stream').send(Readable.from(write(readTicks(STREAMED), toEvent))));
app.get('/slow-events', (_request, reply) =>
  reply.header('content-type', 'text/event-stream').send(Readable.from(write(awaitTicks(STREAMED_SINGLY), toEvent))),
);
