// Asking a person at the terminal: a password without showing it, and yes or no. What is asked goes to standard error.
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** The next line of standard input, from a terminal without echo; null when there is none. */
export async function secretLine(question: string): Promise<string | null> {
  const { isTTY } = process.stdin;
  if (isTTY) process.stderr.write(question);
  const hidden = new Writable({ write: (_chunk, _encoding, written) => written() });
  const line = await nextLine(hidden);
  if (isTTY) process.stderr.write('\n');
  // A pipe that its writer leaves open must not keep this process alive.
  else process.stdin.destroy();
  return line;
}

/** Whether a person at the terminal says yes; no when nobody is there. */
export async function saidYes(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  process.stderr.write(question);
  return /^(?:y|yes|是|好)$/iu.test((await nextLine(process.stderr))?.trim() ?? '');
}

function nextLine(output: Writable): Promise<string | null> {
  const reader = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
  return new Promise((resolve) => {
    // In raw mode Ctrl-C is a key like any other.
    reader.once('SIGINT', () => {
      reader.close();
      process.kill(process.pid, 'SIGINT');
    });
    reader.once('close', () => resolve(null));
    reader.once('line', (line) => {
      resolve(line);
      reader.close();
    });
  });
}
