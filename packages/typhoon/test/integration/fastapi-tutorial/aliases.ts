import t from 'tap';
import { Body, Controller, Cookie, File, Form, Get, Header, Model, Path, Post, Query, Type, mount } from '#src/index.js';
import type { UploadedFile } from '#src/index.js';
import { detail, exchange, issue, missing } from '../../fixtures/exchanges.js';
import { nullable } from '../../fixtures/parity/nullable.js';

const ALIAS = { alias: 'p_alias' };
class OpenHeaders extends Model({ param: Type.String() }, { additionalProperties: true }) {}
class OpenQuery extends Model({ param: Type.String() }, { additionalProperties: true }) {}
class UserForm extends Model({ name: Type.String(), email: Type.String() }) {}
class CompanyForm extends Model({ company_name: Type.String(), industry: Type.String() }) {}
class AliasedModel extends Model({ p_alias: Type.String() }) {}

@Controller('')
class AliasController {
  @Get('/query')
  query(@Query('p', Type.String(), ALIAS) p: string): unknown {
    return { p };
  }

  @Get('/query-list')
  queryList(@Query('p', nullable(Type.Array(Type.String())), ALIAS) p: string[] | null): unknown {
    return { p };
  }

  @Get('/header')
  header(@Header('p', Type.String(), ALIAS) p: string): unknown {
    return { p };
  }

  @Get('/cookie')
  cookie(@Cookie('p', Type.String(), ALIAS) p: string): unknown {
    return { p };
  }

  @Post('/form')
  form(@Form('p', Type.String(), ALIAS) p: string): unknown {
    return { p };
  }

  @Post('/form-list')
  formList(@Form('p', Type.Array(Type.String()), ALIAS) p: string[]): unknown {
    return { p };
  }

  @Post('/body')
  body(@Body('p', Type.String(), ALIAS) p: string): unknown {
    return { p };
  }

  @Post('/body-optional')
  bodyOptional(@Body('p', nullable(Type.Array(Type.String())), ALIAS) p: string[] | null): unknown {
    return { p };
  }

  @Post('/body-model')
  bodyModel(@Body(AliasedModel) { p_alias }: AliasedModel): unknown {
    return { p: p_alias };
  }

  @Get('/query-model')
  queryModel(@Query(AliasedModel) { p_alias }: AliasedModel): unknown {
    return { p: p_alias };
  }

  @Post('/file')
  file(@File('p', ALIAS) p: UploadedFile): unknown {
    return { size: p.size };
  }

  @Post('/files-optional')
  files(@File('p', { ...ALIAS, maxCount: 3, optional: true }) p: UploadedFile[] | undefined): unknown {
    return { sizes: p?.map(({ size }) => size) ?? null };
  }

  @Get('/repeated/:same')
  repeated(@Path('same', Type.String()) path: string, @Query('same', Type.String()) query: string): unknown {
    return { path, query };
  }

  @Get('/open-headers')
  openHeaders(@Header(OpenHeaders) headers: OpenHeaders): unknown {
    const { param, param2 } = headers as OpenHeaders & { param2?: string };
    return { param, param2 };
  }

  @Get('/open-query')
  openQuery(@Query(OpenQuery) query: OpenQuery): unknown {
    return query;
  }

  @Post('/union-form')
  unionForm(@Form(Type.Union([UserForm.schema, CompanyForm.schema])) data: UserForm | CompanyForm): unknown {
    return { received: data };
  }

  @Get('/numbers')
  numbers(@Header('x-count', Type.Integer({ minimum: 2 })) count: number, @Cookie('ratio', Type.Number({ default: 0.5 })) ratio: number): unknown {
    return { count, ratio };
  }
}

@Controller('')
class EmptyController {
  @Get('/')
  root(): unknown {
    return ['OK'];
  }
}

exchange(t, 'aliases and names', { controllers: [AliasController, mount('/prefix', [EmptyController])] }, [
  { ask: 'GET /query?p_alias=hello', gives: { p: 'hello' } },
  { ask: 'GET /query?p=hello', ...detail(missing(['query', 'p_alias'])) },
  { ask: 'GET /query-list?p_alias=a&p_alias=b', gives: { p: ['a', 'b'] } },
  { ask: 'GET /query-list?p=a', gives: { p: null } },
  { ask: 'GET /header', headers: { p_alias: 'hello' }, gives: { p: 'hello' } },
  { ask: 'GET /header', headers: { p: 'hello' }, ...detail(missing(['header', 'p_alias'])) },
  { ask: 'GET /cookie', headers: { cookie: 'p_alias=hello' }, gives: { p: 'hello' } },
  { ask: 'GET /cookie', headers: { cookie: 'p=hello' }, ...detail(missing(['cookie', 'p_alias'])) },
  { ask: 'POST /form', form: [['p_alias', 'hello']], gives: { p: 'hello' } },
  { ask: 'POST /form', form: [['p', 'hello']], ...detail(missing(['body', 'p_alias'])) },
  {
    ask: 'POST /form-list',
    form: [
      ['p_alias', 'hello'],
      ['p_alias', 'world'],
    ],
    gives: { p: ['hello', 'world'] },
  },
  { ask: 'POST /form-list', ...detail(missing(['body', 'p_alias'])) },
  { ask: 'POST /body', json: { p_alias: 'hello' }, gives: { p: 'hello' } },
  { ask: 'POST /body', json: { p: 'hello' }, ...detail(missing(['body', 'p_alias'])) },
  { ask: 'POST /body', ...detail(missing(['body', 'p_alias'])) },
  { ask: 'POST /body-optional', json: {}, gives: { p: null } },
  { ask: 'POST /body-optional', gives: { p: null } },
  { ask: 'POST /body-optional', json: { p_alias: ['a'] }, gives: { p: ['a'] } },
  { ask: 'POST /body-model', json: { p: 'x' }, ...detail(missing(['body', 'p_alias'], { p: 'x' })) },
  { ask: 'POST /body-model', json: { p_alias: 'x' }, gives: { p: 'x' } },
  { ask: 'GET /query-model?p=x', ...detail(missing(['query', 'p_alias'], { p: 'x' })) },
  { ask: 'GET /query-model', ...detail(missing(['query', 'p_alias'], {})) },
  { ask: 'POST /file', parts: [['p_alias', 'a.txt', 'hello']], gives: { size: 5 } },
  { ask: 'POST /file', parts: [['p', 'a.txt', 'hello']], ...detail(missing(['body', 'p_alias'])) },
  { ask: 'POST /files-optional', gives: { sizes: null } },
  {
    ask: 'POST /files-optional',
    parts: [
      ['p_alias', 'a.txt', 'hello'],
      ['p_alias', 'b.txt', '!'],
    ],
    gives: { sizes: [5, 1] },
  },
  { ask: 'GET /repeated/a?same=b', gives: { path: 'a', query: 'b' } },
  { ask: 'GET /open-headers', headers: { param: '123', param2: '456' }, gives: { param: '123', param2: '456' } },
  { ask: 'GET /open-query?param=123&param2=456', gives: { param: '123', param2: '456' } },
  {
    ask: 'POST /union-form',
    form: [
      ['name', 'John Doe'],
      ['email', 'john@example.com'],
    ],
    gives: { received: { name: 'John Doe', email: 'john@example.com' } },
  },
  {
    ask: 'POST /union-form',
    form: [
      ['company_name', 'Tech Corp'],
      ['industry', 'Technology'],
    ],
    gives: { received: { company_name: 'Tech Corp', industry: 'Technology' } },
  },
  {
    ask: 'POST /union-form',
    form: [['name', 'John']],
    ...detail(
      missing(['body', 'UserForm', 'email'], { name: 'John' }),
      missing(['body', 'CompanyForm', 'company_name'], { name: 'John' }),
      missing(['body', 'CompanyForm', 'industry'], { name: 'John' }),
    ),
  },
  {
    ask: 'POST /union-form',
    ...detail(
      missing(['body', 'UserForm', 'name'], {}),
      missing(['body', 'UserForm', 'email'], {}),
      missing(['body', 'CompanyForm', 'company_name'], {}),
      missing(['body', 'CompanyForm', 'industry'], {}),
    ),
  },
  { ask: 'GET /numbers', headers: { 'x-count': '2', cookie: 'ratio=1.5' }, gives: { count: 2, ratio: 1.5 } },
  {
    ask: 'GET /numbers',
    headers: { 'x-count': '1', cookie: 'ratio=half' },
    ...detail(
      issue('greater_than_equal', ['header', 'x-count'], 'Input should be greater than or equal to 2', '1', { ge: 2 }),
      issue('float_parsing', ['cookie', 'ratio'], 'Input should be a valid number, unable to parse string as a number', 'half'),
    ),
  },
  { ask: 'GET /prefix', gives: ['OK'] },
  { ask: 'GET /prefix/', gives: ['OK'] },
]);
