// `npm run restore-drill [-- --bin FOLDER]`: backup.sh and restore.sh with PostgreSQL's own programs, on a cluster of its own
// that is gone afterwards. Exit code 1 when something acknowledged is missing or differs, 2 without the programs.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { type Drill, drill } from './restore-drill.ts';

const NEEDED = ['initdb', 'postgres', 'pg_basebackup', 'pg_verifybackup', 'pg_archivecleanup'];
const DEBIAN = '/usr/lib/postgresql';

const { bin } = new Command('restore-drill')
  .description('演练备份与恢复 · rehearses back-up and restore')
  .option('--bin <folder>', 'initdb, postgres, pg_basebackup, pg_verifybackup, pg_archivecleanup', newest())
  .parse()
  .opts<{ bin: string }>();

/** Of Debian's, the newest version. */
function newest(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  return join(DEBIAN, versions[0] ?? '18', 'bin');
}

function wrongs(done: Drill): readonly string[] {
  const [before, after] = done.beside;
  const { archived, found, foundLater, beside } = done.atInstant;
  return [
    ...(done.found === done.archived ? [] : [`${done.archived - done.found} archived commands are missing`]),
    ...(before === after ? [] : [`the second store stands at ${after} instead of ${before}`]),
    ...(found === archived && foundLater === 0 && beside === archived
      ? []
      : [`instant: ${JSON.stringify(done.atInstant)}`]),
    ...(done.wronglyRepeated === 0 ? [] : [`${done.wronglyRepeated} repeats were answered wrongly`]),
    ...(done.refusal.includes('postmaster.pid exists')
      ? []
      : [`restore.sh on a killed server's data: ${done.refusal}`]),
    ...[...done.differences, ...done.differencesAfterRepeats, ...done.differencesAtInstant].map((difference) =>
      JSON.stringify(difference),
    ),
  ];
}

const lacking = NEEDED.filter((name) => !existsSync(join(bin, name)));
if (lacking.length > 0) {
  console.error(`${bin} 缺少 lacks ${lacking.join(', ')}: --bin FOLDER (Debian: postgresql, postgresql-client)`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'jiefen-restore-'));
try {
  const done = await drill(folder, { folder: bin, whole: true });
  const wrong = wrongs(done);
  for (const what of wrong) console.error(`✗ ${what}`);
  console.log(`… ${bin}: backup.sh ${(done.backupMs / 1_000).toFixed(1)} s, ${done.baseMib} MiB`);
  console.log(`… restore.sh + recovery ${(done.restoreMs / 1_000).toFixed(1)} s`);
  console.log(
    `… acknowledged and archived ${done.archived}, restored ${done.found}; not archived ${done.after}, restored ${done.foundAfter}`,
  );
  if (wrong.length === 0) console.log('✓ 恢复演练通过 · restored, verified, nothing doubled');
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
