// Starts Swagger UI. What it shall show stands in the element: a strict Content-Security-Policy allows no script in the page.
'use strict';

const element = document.getElementById('swagger-ui');
const config = JSON.parse(element.dataset.config);

/** What a proxy puts before the application's own paths: '/shop' where the page '/docs' is seen at '/shop/docs'. */
const prefix = location.pathname.endsWith(config.pagePath) ? location.pathname.slice(0, -config.pagePath.length) : '';

if (window.typhoonChannels !== undefined) window.typhoonChannels.prefix = prefix;

/** A document that names no server but '/' means the application it came from: behind a prefix, Swagger UI must be told. */
function ServerPlugin() {
  return { statePlugins: { spec: { wrapActions: { updateSpec: (original) => (text) => original(withServer(text)) } } } };
}

function withServer(text) {
  if (prefix === '') return text;
  try {
    const spec = JSON.parse(text);
    return spec.servers.length === 1 && spec.servers[0].url === '/' ? JSON.stringify({ ...spec, servers: [{ url: prefix }] }) : text;
  } catch {
    return text;
  }
}

const ui = window.SwaggerUIBundle({
  url: new URL(config.documentUrl, location.href).href,
  oauth2RedirectUrl: new URL(config.redirectUrl, location.href).href,
  deepLinking: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  showExtensions: true,
  showCommonExtensions: true,
  // The validator is a service on the internet.
  validatorUrl: null,
  ...config.parameters,
  domNode: element,
  layout: 'BaseLayout',
  presets: [window.SwaggerUIBundle.presets.apis],
  plugins: [ServerPlugin, window.StreamsPlugin, window.ChannelsPlugin].filter((plugin) => plugin !== undefined),
});
ui.initOAuth({ usePkceWithAuthorizationCodeGrant: true, ...config.oauth });
