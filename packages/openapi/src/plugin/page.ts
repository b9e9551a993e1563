/** The pages as HTML: everything that changes stands in a `data-config`, so that no script is part of a page. */

/** What a page needs; all addresses are relative to it. */
export interface Page {
  readonly title: string;
  readonly assets: (file: string) => string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Swagger UI, and the channels below it where `config.channelsUrl` says what they are. */
export function toSwaggerPage(page: Page): string {
  const hasChannels = page.config['channelsUrl'] !== undefined;
  const channels = '\n    <section id="channels" aria-labelledby="channels-heading" hidden></section>';
  return toHtml(page, {
    styles: ['swagger-ui.css', 'page.css', ...(hasChannels ? ['channels.css'] : [])],
    body: `<div id="swagger-ui" data-config="${escapeHtml(JSON.stringify(page.config))}"></div>${hasChannels ? channels : ''}`,
    scripts: ['swagger-ui-bundle.js', 'swagger-streams.js', ...(hasChannels ? ['swagger-channels.js'] : []), 'swagger-page.js'],
    modules: hasChannels ? ['channels.js'] : [],
  });
}

export function toRedocPage(page: Page): string {
  return toHtml(page, {
    styles: ['page.css'],
    body: `<div id="redoc" data-config="${escapeHtml(JSON.stringify(page.config))}"></div>`,
    scripts: ['redoc.standalone.js', 'redoc-page.js'],
  });
}

/** Where the authorization server sends the browser back to: hands the code on to the page that opened it. */
export function toRedirectPage(page: Pick<Page, 'assets' | 'title'>): string {
  return toHtml(page, { styles: [], body: '', scripts: ['oauth2-redirect.js'] });
}

interface Parts {
  readonly styles: readonly string[];
  readonly body: string;
  readonly scripts: readonly string[];
  readonly modules?: readonly string[];
}

function toHtml({ title, assets }: Pick<Page, 'assets' | 'title'>, { styles, body, scripts, modules = [] }: Parts): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title>
    <link rel="icon" type="image/png" href="${escapeHtml(assets('favicon-32x32.png'))}">
${styles.map((file) => `    <link rel="stylesheet" href="${escapeHtml(assets(file))}">`).join('\n')}
  </head>
  <body>
    ${body}
${scripts.map((file) => `    <script src="${escapeHtml(assets(file))}"></script>`).join('\n')}
${modules.map((file) => `    <script type="module" src="${escapeHtml(assets(file))}"></script>`).join('\n')}
  </body>
</html>
`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
