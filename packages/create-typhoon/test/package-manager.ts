import t from 'tap';
import { detectManager } from '#src/package-manager.js';

t.test('the package manager is the one that started the program', async (t) => {
  t.equal(detectManager({ npm_config_user_agent: 'pnpm/10.1.0 npm/? node/v22' }), 'pnpm');
  t.equal(detectManager({ npm_config_user_agent: 'npm/11.0.0 node/v22' }), 'npm');
  t.equal(detectManager({}), 'npm');
});
