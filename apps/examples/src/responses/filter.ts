import { Body, Controller, Get, Model, Post, Type, createApp } from 'typhoon';

class NewUser extends Model({
  name: Type.String({ minLength: 1 }),
  email: Type.String({ format: 'email' }),
  password: Type.String({ minLength: 12 }),
}) {}

class User extends Model({ name: Type.String(), email: Type.String() }) {}

const users: NewUser[] = [];

@Controller('/users')
export class UsersController {
  @Post('/', { status: 201, response: User })
  create(@Body(NewUser) user: NewUser) {
    users.push(user);
    return user;
  }

  @Get('/', { response: Type.Array(User.schema) })
  list() {
    return users;
  }
}

export const app = createApp({ title: 'Users', version: '1.0.0', license: 'MIT', controllers: [UsersController] });
