// How a driven case is shown: its route, its deadlines with light and article, what time did by itself, its outcome.
import type { Level } from '../../domain/case.ts';
import { procedureOf, stateOf } from '../../domain/procedures/procedures.ts';
import { STAFF_ROLES } from '../../domain/roles.ts';
import type { CaseView, EventView, Run } from './drive.ts';
import { decidedAt, differences, outcomeOf, routeOf } from './outcome.ts';

const STAGE: Readonly<Record<string, string>> = {
  enterprise: '企业',
  community: '社区/镇街',
  park: '园区',
  arbitration: '仲裁',
  court: '法院',
  petition: '信访',
  settlement: '履行',
};
const KIND: Readonly<Record<string, string>> = {
  settled: '调解/和解',
  award: '裁决',
  judgment: '判决',
  withdrawn: '撤回',
  cleared: '化解兑付',
};
const STATE: Readonly<Record<string, string>> = {
  met: '● 按期/已办',
  lapsed: '■ 期满',
  ended: '○ 随程序结束',
  superseded: '↻ 重新起算',
  running: '● 进行中',
  suspended: '❚❚ 中止',
  overdue: '■ 逾期',
};

type Out = (line: string) => void;

/** Prints one case; false when it did not end as published. */
export function printRun({ published, plan, caseNo, view, events, failure }: Run, out: Out): boolean {
  out(`\n${plan.id} ${published.title}(${published.source.publisher})`);
  if (!view || failure) {
    out(`  ✗ ${failure ?? '没有结果 · no result'}`);
    return false;
  }
  out(
    `  ${caseNo}  路径 ${routeOf(view, events)
      .map((stage) => STAGE[stage])
      .join(' → ')}`,
  );
  for (const clock of view.clocks) out(`  ${clockLine(clock)}`);
  for (const event of byThemselves(view, events)) out(`  ⚡ ${event}`);
  const { kinds, amountFen } = outcomeOf(view);
  out(
    `  结果 ${kinds.map((kind) => KIND[kind]).join('+')}${amountFen === null ? '' : ` ${(amountFen / 100).toFixed(2)} 元`}`,
  );
  const wrong = differences(published, view, events, plan.alsoEnds);
  out(wrong.length === 0 ? '  ✓ 与公开结果一致 · as published' : `  ✗ ${wrong.join(';')}`);
  return wrong.length === 0;
}

function clockLine({ name, legal, state, article }: CaseView['clocks'][number]): string {
  return `${legal}  ${pad(STATE[state] ?? state, 14)} ${pad(name.zh, 26)} ${article}`;
}

/** Chinese characters are two columns wide. */
function pad(text: string, columns: number): string {
  const width = [...text].reduce((sum, c) => sum + (/\p{Script=Han}|[（），：/]/u.test(c) ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(0, columns - width));
}

/** What time moved without anybody: ends, referrals to the next body, rungs of the ladder. */
function byThemselves(view: CaseView, events: readonly EventView[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.by.kind !== 'time') return [];
    return event.effects.flatMap((effect) => {
      if (effect.t === 'moved') return [`${event.on} ${movedTo(view, effect.proceeding, effect.to)}(${event.article})`];
      if (effect.t === 'proceeding-opened' && effect.procedure === 'mediation') {
        return [`${event.on} 逐级流转:征询${STAGE[effect.level] ?? effect.level}调解意愿`];
      }
      if (effect.t === 'escalated') {
        const clock = view.clocks.find(({ no }) => no === effect.clock);
        return [`${event.on} 督办第${effect.rung}级:${STAFF_ROLES[effect.role].zh}(${clock?.name.zh ?? effect.clock})`];
      }
      return [];
    });
  });
}

function movedTo(view: CaseView, no: number, to: string): string {
  const proceeding = view.proceedings.find((p) => p.no === no);
  if (!proceeding) throw new Error(`the case has no proceeding ${no}`);
  const { name } = procedureOf(proceeding.procedure);
  return `${name.zh}期满转为「${stateOf(proceeding.procedure, to).name.zh}」`;
}

const SHARES: readonly (readonly [string, readonly Level[]])[] = [
  ['不出厂区', ['enterprise']],
  ['不出社区', ['community', 'town', 'district']],
  ['不出园区', ['park']],
  ['仲裁', ['arbitration']],
  ['法院', ['court']],
  ['信访', ['petition']],
];

/** Where the cases were settled or decided, with each level's share. */
export function printTotals(runs: readonly Run[], out: Out): void {
  const levels = runs.flatMap(({ view }) => (view ? [decidedAt(view)] : []));
  out('\n化解层级 · where it was settled or decided');
  for (const [name, of] of SHARES) {
    const count = levels.filter((level) => level !== null && of.includes(level)).length;
    out(
      `  ${pad(name, 10)} ${String(count).padStart(2)} 件  ${((100 * count) / Math.max(1, levels.length)).toFixed(1)} %`,
    );
  }
}
