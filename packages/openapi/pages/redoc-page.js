// Starts ReDoc. What it shall show stands in the element: a strict Content-Security-Policy allows no script in the page.
'use strict';

const element = document.getElementById('redoc');
const config = JSON.parse(element.dataset.config);

window.Redoc.init(new URL(config.documentUrl, location.href).href, config.parameters, element);
