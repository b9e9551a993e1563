import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import t from 'tap';
import {
  Bytes,
  Controller,
  Delete,
  Depends,
  Empty,
  FileDownload,
  Get,
  Html,
  HttpError,
  Model,
  Options,
  Patch,
  Path,
  Post,
  Put,
  Query,
  Redirect,
  Route,
  Text,
  Type,
  Head,
  fastifyReply,
  fastifyRequest,
  reply,
} from '#src/index.js';
import type { FileSource, Reply } from '#src/index.js';
import { exchange } from '../../fixtures/exchanges.js';

class Task extends Model({ id: Type.String(), title: Type.String() }) {}
class Secret extends Model({ name: Type.String() }) {}
class Owner extends Model({ name: Type.String(), secrets: Type.Array(Secret.schema) }) {}

const tasks: Record<string, string> = { foo: 'Listen to the Bar Fighters' };

@Controller('')
class AnswerController {
  @Put('/get-or-create-task/:id', { response: Type.String(), responses: { 201: Type.String() } })
  task(@Path('id', Type.String()) id: string): string | Reply<201, string> {
    const known = tasks[id];
    if (known !== undefined) return known;
    tasks[id] = 'This didn’t exist before';
    return reply(201, tasks[id]);
  }

  @Put('/by-reply/:id')
  byReply(@Path('id', Type.String()) id: string, @Depends(fastifyReply) answer: FastifyReply): string {
    answer
      .code(id === 'new' ? 201 : 200)
      .header('x-cat-dog', 'alone in the world')
      .header('set-cookie', 'fakesession=fake-cookie-session-value; Path=/; SameSite=lax');
    return id;
  }

  @Get('/html', { response: Html })
  html(): string {
    return '<h1>Look ma! HTML!</h1>';
  }

  @Get('/text', { response: Text })
  text(): string {
    return 'Hello World';
  }

  @Get('/xml', { response: Bytes('application/xml') })
  xml(): Uint8Array {
    return Buffer.from('<shampoo/>');
  }

  @Get('/redirect', { response: Redirect, status: 307 })
  redirect(): string {
    return 'https://typer.tiangolo.com';
  }

  @Get('/pydantic', { response: Redirect })
  found(): string {
    return 'https://docs.pydantic.dev/';
  }

  @Get('/stream', { response: Bytes('text/plain') })
  stream(): Readable {
    return Readable.from(['some ', 'text']);
  }

  @Get('/download', { response: FileDownload('text/csv') })
  download(): FileSource {
    return { content: Buffer.from('a,b'), filename: 'table.csv' };
  }

  @Delete('/nothing', { response: Empty })
  nothing(): void {
    return undefined;
  }

  @Get('/filtered', { response: Owner })
  filtered(): Owner {
    const row = { name: 'Ada', password: 'x', secrets: [{ name: 'one', hash: 'y' }] };
    return row;
  }

  @Get('/union', { response: Type.Union([Task.schema, Secret.schema]) })
  union(@Query('task', Type.Boolean({ default: false })) task: boolean): Task | Secret {
    return task ? { id: '1', title: 'a' } : { name: 'b' };
  }

  @Get('/nullable', { response: Type.Union([Task.schema, Type.Null()]) })
  nullable(): Task | null {
    return null;
  }

  @Get('/client')
  client(@Depends(fastifyRequest) request: FastifyRequest): unknown {
    return { client_host: request.ip, method: request.method, path: request.url };
  }

  @Get('/values')
  values(): unknown {
    return { at: new Date(0), none: undefined, nothing: null, nested: [new URL('http://a.b/')] };
  }

  @Get('/number')
  number(): number {
    return 5;
  }

  @Get('/bool')
  bool(): boolean {
    return false;
  }

  @Get('/none')
  none(): null {
    return null;
  }

  @Get('/teapot')
  teapot(): never {
    throw new HttpError(418, { detail: { code: 'teapot', parts: [1] }, headers: { 'x-error': 'some' } });
  }

  @Get('/default-detail')
  defaultDetail(): never {
    throw new HttpError(404);
  }

  @Get('/broken')
  broken(): never {
    throw new Error('secret');
  }
}

@Controller('/methods')
class MethodController {
  @Post('/')
  post(): string {
    return 'post';
  }

  @Patch('/')
  patch(): string {
    return 'patch';
  }

  @Options('/')
  options(@Depends(fastifyReply) answer: FastifyReply): unknown {
    answer.header('x-fastapi-item-id', '1');
    return { allow: 'all' };
  }

  @Head('/', { response: Empty, status: 200 })
  head(@Depends(fastifyReply) answer: FastifyReply): void {
    answer.header('x-fastapi-item-id', '1');
  }

  @Route('TRACE', '/')
  trace(): string {
    return 'trace';
  }

  @Delete('/')
  remove(): string {
    return 'delete';
  }
}

exchange(t, 'answers', { controllers: [AnswerController, MethodController] }, [
  { ask: 'PUT /get-or-create-task/foo', gives: 'Listen to the Bar Fighters' },
  { ask: 'PUT /get-or-create-task/bar', status: 201, gives: 'This didn’t exist before' },
  { ask: 'PUT /get-or-create-task/bar', gives: 'This didn’t exist before' },
  {
    ask: 'PUT /by-reply/new',
    status: 201,
    gives: 'new',
    carries: { 'x-cat-dog': 'alone in the world', 'set-cookie': 'fakesession=fake-cookie-session-value; Path=/; SameSite=lax' },
  },
  { ask: 'PUT /by-reply/old', gives: 'old' },
  { ask: 'GET /html', text: '<h1>Look ma! HTML!</h1>', carries: { 'content-type': 'text/html; charset=utf-8' } },
  { ask: 'GET /text', text: 'Hello World', carries: { 'content-type': 'text/plain; charset=utf-8' } },
  { ask: 'GET /xml', text: '<shampoo/>', carries: { 'content-type': 'application/xml' } },
  { ask: 'GET /redirect', status: 307, text: '', carries: { location: 'https://typer.tiangolo.com' } },
  { ask: 'GET /pydantic', status: 302, text: '', carries: { location: 'https://docs.pydantic.dev/' } },
  { ask: 'GET /stream', text: 'some text' },
  { ask: 'GET /download', text: 'a,b', carries: { 'content-disposition': 'attachment; filename="table.csv"' } },
  { ask: 'DELETE /nothing', status: 204, text: '', carries: { 'content-type': undefined } },
  { ask: 'GET /filtered', gives: { name: 'Ada', secrets: [{ name: 'one' }] } },
  { ask: 'GET /union?task=1', gives: { id: '1', title: 'a' } },
  { ask: 'GET /union', gives: { name: 'b' } },
  { ask: 'GET /nullable', gives: null },
  { ask: 'GET /client', gives: { client_host: '127.0.0.1', method: 'GET', path: '/client' } },
  { ask: 'GET /values', gives: { at: '1970-01-01T00:00:00.000Z', nothing: null, nested: ['http://a.b/'] } },
  { ask: 'GET /number', gives: 5 },
  { ask: 'GET /bool', gives: false },
  { ask: 'GET /none', gives: null },
  { ask: 'GET /teapot', status: 418, gives: { detail: { code: 'teapot', parts: [1] } }, carries: { 'x-error': 'some' } },
  { ask: 'GET /default-detail', status: 404, gives: { detail: 'Not Found' } },
  { ask: 'GET /broken', status: 500, gives: { detail: 'Internal Server Error' } },
  { ask: 'GET /unknown', status: 404, gives: { detail: 'Not Found' } },
  { ask: 'POST /text', status: 405, gives: { detail: 'Method Not Allowed' }, carries: { allow: 'GET, HEAD' } },
  { ask: 'POST /methods', gives: 'post' },
  { ask: 'PATCH /methods', gives: 'patch' },
  { ask: 'DELETE /methods', gives: 'delete' },
  { ask: 'OPTIONS /methods', gives: { allow: 'all' }, carries: { 'x-fastapi-item-id': '1' } },
  { ask: 'HEAD /methods', text: '', carries: { 'x-fastapi-item-id': '1' } },
  { ask: 'TRACE /methods', gives: 'trace' },
  { ask: 'HEAD /text', text: '' },
]);
