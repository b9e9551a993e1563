// Shows streams while they come: Swagger UI by itself waits for the end of an answer, and some have none.
'use strict';

window.StreamsPlugin = function StreamsPlugin({ React }) {
  /** The streams that are open, by operation. */
  const open = new Map();
  const keyOf = ({ path, pathName, method }) => `${method} ${pathName ?? path}`;
  const stop = (operation) => open.get(keyOf(operation))?.abort();

  /** What Swagger UI asks instead of `fetch`: hands on the answer so far, again and again, and then all of it. */
  async function fetchLive(url, request, operation, show) {
    stop(operation);
    const controller = new AbortController();
    const response = await fetch(url, { ...request, signal: controller.signal });
    if (!isStream(response)) return response;
    open.set(keyOf(operation), controller);
    const text = await readLive(response, show);
    if (open.get(keyOf(operation)) === controller) open.delete(keyOf(operation));
    // As text under either name: Swagger UI takes what it does not know for a file to download.
    const read = async () => text;
    return { ok: response.ok, status: response.status, statusText: response.statusText, url: response.url, headers: response.headers, text: read, blob: read };
  }

  function StopButton({ path, method }) {
    const [isStopped, setStopped] = React.useState(false);
    const onClick = () => {
      stop({ path, method });
      setStopped(true);
    };
    return React.createElement('button', { className: 'btn cancel typhoon-stop', disabled: isStopped, onClick, type: 'button' }, 'Stop');
  }

  return {
    statePlugins: {
      spec: {
        wrapActions: {
          executeRequest:
            (original, { specActions }) =>
            (request) => {
              const began = performance.now();
              const show = (response, text) =>
                specActions.setResponse(request.pathName, request.method, { ...toAnswer(response, text), duration: Math.round(performance.now() - began) });
              return original({ ...request, userFetch: (url, options) => fetchLive(url, options, request, show) });
            },
          clearResponse: (original) => (path, method) => {
            stop({ path, method });
            return original(path, method);
          },
        },
      },
    },
    wrapComponents: {
      liveResponse: (Original) => (props) =>
        React.createElement(
          React.Fragment,
          null,
          open.has(keyOf(props)) ? React.createElement(StopButton, { path: props.path, method: props.method }) : null,
          React.createElement(Original, props),
        ),
    },
  };
};

const STREAMS = /^(text\/event-stream|application\/(jsonl|x-ndjson))\b/;

function isStream(response) {
  return response.ok && response.body !== null && STREAMS.test(response.headers.get('content-type') ?? '');
}

/** Reads to the end, or to where somebody stops it. */
async function readLive(response, show) {
  let text = '';
  let shown;
  const refresh = () => {
    shown = undefined;
    show(response, text);
  };
  show(response, text);
  try {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      text = shorten(text + step.value);
      shown ??= setTimeout(refresh, REFRESH);
    }
  } catch (error) {
    if (error.name !== 'AbortError') text += `\n[The stream broke off: ${error.message}]\n`;
  }
  clearTimeout(shown);
  return text;
}

/** Milliseconds between two drawings: they cost more than what comes. */
const REFRESH = 200;

/** Characters that are kept of a stream without end. */
const LIMIT = 100_000;

function shorten(text) {
  if (text.length <= LIMIT) return text;
  const start = text.indexOf('\n', text.length - LIMIT) + 1;
  return `[…]\n${text.slice(start)}`;
}

function toAnswer(response, text) {
  const { ok, url, status, statusText } = response;
  return { ok, url, status, statusText, headers: Object.fromEntries(response.headers), text, data: text };
}
