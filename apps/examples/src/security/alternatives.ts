import { Controller, Depends, Get, Type, createApp, dependency, security } from 'typhoon';

const login = security.any({
  token: security.bearer(),
  key: security.apiKey({ in: 'header', name: 'X-API-Key' }),
});

const caller = dependency({ login }, ({ login }) =>
  login.by === 'key' ? `the program with the key ${login.credentials}` : `the user with the token ${login.credentials}`,
);

const visitor = dependency({ token: security.bearer({ optional: true }) }, ({ token }) => (token === undefined ? 'a stranger' : 'a friend'));

@Controller('/whoami')
export class WhoController {
  @Get('/', { response: Type.String() })
  read(@Depends(caller) name: string) {
    return `You are ${name}`;
  }

  @Get('/visitor', { response: Type.String() })
  visitor(@Depends(visitor) name: string) {
    return `You are ${name}`;
  }
}

export const app = createApp({ title: 'Several ways in', version: '1.0.0', license: 'MIT', controllers: [WhoController] });
