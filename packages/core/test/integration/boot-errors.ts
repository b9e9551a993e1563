import t from 'tap';
import {
  BootError,
  Body,
  Controller,
  Depends,
  ERROR_CODES,
  Get,
  Injectable,
  Model,
  Path,
  Post,
  Query,
  Type,
  createApp,
  dependency,
  lazy,
  mount,
} from '#src/index.js';
import type { Dependency, ErrorCode } from '#src/index.js';

/** A dependency that a module cycle has left undefined. */
const later = undefined as unknown as Dependency<number>;
const first: Dependency<number> = dependency({ second: lazy((): Dependency<number> => second) }, () => 1, { name: 'first' });
const second: Dependency<number> = dependency({ first }, () => 2, { name: 'second' });
const current = dependency({}, () => 1, { name: 'current' });

class Clock {
  constructor(readonly zone: string) {}
}
class Schedule {
  constructor(@Depends(Clock) readonly clock: Clock) {}
}
@Injectable({ lifetime: 'singleton' })
class Journal {
  constructor(@Depends(current) readonly entry: number) {}
}
const named = (name: string) => ({ [name]: class extends Model({ [name]: Type.String() }, { name: 'Same' }) {} })[name] as ReturnType<typeof Model>;
const Same = named('left');
const Other = named('right');

class NotDecorated {}

@Controller('/base', { tagz: ['a'], bodyLimit: '1mb' } as never)
class BaseController {
  @Get('/')
  list(): void {}
}

class OverridingBase {
  @Get('/:id')
  read(@Path('id', Type.Integer()) _id: number): void {}
}

@Controller('/override')
class OverrideController extends OverridingBase {
  override read(_id: number): void {}
}

@Controller('/a')
class A {
  @Get('/x')
  one(): void {}

  @Get('/x')
  two(): void {}

  @Get('/typo', { respones: {} } as never)
  typo(): void {}

  @Get('/id', { operationId: 'a.one' })
  sameId(): void {}

  @Get('/empty', { status: 204, response: Type.String() })
  empty(): string {
    return '';
  }

  forgotten(@Query('q', Type.String()) _q: string): void {}
}

@Controller('/b')
class B {
  @Get('/{id}')
  braces(): void {}

  @Get('/:id')
  unread(): void {}

  @Get('/:id/x')
  lacking(@Path('id', Type.Integer()) _id: number, @Path('page', Type.Integer()) _page: number): void {}

  @Post('/')
  sourceless(_name: string): void {}

  @Get('/body')
  body(@Body(Type.Object({})) _body: object): void {}

  @Get('/number')
  constructed(@Query('n', Number as never) _n: number): void {}

  @Get('/default')
  optional(@Query('n', Type.Optional(Type.Integer({ default: 1 }))) _n?: number): void {}

  @Get('/pattern')
  pattern(@Query('q', Type.String({ pattern: '^(a+)+$' })) _q: string): void {}

  @Post('/left')
  left(@Body(Same) _body: unknown): void {}

  @Post('/right')
  right(@Body(Other) _body: unknown): void {}
}

@Controller('/c')
class C {
  @Get('/undefined')
  undefinedDependency(@Depends(later) _value: number): void {}

  @Get('/class')
  missing(@Depends(Schedule) _schedule: Schedule): void {}

  @Get('/cycle')
  cycle(@Depends(first) _value: number): void {}

  @Get('/lifetime')
  lifetime(@Depends(Journal) _journal: Journal): void {}
}

const rows: readonly (readonly [ErrorCode, string])[] = [
  ['TYPHOON_ERR_APP_OPTIONS', "createApp(): the option 'controlers' is not known. Write 'controllers'."],
  ['TYPHOON_ERR_PATH_INVALID', "mount('v1'): the path 'v1' does not start with '/'. Write '/v1'."],
  [
    'TYPHOON_ERR_CONTROLLER_INVALID',
    "NotDecorated: is given as a controller but has no @Controller(prefix). Decorate the class, or leave it out of 'controllers'.",
  ],
  ['TYPHOON_ERR_CONTROLLER_OPTIONS', "BaseController: the option 'tagz' is not known. Write 'tags'."],
  ['TYPHOON_ERR_CONTROLLER_OPTIONS', "BaseController: the option 'bodyLimit' expects a whole number of bytes above 0 but got the text '1mb'."],
  [
    'TYPHOON_ERR_CONTROLLER_INVALID',
    'controllers[1]: a class with @Controller(prefix), or mount(…), is expected but got undefined. Where two modules import each other, move what both need to a third.',
  ],
  [
    'TYPHOON_ERR_ROUTE_OVERRIDE',
    'OverrideController.read: overrides a decorated method without a decorator of its own. Decorate it and its parameters again: types cannot follow an override.',
  ],
  ['TYPHOON_ERR_ROUTE_INVALID', 'A.forgotten: has parameters with sources but is no route. Add @Get(path), @Post(path) or another method above it.'],
  ['TYPHOON_ERR_ROUTE_OPTIONS', "A.typo: the option 'respones' is not known. Write 'response'."],
  ['TYPHOON_ERR_ROUTE_RESPONSE', 'A.empty: status 204 has no body but a response schema is declared. Leave the schema out or choose another status.'],
  ['TYPHOON_ERR_PATH_INVALID', "B.braces: the path '/{id}' spells a parameter as OpenAPI does. Write ':id' instead of '{id}'."],
  [
    'TYPHOON_ERR_PATH_PARAMETER',
    "B.unread: the path '/b/:id' names ':id', but nothing reads it. Add @Path('id', Type.String()) to a parameter, or Path('id', …) to the inputs of a dependency; or take ':id' out of the path.",
  ],
  [
    'TYPHOON_ERR_PATH_PARAMETER',
    "B.lacking, parameter 1: @Path('page') is read, but the path '/b/:id/x' has only 'id'. Write ':page' into the path, or read it from the query.",
  ],
  [
    'TYPHOON_ERR_PARAM_SOURCE',
    'B.sourceless: parameter 0 names no source. Add @Body(), @Query(), @Path(), @Header(), @Cookie(), @Form(), @File() or @Depends().',
  ],
  ['TYPHOON_ERR_PARAM_INVALID', 'B.body, parameter 0: GET requests have no body, but @Body() reads it. Use another method, or read from the query.'],
  [
    'TYPHOON_ERR_SCHEMA_INVALID',
    "B.constructed, parameter 0: @Query('n') expects a TypeBox schema or a Model class but got the constructor 'Number'. Use Type.Number() or Type.Integer().",
  ],
  [
    'TYPHOON_ERR_DEP_MISSING',
    'C.undefinedDependency, parameter 0: @Depends() got undefined where a dependency or a class is expected. Where two modules import each other, write lazy(() => Later).',
  ],
  [
    'TYPHOON_ERR_DEP_CYCLE',
    "C.cycle, parameter 0 → first, input 'second' → second, input 'first': dependencies need each other: first → second → first. Take what both need into a third one.",
  ],
  ['TYPHOON_ERR_ROUTE_DUPLICATE', 'A.two: GET /a/x is declared by A.one and A.two. Change one method or path.'],
  [
    'TYPHOON_ERR_ROUTE_OPERATION_ID',
    "A.sameId: the operation id 'a.one' is that of A.one too. Give one of them { operationId: '…' }, or its controller another { name: '…' }.",
  ],
  [
    'TYPHOON_ERR_SCHEMA_NAME',
    "B.right, parameter 0: the name 'Same' is that of two schemas; the other is used by B.left, parameter 0. Rename one class, or give its Model() another { name: '…' }.",
  ],
  [
    'TYPHOON_ERR_SCHEMA_INVALID',
    "B.optional, parameter 0: Type.Optional() and a default contradict each other: with the default the value is never absent, but its type says 'undefined'. Remove one of them.",
  ],
  [
    'TYPHOON_ERR_SCHEMA_PATTERN',
    "B.pattern, parameter 0, pattern: the pattern '^(a+)+$' can take time that doubles with every character of a text, since a loop in it can match the same text in several ways. Write it without that choice: '^[a-z]+$' for '^([a-z]+)+$', or mark it { 'x-safe-pattern': true }.",
  ],
  ['TYPHOON_ERR_DEP_MISSING', 'Schedule → Clock: cannot be made, since parameter 0 of its constructor names no dependency. Add @Depends(…).'],
  [
    'TYPHOON_ERR_DEP_LIFETIME',
    "Journal: lives as long as the application and needs something of a request: parameter 0 → current lives as long as a request. Ask for it in the handler, or give what needs it the lifetime 'request'.\nJournal",
  ],
];

t.test('lists every mistake of a program at once, each with its place, what was found, what is expected and the cure', async (t) => {
  const options = { controlers: [], controllers: [mount('v1', [NotDecorated, BaseController]), undefined, OverrideController, A, B, C] };
  const error = bootErrorOf(() => createApp(options as never));
  t.strictSame(
    error.problems.map(({ code, message }) => [code, message]),
    rows,
  );
  for (const [index, { message, code }] of error.problems.entries())
    t.ok(error.message.includes(`${index + 1}. ${message.replaceAll('\n', '\n     ')} [${code}]`));
});

t.test('has a mistake in its list for each code that a program can cause at boot', async (t) => {
  const elsewhere: readonly ErrorCode[] = [
    'TYPHOON_ERR_APP_PACKAGE',
    'TYPHOON_ERR_APP_STATE',
    'TYPHOON_ERR_ROUTE_KIND',
    'TYPHOON_ERR_SCHEDULE_INVALID',
    'TYPHOON_ERR_TASK_INVALID',
    'TYPHOON_ERR_HTTP_CLIENT_OPTIONS',
    'TYPHOON_ERR_TASK_OPTIONS',
    'TYPHOON_ERR_SETTINGS_INVALID',
    'TYPHOON_ERR_OPENAPI_CONFLICT',
    'TYPHOON_ERR_OPENAPI_KIND',
  ];
  const shown = new Set(rows.map(([code]) => code));
  t.strictSame(
    Object.keys(ERROR_CODES).filter((code) => !shown.has(code as ErrorCode) && !elsewhere.includes(code as ErrorCode)),
    [],
  );
});

function bootErrorOf(run: () => unknown): BootError {
  try {
    run();
  } catch (error) {
    if (BootError.is(error)) return error;
    throw error;
  }
  throw new Error('The application starts.');
}
