import { HttpError, Type } from 'typhoon';

export const EmailTaken = HttpError.define({
  status: 409,
  code: 'email_taken',
  title: 'E-mail address taken',
  description: 'Another account has this e-mail address.',
});

/** The member `error` is what OAuth2 clients look at. @see RFC 6749 §5.2 */
export const WrongPassword = HttpError.define({
  status: 400,
  code: 'invalid_grant',
  title: 'Wrong e-mail address or password',
  description: 'The answer does not say which of the two.',
  schema: Type.Object({ error: Type.Literal('invalid_grant') }),
});
