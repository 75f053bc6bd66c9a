// /openapi.json and /docs: the document and a page to try it, served from our own files, without any call elsewhere.
import express, { type Express } from 'express';
// The package's own entry would load the whole page into this process.
import folder from 'swagger-ui-dist/absolute-path.js';

const PAGE = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>解纷 Jiefen · API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css"><link rel="icon" href="/docs/favicon-32x32.png"></head>
<body><div id="swagger-ui"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>
`;

/** `validatorUrl: null`: nothing of our document is sent to anybody. */
const START = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', validatorUrl: null, deepLinking: true, tryItOutEnabled: true });\n`;

const FILES: readonly string[] = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'];

/** Addresses that are registered here and not in the table of routes. */
export const DOCUMENTS = ['/', '/openapi.json', '/docs', '/docs/', '/docs/start.js'] as const;

export function serveDocuments(app: Express, document: object): void {
  const text = JSON.stringify(document);
  app.get('/openapi.json', (_, response) => {
    response.type('application/json').set('Cache-Control', 'no-cache').send(text);
  });
  app.get('/docs', (_, response) => {
    response.type('text/html').set('Cache-Control', 'no-cache').send(PAGE);
  });
  // Where a person with a browser arrives who was told the bare address.
  for (const bare of ['/', '/docs/']) app.get(bare, (_, response) => response.redirect(303, '/docs'));
  app.get('/docs/start.js', (_, response) => {
    response.type('text/javascript').set('Cache-Control', 'no-cache').send(START);
  });
  const files = express.static(folder(), { index: false, redirect: false, maxAge: '1d' });
  app.use('/docs', (request, response, next) => {
    if (FILES.includes(request.path)) files(request, response, next);
    else next();
  });
}
