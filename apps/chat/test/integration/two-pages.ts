// The same on every Node: the pages run in Chromium; other tests send the server what they send.
import { findChromium, launchChromium } from '@typhoon-apps/fixtures/chromium';
import { findFreePort } from '@typhoon-apps/fixtures/ports';
import t from 'tap';
import { dependency } from 'typhoon';
import { Sessions } from '#src/people/sessions.js';
import { createQuietChat } from '../fixtures/chat.js';
import { comeIn, say, visit } from '../fixtures/person.js';

t.setTimeout(120_000);

t.test('people in a browser', { skip: findChromium().skip }, async (t) => {
  const browser = await launchChromium(t);

  t.test('two pages talk: who is there, who is typing, what is said, what was said before', async (t) => {
    const address = await createQuietChat(t).listen({ port: 0 });
    const [ada, bob] = [await visit(t, browser, address), await visit(t, browser, address)];
    await comeIn(ada, 'Ada');
    await comeIn(bob, 'Bob');
    await ada.page.getByRole('list').getByText('Bob', { exact: true }).waitFor();

    await bob.page.getByLabel('Message', { exact: true }).pressSequentially('Hel');
    await ada.page.getByText('Bob is typing…').waitFor();
    await say(bob, 'lo, <b>Ada</b>!');
    await ada.page.getByRole('log').getByText('Hello, <b>Ada</b>!').waitFor();
    await ada.page.getByText('Bob is typing…').waitFor({ state: 'detached' });
    await say(ada, 'Hello, Bob!');
    await bob.page.getByRole('log').getByText('Hello, Bob!').waitFor();

    const cy = await visit(t, browser, address, { width: 360, height: 640 });
    await comeIn(cy, 'Cy');
    await cy.page.getByRole('log').getByText('Hello, Bob!').waitFor();
    t.strictSame(await cy.page.getByRole('log').getByRole('listitem').locator('p').allTextContents(), ['Hello, <b>Ada</b>!', 'Hello, Bob!']);
    t.equal(await cy.page.evaluate('document.documentElement.scrollWidth'), 360, 'nothing is wider than a phone');
    await cy.page.getByRole('button', { name: 'Leave' }).click();
    await cy.page.getByRole('heading', { name: 'Come in' }).waitFor();
    await ada.page.getByRole('list').getByText('Cy', { exact: true }).waitFor({ state: 'detached' });
    t.strictSame([...ada.complaints, ...bob.complaints, ...cy.complaints], []);
  });

  t.test('other rooms show how many are there and what is new; a name that is taken is said to be', async (t) => {
    const address = await createQuietChat(t).listen({ port: 0 });
    const [ada, bob] = [await visit(t, browser, address), await visit(t, browser, address)];
    await comeIn(ada, 'Ada');
    await bob.page.getByLabel('Your name').fill('ada');
    await bob.page.getByRole('button', { name: 'Come in' }).click();
    t.equal(await bob.page.getByRole('alert').filter({ hasText: /./ }).textContent(), 'Somebody goes by the name ada already.');
    await comeIn(bob, 'Bob');
    await bob.page.getByRole('link', { name: 'Garden' }).click();
    await bob.page.getByRole('heading', { name: 'Garden' }).waitFor();
    await say(bob, 'Anybody here?');
    await ada.page.getByRole('link', { name: 'Garden 1 person 1 new' }).click();
    await ada.page.getByRole('log').getByText('Anybody here?').waitFor();
    t.equal(await ada.page.getByRole('link', { name: 'Garden' }).getAttribute('aria-current'), 'page');
    await bob.page.getByRole('list').getByText('Ada', { exact: true }).waitFor();
    t.strictSame(ada.complaints, []);
  });

  t.test('the wall shows the same room by long polling', async (t) => {
    const address = await createQuietChat(t).listen({ port: 0 });
    const ada = await visit(t, browser, address);
    await comeIn(ada, 'Ada');
    await say(ada, 'Before');
    const wall = await ada.page.context().newPage();
    await wall.goto(`${address}/wall#lobby`);
    await wall.getByRole('log').getByText('Before').waitFor();
    await say(ada, 'After');
    await wall.getByRole('log').getByText('After').waitFor();
    t.strictSame(await wall.getByRole('log').getByRole('listitem').locator('p').allTextContents(), ['Before', 'After']);
  });

  t.test('pages come back when the server has closed, and what was written meanwhile is not lost', async (t) => {
    const sessions = new Sessions();
    const port = await findFreePort();
    const open = async () => {
      const app = createQuietChat(t);
      app.override(
        Sessions,
        dependency({}, () => sessions, { lifetime: 'singleton' }),
      );
      await app.listen({ port });
      return app;
    };
    const first = await open();
    const [ada, bob] = [await visit(t, browser, `http://127.0.0.1:${port}`), await visit(t, browser, `http://127.0.0.1:${port}`)];
    await comeIn(ada, 'Ada');
    await comeIn(bob, 'Bob');
    await say(ada, 'Before');
    await bob.page.getByRole('log').getByText('Before').waitFor();

    await first.close();
    await ada.page.getByText('Connection lost. Trying again…').waitFor();
    await say(ada, 'After');
    t.equal(await ada.page.getByLabel('Message', { exact: true }).inputValue(), 'After');
    await open();
    await ada.page.getByText('Connection lost. Trying again…').waitFor({ state: 'detached' });
    await bob.page.getByText('Connection lost. Trying again…').waitFor({ state: 'detached' });
    await ada.page.getByLabel('Message', { exact: true }).press('Enter');
    await bob.page.getByRole('log').getByText('After').waitFor();
    t.strictSame(await bob.page.getByRole('log').getByRole('listitem').locator('p').allTextContents(), ['Before', 'After'], 'each once');
  });

  t.test('who signs out in one page is signed out in all', async (t) => {
    const address = await createQuietChat(t).listen({ port: 0 });
    const ada = await visit(t, browser, address);
    await comeIn(ada, 'Ada');
    const other = await ada.page.context().newPage();
    await other.goto(`${address}/#garden`);
    await other.getByRole('list').getByText('Ada (you)').waitFor();
    await ada.page.getByRole('button', { name: 'Leave' }).click();
    await other.getByRole('heading', { name: 'Come in' }).waitFor();
    t.strictSame(ada.complaints, []);
  });
});
