// The containers' health check: exit code 0 when every argument is in order, else 1 and a sentence.
//   an address   answers 2xx within four seconds
//   a port       has an established connection from here (Linux; asks the kernel, not the network)
// Plain JavaScript, because it starts every few seconds and must not load a compiler.
import { readFileSync } from 'node:fs';

const ESTABLISHED = '01';

/** Remote ports of all established TCP connections of this container. */
function connected() {
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => {
    try {
      return readFileSync(path, 'utf8').split('\n').slice(1);
    } catch (cause) {
      if (cause.code === 'ENOENT') return []; // a kernel without IPv6
      throw cause;
    }
  });
  const fields = lines.map((line) => line.trim().split(/\s+/)).filter((field) => field[3] === ESTABLISHED);
  return new Set(fields.map(([, , remote]) => Number.parseInt(remote.split(':')[1], 16)));
}

async function trouble(what) {
  if (/^\d+$/.test(what)) return connected().has(Number(what)) ? undefined : `no connection to port ${what}`;
  try {
    const answer = await fetch(what, { signal: AbortSignal.timeout(4_000) });
    await answer.body?.cancel();
    return answer.ok ? undefined : `${what} answered ${answer.status}`;
  } catch (cause) {
    return `${what} did not answer: ${cause.cause?.message ?? cause.message}`;
  }
}

const asked = process.argv.slice(2);
const found = asked.length === 0 ? ['nothing to check'] : (await Promise.all(asked.map(trouble))).filter(Boolean);
for (const sentence of found) console.error(sentence);
process.exitCode = found.length > 0 ? 1 : 0;
