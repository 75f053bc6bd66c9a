// A large ledger with all the mess of the sample: its sixty rows again and again, each time against other employers and
// under other numbers. Everybody in it is made up.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

const SAMPLE = new URL('../../examples/ledger/backlog.csv', import.meta.url);

export function manyRows(count: number): Buffer {
  const [header = [], ...lines]: string[][] = parse(readFileSync(SAMPLE), { bom: true });
  const place = (name: string) => header.indexOf(name);
  const [no, petitionNo, employer] = [place('序号'), place('信访编号'), place('涉及单位')];
  const rows = Array.from({ length: count }, (_, i) => {
    const line = [...(lines[i % lines.length] ?? [])];
    const round = Math.floor(i / lines.length);
    line[no] = String(i + 1);
    for (const at of [petitionNo, employer]) if (line[at]) line[at] += at === employer ? `第${round}分部` : `-${round}`;
    return line;
  });
  const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return Buffer.from(`\uFEFF${[header, ...rows].map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`);
}
