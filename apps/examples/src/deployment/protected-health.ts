import { HttpError, constantTimeEqual, createApp, dependency, security } from 'typhoon';

const operator = dependency({ token: security.bearer() }, ({ token }) => {
  if (!constantTimeEqual(token, 'operator-token')) HttpError.throw(401);
});

export const app = createApp({
  title: 'Shop',
  version: '1.0.0',
  license: 'MIT',
  controllers: [],
  // #region health
  health: { details: true, dependencies: [operator] },
  // #endregion health
});
