import { Controller, Depends, Get, Type, dependency } from 'typhoon';

const currentUser = dependency({}, async () => ({ name: 'Ada', admin: true }));

@Controller('/me')
export class MeController {
  @Get('/', { response: Type.String() })
  me(@Depends(currentUser) user: { name: string; email: string }) {
    return `${user.name} <${user.email}>`;
  }
}
