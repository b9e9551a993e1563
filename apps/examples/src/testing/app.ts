import { Body, Controller, Depends, HttpError, Model, Post, Type, background, createApp, dependency, security } from 'typhoon';
import type { Background } from 'typhoon';

class User extends Model({ name: Type.String() }) {}
class Note extends Model({ text: Type.String({ minLength: 1 }) }) {}

export class Mailer {
  async send(to: string, text: string): Promise<void> {
    throw new Error(`There is no mail server here: ${to}, ${text}`);
  }
}

export const currentUser = dependency({ token: security.bearer() }, ({ token }): User => {
  throw new HttpError(401, `Nobody has the token ${token}.`);
});

@Controller('/notes')
export class NotesController {
  constructor(@Depends(Mailer) private readonly mailer: Mailer) {}

  @Post('/', { status: 201, response: Type.String() })
  create(@Body(Note) note: Note, @Depends(currentUser) user: User, @Depends(background) work: Background) {
    work.add(() => this.mailer.send(user.name, note.text));
    return `Thank you, ${user.name}.`;
  }
}

export function createNotes() {
  return createApp({ title: 'Notes', version: '1.0.0', license: 'MIT', controllers: [NotesController] });
}
