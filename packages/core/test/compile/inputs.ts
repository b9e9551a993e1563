import type { FastifyRequest } from 'fastify';
import t from 'tap';
import { NOT_RUN } from '#src/compile/dependencies.js';
import { compileInputs } from '#src/compile/inputs.js';
import { Body, Controller, Cookie, Header, Path, Post, Query, Type } from '#src/index.js';
import { describeRoute } from '../fixtures/describe-route.js';

@Controller('/')
class Everything {
  @Post('/:id')
  all(
    @Body(Type.Object({ n: Type.Integer() })) _body: { n: number },
    @Cookie('c', Type.Boolean()) _cookie: boolean,
    @Header('x-h', Type.Integer()) _header: number,
    @Query('q', Type.Array(Type.Integer(), { default: [7] })) _query: number[],
    @Path('id', Type.Integer()) _id: number,
    @Query('o', Type.Optional(Type.String())) _optional?: string,
  ): void {}
}

const route = describeRoute(Everything, 'all');
const all = compileInputs(
  route,
  route.inputs.map((_input, slot) => slot),
  { checkUnknown: true },
);

function request(parts: { params?: object; query?: object; headers?: object; body?: unknown }): FastifyRequest {
  return { url: '/', params: {}, query: {}, headers: {}, ...parts } as unknown as FastifyRequest;
}

t.test('fills every slot with the value of its part, coerced where it is text', (t) => {
  const values: unknown[] = [];
  t.ok(all.read(request({ params: { id: '3' }, query: { q: '1' }, headers: { 'x-h': '2', cookie: 'c=yes' }, body: { n: 4, x: 1 } }), values));
  t.strictSame(values, [{ n: 4 }, true, 2, [1], 3, undefined]);
  t.end();
});

t.test('hands out a default as a copy', (t) => {
  const [first, second]: unknown[][] = [[], []];
  const given = request({ params: { id: '3' }, headers: { 'x-h': '2', cookie: 'c=1' }, body: { n: 4 } });
  all.read(given, first as unknown[]);
  all.read(given, second as unknown[]);
  t.strictSame(first?.[3], [7]);
  t.not(first?.[3], second?.[3]);
  t.end();
});

t.test('marks what was refused, and explains all of it in the order of parts', (t) => {
  const values: unknown[] = [];
  const given = request({ params: { id: 'x' }, query: { q: ['1', 'y'] }, headers: { 'x-h': '1.5' }, body: { n: '4' } });
  t.notOk(all.read(given, values));
  t.strictSame(values, [NOT_RUN, NOT_RUN, NOT_RUN, NOT_RUN, NOT_RUN, undefined]);
  t.strictSame(
    all.explain(given, { withBody: true }).map(({ type, loc }) => [type, loc]),
    [
      ['int_parsing', ['path', 'id']],
      ['int_parsing', ['query', 'q', 1]],
      ['int_parsing', ['header', 'x-h']],
      ['missing', ['cookie', 'c']],
      ['int_type', ['body', 'n']],
    ],
  );
  t.equal(all.explain(given, { withBody: false }).length, 4, 'without the body where it could not be parsed');
  t.end();
});

t.test('wants an object where a body has members, optional ones too', (t) => {
  @Controller('/')
  class Members {
    @Post('/')
    all(@Body('a', Type.Optional(Type.Integer())) _a: number | undefined, @Body('b', Type.Integer({ default: 1 })) _b: number): void {}
  }
  const members = compileInputs(describeRoute(Members, 'all'), [0, 1], { checkUnknown: true });
  for (const body of [undefined, null, {}, { a: 1 }]) t.ok(members.read(request({ body }), []), JSON.stringify(body));
  for (const body of [[], [1], 1, 'a', true]) {
    t.notOk(members.read(request({ body }), []), JSON.stringify(body));
    t.strictSame(
      members.explain(request({ body }), { withBody: true }).map(({ type, loc }) => [type, loc]),
      [
        ['missing', ['body', 'a']],
        ['missing', ['body', 'b']],
      ],
    );
  }
  t.end();
});

t.test('reads at one moment only what is asked for then', (t) => {
  const path = compileInputs(route, [4], { checkUnknown: false });
  const values: unknown[] = [];
  t.ok(path.read(request({ params: { id: '3' } }), values));
  t.strictSame([values.length, values[4]], [5, 3]);
  t.ok(compileInputs(route, [], { checkUnknown: false }).isEmpty);
  t.end();
});
