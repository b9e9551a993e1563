import { Body, Controller, Depends, Empty, Get, Header, HttpError, Model, Patch, Type, createApp, fastifyReply, reply } from 'typhoon';
import type { FastifyReply } from 'fastify';

class Settings extends Model({ theme: Type.String(), volume: Type.Integer({ minimum: 0, maximum: 10 }) }) {}
class SettingsChange extends Model(Type.Partial(Settings.schema)) {}

const Changed = HttpError.define({ status: 412, code: 'changed_meanwhile', title: 'Changed meanwhile' });
const etag = { schema: Type.String(), description: 'The version.' };

export const work: string[] = [];
let version = 1;
let settings: Settings = { theme: 'light', volume: 3 };

@Controller('/settings')
export class SettingsController {
  /** Knows the version before it does the work: a client that has it costs next to nothing. */
  @Get('/', { responses: { 200: { response: Settings, headers: { etag } }, 304: Empty } })
  read(@Header('if-none-match', Type.Optional(Type.String())) known: string | undefined, @Depends(fastifyReply) answer: FastifyReply) {
    answer.header('cache-control', 'private, no-cache').header('etag', tag());
    if (known === tag()) return reply(304);
    work.push('read');
    return reply(200, settings);
  }

  /** Two people who read version 1 cannot both change it: the second is told. */
  @Patch('/', { responses: { 200: { response: Settings, headers: { etag } } }, throws: [Changed] })
  change(@Header('if-match', Type.String()) known: string, @Body(SettingsChange) change: SettingsChange) {
    if (known !== tag()) throw new Changed({ detail: `The version is ${tag()} now. Read it, and change that.` });
    version += 1;
    settings = { ...settings, ...change };
    return reply(200, settings, { etag: tag() });
  }
}

function tag(): string {
  return `"${version}"`;
}

export const app = createApp({ title: 'Settings', version: '1.0.0', license: 'MIT', controllers: [SettingsController] });
