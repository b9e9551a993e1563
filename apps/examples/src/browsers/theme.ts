import { Body, Controller, Depends, Get, Model, Put, Type, createApp, secret, settings, signedCookie } from 'typhoon';
import type { ProtectedCookie } from 'typhoon';

class AppSettings extends Model({ cookieKeys: Type.Array(secret(Type.String({ minLength: 32 })), { minItems: 1 }) }) {}
export const config = settings(AppSettings);

class Theme extends Model({ name: Type.String(), large: Type.Boolean({ default: false }) }) {}
const theme = signedCookie('theme', Theme, { ttl: '365d' });

@Controller('/theme')
class ThemeController {
  @Get('/', { response: Theme })
  read(@Depends(theme) cookie: ProtectedCookie<Theme>) {
    return cookie.value ?? { name: 'light', large: false };
  }

  @Put('/', { response: Theme })
  choose(@Depends(theme) cookie: ProtectedCookie<Theme>, @Body(Theme) chosen: Theme) {
    cookie.set(chosen);
    return chosen;
  }
}

export const app = createApp({
  title: 'Theme',
  version: '1.0.0',
  license: 'MIT',
  controllers: [ThemeController],
  cookieSecrets: () => config.value.cookieKeys,
});
