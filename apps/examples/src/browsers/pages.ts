import {
  Controller,
  Depends,
  Form,
  Get,
  Html,
  HttpError,
  Model,
  Post,
  RateLimit,
  Redirect,
  RequestValidationError,
  Type,
  createApp,
  onError,
  reply,
  sessions,
} from 'typhoon';
import type { Session } from 'typhoon';

class Visit extends Model({ user: Type.Optional(Type.String()) }) {}
const session = sessions(Visit);
const userName = session.require((data) => data.user);

class Credentials extends Model({
  name: Type.String({ minLength: 1 }),
  password: Type.String({ minLength: 1, format: 'password' }),
}) {}

/** Names and passwords; a real application has `hashPassword` and `verifyPassword`. */
const passwords = new Map([['ada', 'correct horse']]);

// #region pages
@Controller('/', {
  hidden: true,
  errorHandlers: [
    onError(HttpError, ({ status }) => (status === 401 ? reply(303, undefined, { location: '/sign-in' }) : undefined)),
    onError(RequestValidationError, () => reply(422, page('Please fill in both.'), { 'content-type': 'text/html; charset=utf-8' })),
  ],
})
export class PagesController {
  @Get('/', { response: Html })
  home(@Depends(userName) name: string) {
    return `<!doctype html><title>Home</title><p>Hello, ${escape(name)}.</p><form method="post" action="/sign-out"><button>Sign out</button></form>`;
  }

  @Get('/sign-in', { response: Html })
  form(@Depends(session) visit: Session<Visit>) {
    return page(
      visit
        .takeFlashes()
        .map(({ text }) => text)
        .join(' '),
    );
  }

  @Post('/sign-in', { status: 303, response: Redirect })
  @RateLimit('5/m')
  signIn(@Depends(session) visit: Session<Visit>, @Form(Credentials) { name, password }: Credentials) {
    if (passwords.get(name) === password) {
      visit.data.user = name;
      return '/';
    }
    visit.flash('error', 'Wrong name or password.');
    return '/sign-in';
  }

  @Post('/sign-out', { status: 303, response: Redirect })
  signOut(@Depends(session) visit: Session<Visit>) {
    visit.destroy();
    visit.flash('notice', 'Signed out.');
    return '/sign-in';
  }
}
// #endregion pages

function page(message: string): string {
  return `<!doctype html><title>Sign in</title><p>${escape(message)}</p>
<form method="post" action="/sign-in"><input name="name"><input name="password" type="password"><button>Sign in</button></form>`;
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPED[character] ?? '');
}

export function createPages() {
  return createApp({ title: 'Pages', version: '1.0.0', license: 'MIT', controllers: [PagesController], server: { logger: false } });
}
