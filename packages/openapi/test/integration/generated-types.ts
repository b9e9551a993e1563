// The same on every Node: it compiles types that are made of documents.
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import t from 'tap';
import ts from 'typescript';
import { petShopDocument } from '../fixtures/pet-shop.js';

/**
 * What another generator makes of the components has to be the model's own type, both ways: `Wire` is the model as JSON has it,
 * and what differs between input and output is written out here.
 */
const AGREEMENT = `
type Schemas = components['schemas'];
type Wire<T> = T extends Date ? string : T extends readonly unknown[] ? { [K in keyof T]: Wire<T[K]> } : T extends object ? { [K in keyof T]: Wire<T[K]> } : T;
type WithOptional<T, K extends keyof T> = Omit<T, K> & { [P in K]?: T[P] };

/** Compiles only where each can stand for the other. */
declare function agree<TModel, TGenerated>(..._same: [TModel] extends [TGenerated] ? ([TGenerated] extends [TModel] ? [] : ['the document allows more']) : ['the model allows more']): void;

agree<Cat, Schemas['Cat']>();
agree<WithOptional<Cat, 'lives'>, Schemas['CatInput']>();
agree<Dog, Schemas['Dog']>();
agree<Cat | Dog, Schemas['Pet']>();
agree<WithOptional<Cat, 'lives'> | Dog, Schemas['PetInput']>();
agree<'small' | 'large', Schemas['Size']>();
agree<Category, Schemas['Category']>();
agree<Wire<StoredPet>, Schemas['StoredPet']>();
agree<Token, Schemas['Token']>();
agree<PasswordForm['username'], Schemas['PasswordForm']['username']>();
agree<SoldOutData, Omit<Extract<Schemas['SoldOut'], object>, keyof Schemas['Problem']>>();

type Add = operations['pets.add'];
agree<Schemas['PetInput'], Add['requestBody']['content']['application/json']>();
agree<Wire<StoredPet>, Add['responses'][201]['content']['application/json']>();
agree<Token, Add['responses'][202]['content']['application/json']>();
agree<{ limit?: number; size?: 'small' | 'large' }, NonNullable<operations['pets.list']['parameters']['query']>>();
agree<number, operations['pets.read']['parameters']['path']['id']>();
// @ts-expect-error the comparison can fail
agree<Cat, Schemas['Dog']>();
agree<string, operations['account.me']['responses'][200]['content']['application/json']['token']>();
`;

/** What has a default need not be sent: the generator would require it, as if every schema described an answer. */
const OPTIONS = { defaultNonNullable: false };

t.test('types generated from the document compile and agree with the models', async (t) => {
  const folder = t.testdir();
  const document = petShopDocument();
  writeFileSync(join(folder, 'document.ts'), astToString(await openapiTypescript(JSON.stringify(document), OPTIONS)));
  const models = relative(folder, 'test/fixtures/pet-shop.js').replaceAll('\\', '/');
  const imports = `import type { components, operations } from './document.js';
import type { PasswordForm } from '@typhoon/core';
import type { Cat, Category, Dog, SoldOutData, StoredPet, Token } from '${models}';
`;
  writeFileSync(join(folder, 'agreement.ts'), imports + AGREEMENT);
  t.strictSame(compile(join(folder, 'agreement.ts')), []);
});

/** What the compiler says of a file, under the options of the repository. */
function compile(file: string): readonly string[] {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile('../../tsconfig.base.json', (path) => ts.sys.readFile(path)).config, ts.sys, '../..');
  const program = ts.createProgram([file], { ...options, noEmit: true, composite: false, declaration: false, declarationMap: false, incremental: false });
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file: source, start }) => {
    const line = source === undefined || start === undefined ? '' : (source.text.slice(start).split('\n', 1)[0] ?? '');
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
