// A case in a few lines for an operator of the engine: levels, state, what comes next. No personal data.
import type { Life } from '../db/life.ts';
import type { Level } from '../domain/case.ts';
import { PROCEDURES } from '../domain/procedures/procedures.ts';
import { clockRule, isClockId } from '../domain/rulebook/rulebook.ts';

const NAMES: Readonly<Record<Level, string>> = {
  enterprise: '企业',
  community: '社区',
  park: '园区驿站',
  town: '镇街',
  district: '区级',
  arbitration: '仲裁',
  court: '法院',
  petition: '信访',
};

/** Real instant in Beijing, to the minute. */
const inBeijing = (iso: string): string =>
  `${new Date(Date.parse(iso) + 28_800_000).toISOString().slice(0, 16).replace('T', ' ')} 北京时间`;

/** With its name, where all procedures that have such a state call it alike. */
function stateName(state: string): string {
  const names = new Set(PROCEDURES.flatMap(({ states }) => states[state]?.name.zh ?? []));
  return names.size === 1 ? `${[...names].join()}（${state}）` : state;
}

/** What the case waits for begins with the id of a clock, if it waits for one. */
function clockName(summary: string): string {
  const [id = ''] = summary.split(' ', 1);
  return isClockId(id) ? `${clockRule(id).name.zh}，${summary}` : summary;
}

/** Markdown, a line for each thing. */
export function detailsOf(life: Life): string {
  const way = life.levels.map((level) => NAMES[level]).join(' → ') || '尚未进入程序';
  const next = life.nextAt === null ? '等待当事人或承办人' : `${clockName(life.summary)} · ${inBeijing(life.nextAt)}`;
  return [
    `**层级** ${way}`,
    `**状态** ${life.closed ? '已结案' : life.state === null ? '—' : stateName(life.state)}`,
    `**下一时点** ${life.closed ? '—' : next}`,
  ].join('  \n');
}
