import { Controller, Form, Model, Post, Type, createApp } from 'typhoon';

class SignUp extends Model({
  name: Type.String({ minLength: 1 }),
  age: Type.Integer({ minimum: 13 }),
  topics: Type.Array(Type.String(), { default: [] }),
  newsletter: Type.Boolean({ default: false }),
}) {}

@Controller('/')
export class SignUpController {
  @Post('/sign-up', { status: 201, response: SignUp })
  signUp(@Form(SignUp) form: SignUp) {
    return form;
  }

  @Post('/rename', { response: Type.String() })
  rename(@Form('from', Type.String()) from: string, @Form('to', Type.String()) to: string) {
    return `${from} is ${to} now`;
  }
}

export const app = createApp({ title: 'Forms', version: '1.0.0', license: 'MIT', controllers: [SignUpController] });
