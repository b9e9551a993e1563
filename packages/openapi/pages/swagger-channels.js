// What Swagger UI must know of channels: the credentials they ask for stand in its Authorize dialog, and are read from it.
'use strict';

/** Shared with the module `channels.js`: the AsyncAPI document, and Swagger UI's own state. */
window.typhoonChannels = { document: loadChannels(), system: undefined, prefix: '' };

async function loadChannels() {
  const { channelsUrl } = JSON.parse(document.getElementById('swagger-ui').dataset.config);
  const answer = await fetch(new URL(channelsUrl, location.href));
  if (!answer.ok) throw new Error(`The channels cannot be loaded: ${answer.status} ${answer.statusText}`);
  return answer.json();
}

window.ChannelsPlugin = function ChannelsPlugin({ React }) {
  return {
    wrapComponents: {
      // Where there are channels alone, nothing is missing.
      operations:
        (Original, { specSelectors }) =>
        (props) =>
          specSelectors.taggedOperations().size === 0 ? null : React.createElement(Original, props),
    },
    afterLoad(system) {
      window.typhoonChannels.system = system;
    },
    statePlugins: {
      spec: {
        wrapActions: {
          updateSpec: (original) => (text) =>
            window.typhoonChannels.document.then(
              (channels) => original(withSchemes(text, channels)),
              () => original(text),
            ),
        },
      },
    },
  };
};

function withSchemes(text, { components = {} }) {
  try {
    const spec = JSON.parse(text);
    const schemes = Object.entries(components.securitySchemes ?? {}).map(([name, scheme]) => [name, toOpenApiScheme(scheme)]);
    if (schemes.length === 0) return text;
    const own = spec.components?.securitySchemes;
    return JSON.stringify({ ...spec, components: { ...spec.components, securitySchemes: { ...Object.fromEntries(schemes), ...own } } });
  } catch {
    return text;
  }
}

/** AsyncAPI has other words for the same. */
function toOpenApiScheme({ flows, ...scheme }) {
  if (scheme.type === 'httpApiKey') return { ...scheme, type: 'apiKey' };
  if (flows === undefined) return scheme;
  const known = Object.entries(flows).map(([name, { availableScopes, ...flow }]) => [name, { ...flow, scopes: availableScopes }]);
  return { ...scheme, flows: Object.fromEntries(known) };
}
