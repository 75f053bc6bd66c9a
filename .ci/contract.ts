// `npm run contract`: writes the OpenAPI document and the types of the client from the table of routes. It refuses where a
// client of the document that is there would break, unless the major version was raised (docs/adr/0004-contract.md).
// With --check it writes nothing and fails where a file is behind.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { routesOf } from '../api/app.ts';
import { silentBreaks } from '../api/contract/breaking.ts';
import { documentOf } from '../api/openapi.ts';

const DOCUMENT = 'api/contract/openapi.json';
const TYPES = 'api/client/paths.ts';
const HEAD = '// Made by `npm run contract` from the table of routes; never written by hand.\n';

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** Drills are in it: it says what an installation can do, not what one of them allows. */
const document = documentOf(routesOf({ drill: true }));
const committed: object = JSON.parse(textOf(DOCUMENT) || '{}');
const files = [
  [DOCUMENT, `${JSON.stringify(document, null, 1)}\n`],
  [TYPES, HEAD + astToString(await openapiTS(document as OpenAPI3))],
] as const;

const broken = silentBreaks(committed, document);
const behind = files.filter(([path, text]) => textOf(path) !== text);
if (broken.length > 0) {
  console.error(`Clients of ${DOCUMENT} would break:\n${broken.map((change) => `  ${change}`).join('\n')}`);
  console.error(
    'Keep the old way beside the new one; or raise VERSION in api/openapi.ts to the next major on purpose.',
  );
  process.exitCode = 1;
} else if (!process.argv.includes('--check')) {
  for (const [path, text] of behind) {
    writeFileSync(path, text);
    console.log(`✓ ${path}`);
  }
} else if (behind.length > 0) {
  console.error(`${behind.map(([path]) => path).join(', ')}: behind the routes; run npm run contract`);
  process.exitCode = 1;
}
