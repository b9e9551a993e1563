import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import { Body, Controller, Delete, Depends, Empty, Get, Post, Type, fastifyReply, reply } from 'typhoon';
import { chatSettings } from '../settings.js';
import type { ChatSettings } from '../settings.js';
import { SESSION_COOKIE, currentSession, visitor } from './current-session.js';
import { ChatFull, NameTaken } from './people-errors.js';
import { NewSession, Person } from './people-models.js';
import { SESSION_LIFETIME, Sessions } from './sessions.js';
import type { Session } from './sessions.js';

const setCookie = { 'set-cookie': { schema: Type.String(), description: 'The session.' } };

@Controller('/session', { tags: ['people'] })
export class SessionController {
  constructor(
    @Depends(Sessions) private readonly sessions: Sessions,
    @Depends(chatSettings) private readonly settings: ChatSettings,
  ) {}

  @Post('/', { summary: 'Sign in with a name', status: 201, response: Person, throws: [NameTaken, ChatFull], responseHeaders: setCookie })
  signIn(@Body(NewSession) { name }: NewSession, @Depends(visitor) before: Session | undefined, @Depends(fastifyReply) answer: FastifyReply): Person {
    if (before !== undefined) this.sessions.end(before.token);
    if (this.sessions.isFull) throw new ChatFull({ headers: { 'retry-after': '60' } });
    const session = this.sessions.open(name) ?? NameTaken.throw({ detail: `Somebody goes by the name ${name} already.` });
    answer.setCookie(SESSION_COOKIE, session.token, { ...this.cookieOptions, maxAge: SESSION_LIFETIME });
    return session;
  }

  @Get('/', { summary: 'Who you are signed in as', responses: { 200: Person, 204: Empty } })
  read(@Depends(visitor) session: Session | undefined) {
    return session === undefined ? reply(204) : reply(200, session);
  }

  @Delete('/', { summary: 'Sign out', description: 'Closes all sockets of the session.', response: Empty, responseHeaders: setCookie })
  signOut(@Depends(currentSession) { token }: Session, @Depends(fastifyReply) answer: FastifyReply): void {
    this.sessions.end(token);
    answer.clearCookie(SESSION_COOKIE, this.cookieOptions);
  }

  /** Out of reach of scripts, and of pages of other sites. */
  private get cookieOptions(): CookieSerializeOptions {
    return { path: '/', httpOnly: true, sameSite: 'strict', secure: this.settings.secureCookies };
  }
}
