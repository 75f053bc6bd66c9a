import { describe, expect, it } from 'vitest';
import { COLUMNS, dataRow, FIELDS, headerFault, headerOf } from './columns.ts';

const NAMES = ['序号', ...FIELDS.map((field) => COLUMNS[field].zh)];

function columnsOf(names: readonly string[]) {
  const columns = headerOf(names);
  if (!columns) throw new Error('no header');
  return columns;
}

describe('a header', () => {
  it('is known in any order, width and spacing', () => {
    const columns = columnsOf([...NAMES].reverse().map((name) => ` ${[...name].join('\n')} `.replace('(', '（')));
    expect(columns.at.size).toBe(FIELDS.length);
    expect(columns.at.get('remark')).toBe(0);
    expect(columns.row).toBe(FIELDS.length);
    expect(headerFault(columns)).toBeNull();
  });

  it.each([
    [['大安区信访积案台账']],
    [['1', '张三', '李四']],
    [['序号', '姓名', '事项']],
    [['信访人', '信访事项', '涉及单位']],
  ])('is not %j', (cells) => expect(headerOf(cells)).toBeNull());

  it('says which columns it lacks, has twice or does not know', () => {
    const without = (name: string) => NAMES.filter((one) => one !== name);
    expect(headerFault(columnsOf(without('涉及单位')))?.zh).toBe('表头缺少：涉及单位');
    expect(headerFault(columnsOf(without('身份证号').filter((name) => name !== '联系电话')))?.zh).toContain(
      '身份证号或联系电话',
    );
    expect(headerFault(columnsOf(without('身份证号')))).toBeNull();
    expect(headerFault(columnsOf([...NAMES, '信访人']))?.zh).toContain('重复');
    expect(columnsOf([...NAMES, '户籍']).unknown).toEqual(['户籍']);
  });
});

describe('a data row', () => {
  const columns = columnsOf(NAMES);
  const line = (number: string) => ({ line: 7, cells: [number, ...FIELDS.map((field) => field)] });

  it.each([
    ['1', 1],
    ['６０', 60],
    [' 12 ', 12],
    ['3.0', 3],
    ['007', 7],
  ])('has a positive whole number: %j', (number, row) => {
    expect(dataRow(columns, line(number))).toMatchObject({ row, line: 7, headerCells: null });
  });

  it.each(['', '0', '-1', '1.5', '序号', '小计', '合计：', '注', '一', 'A1', '1、'])('is not %j', (number) => {
    expect(dataRow(columns, line(number))).toBeNull();
  });

  it('keeps its own number of cells when it is another than that of the header', () => {
    expect(dataRow(columns, { line: 2, cells: ['1', 'x'] })?.headerCells).toBe(NAMES.length);
  });
});
