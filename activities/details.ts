// A case in a few lines for an operator of the engine: levels, state, what comes next. No personal data.
import type { Life } from '../db/life.ts';
import type { Level } from '../domain/case.ts';

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

/** Markdown, a line for each thing. */
export function detailsOf(life: Life): string {
  const way = life.levels.map((level) => NAMES[level]).join(' → ') || '尚未进入程序';
  const next = life.nextAt === null ? '等待当事人或承办人' : `${life.summary} · ${inBeijing(life.nextAt)}`;
  return [
    `**层级** ${way}`,
    `**状态** ${life.closed ? '已结案' : (life.state ?? '—')}`,
    `**下一时点** ${life.closed ? '—' : next}`,
  ].join('  \n');
}
