import { Body, Controller, Depends, Form, Get, HttpError, Path, Post, Query, Text, Type, createApp, dependency, signedCookie } from 'typhoon';
import type { ProtectedCookie } from 'typhoon';

class Stories {
  readonly #stories = new Map([[1, 'Once upon a time']]);

  find(id: number): string | undefined {
    return this.#stories.get(id);
  }

  set(id: number, text: string): void {
    this.#stories.set(id, text);
  }
}

const userCookie = signedCookie('user', Type.String(), { ttl: '30d' });
const currentUser = dependency({ cookie: userCookie }, ({ cookie }) => cookie.value ?? HttpError.throw(401));

@Controller('/sign-in')
export class SignInController {
  @Post('/', { status: 204 })
  post(@Form('name', Type.String()) name: string, @Depends(userCookie) cookie: ProtectedCookie<string>): void {
    cookie.set(name);
  }
}

@Controller('/story')
export class StoryController {
  constructor(@Depends(Stories) private readonly stories: Stories) {}

  @Get('/:id', { response: Text })
  get(@Path('id', Type.Integer()) id: number, @Query('upper', Type.Boolean({ default: false })) upper: boolean) {
    const story = this.stories.find(id) ?? HttpError.throw(404);
    return upper ? story.toUpperCase() : story;
  }

  @Post('/:id', { status: 204 })
  post(@Path('id', Type.Integer()) id: number, @Body('text', Type.String()) text: string, @Depends(currentUser) user: string): void {
    this.stories.set(id, `${text} (${user})`);
  }
}

export const app = createApp({
  title: 'Stories',
  version: '1.0.0',
  license: 'MIT',
  controllers: [SignInController, StoryController],
  cookieSecrets: () => [process.env['COOKIE_SECRET'] ?? ''],
});
