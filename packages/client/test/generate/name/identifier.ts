import t from 'tap';
import { isBindable, isHarmless, isIdentifier, toCamelCase, toFileName, toPascalCase } from '#src/generate/name/identifier.js';

const ROWS: [name: string, camel: string, pascal: string, file: string][] = [
  ['items.read', 'itemsRead', 'ItemsRead', 'items-read'],
  ['GetPets', 'getPets', 'GetPets', 'get-pets'],
  ['HTTPError', 'httpError', 'HTTPError', 'httperror'],
  ['ID', 'id', 'ID', 'id'],
  ['new_pet', 'newPet', 'NewPet', 'new-pet'],
  ['3d models', '_3dModels', '_3dModels', '3d-models'],
  ['größe', 'größe', 'Größe', 'größe'],
  ['宠物 商店', '宠物商店', '宠物商店', '宠物-商店'],
  ['../../etc/passwd', 'etcPasswd', 'EtcPasswd', 'etc-passwd'],
  ['a"; process.exit() //', 'aProcessExit', 'AProcessExit', 'a-process-exit'],
  ['__proto__', 'proto', 'Proto', 'proto'],
  ['C:\\windows', 'cWindows', 'CWindows', 'c-windows'],
  ['½ portion', 'portion', 'Portion', 'portion'],
  ['!!!', '', '', ''],
  ['', '', '', ''],
];

t.test('names become identifiers and file names, whatever is in them', async (t) => {
  for (const [name, camel, pascal, file] of ROWS) {
    t.strictSame([toCamelCase(name), toPascalCase(name), toFileName(name)], [camel, pascal, file], JSON.stringify(name));
    t.ok(camel === '' || isIdentifier(camel));
  }
});

t.test('what cannot be declared, or would be noticed in an object, is known', async (t) => {
  t.strictSame(['delete', 'await', 'a-b', '1a', 'items'].map(isBindable), [false, false, false, false, true]);
  t.strictSame(['then', 'constructor', '__x', 'read'].map(isHarmless), [false, false, false, true]);
});
