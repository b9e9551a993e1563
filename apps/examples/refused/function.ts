import { Controller, Depends, Get, Type } from 'typhoon';

function getUser() {
  return { name: 'Ada' };
}

@Controller('/me')
export class MeController {
  @Get('/', { response: Type.String() })
  me(@Depends(getUser) user: { name: string }) {
    return user.name;
  }
}
