import { Type, secret, settings } from 'typhoon';
import { jwt } from 'typhoon/jwt';

const config = settings(Type.Object({ newSecret: secret(), oldSecret: secret() }));

/** The first key signs, both verify. Remove the old one when the last of its tokens has expired. */
export const tokens = jwt({
  keys: () => [
    { kid: '2030', secret: config.value.newSecret },
    { kid: '2029', secret: config.value.oldSecret },
  ],
  algorithms: ['HS256'],
});
