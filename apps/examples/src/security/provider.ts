import { Controller, Depends, Get, Type, createApp, security } from 'typhoon';
import { jwt } from 'typhoon/jwt';

const provider = 'https://id.example.com';

const tokens = jwt({
  keys: { jwks: `${provider}/.well-known/jwks.json` },
  algorithms: ['RS256', 'ES256'],
  issuer: provider,
  audience: 'https://api.example.com',
  clockTolerance: 5,
  claims: Type.Object({ sub: Type.String(), email: Type.Optional(Type.String({ format: 'email' })) }),
});

const claims = tokens.claims(security.openIdConnect(`${provider}/.well-known/openid-configuration`));

@Controller('/profile')
export class ProfileController {
  @Get('/', { response: Type.Object({ id: Type.String(), email: Type.Optional(Type.String()) }) })
  read(@Depends(claims) { sub, email }: { sub: string; email?: string }) {
    return { id: sub, ...(email === undefined ? {} : { email }) };
  }
}

export const app = createApp({ title: 'Tokens of a provider', version: '1.0.0', license: 'MIT', controllers: [ProfileController] });
