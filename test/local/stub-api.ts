// Stands in for the API where only the stack around it is tested: answers with what it was told.
import { createServer } from 'node:http';
import { readConfig } from '../../config.ts';
import { announceReady, onParentGone } from '../../local/child.ts';

const { host, ports, databaseUrl, temporal, givenDataKeys } = readConfig();
const told = { databaseUrl, temporal: temporal?.address, keys: givenDataKeys.length };
const server = createServer((_, response) => response.end(JSON.stringify(told)));
const stop = () => {
  server.close();
  server.closeAllConnections();
};
process.once('SIGTERM', stop);
onParentGone(stop);
server.listen(ports.api, host, () => {
  process.stdout.write('一次性密码 · one-time password: shown, not kept\n{"level":30,"msg":"for the log"}\n');
  announceReady(`http://${host}:${ports.api}`);
});
