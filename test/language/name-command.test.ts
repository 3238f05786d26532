import { describe, expect, it } from 'vitest';
import { numberOfNew, readNameCommands } from '../../src/language/name-command.ts';

const first = (text: string) => readNameCommands(text)[0];

describe('what an editor says of a name', () => {
  it.each([
    ['巡河就是河道巡查', '巡河', '河道巡查'],
    ['巡河算河道巡查', '巡河', '河道巡查'],
    ['巡河也算河道巡查。', '巡河', '河道巡查'],
    ['把巡河并到河道巡查', '巡河', '河道巡查'],
    ['请把“巡河”并入“河道巡查”里', '巡河', '河道巡查'],
    ['以后将巡河计入河道巡查吧', '巡河', '河道巡查'],
    ['巡河和河道巡查是一回事', '巡河', '河道巡查'],
    ['巡河跟河道巡查其实是同一个指标', '巡河', '河道巡查'],
    ['新指标2并到河道巡查', '新指标2', '河道巡查'],
    ['巡河、巡渠都算河道巡查', '巡河、巡渠', '河道巡查'],
    ['和平路巡查就是河道巡查', '和平路巡查', '河道巡查'],
    ['巡河（次）并到河道巡查', '巡河', '河道巡查'],
    ['巡河这个指标归到河道巡查', '巡河', '河道巡查'],
  ])('%s joins', (text, name, into) => {
    expect(first(text)).toMatchObject({ do: 'join', name, into });
  });

  it.each([
    ['巡河不是河道巡查', '巡河', '河道巡查'],
    ['巡河和河道巡查不是一回事', '巡河', '河道巡查'],
    ['巡河和河道巡查要分开统计', '巡河', '河道巡查'],
    ['把巡河从河道巡查里分出来', '巡河', '河道巡查'],
    ['巡河单独计', '巡河', null],
    ['新指标3还是单独统计', '新指标3', null],
  ])('%s keeps apart', (text, name, from) => {
    expect(first(text)).toMatchObject({ do: 'part', name, from });
  });

  it.each([
    ['巡河列为指标', '巡河', null],
    ['把巡河列为执法检查台账的指标', '巡河', '执法检查'],
    ['新指标1列入执法检查台账', '新指标1', '执法检查'],
    ['新指标1列为指标', '新指标1', null],
  ])('%s adopts', (text, name, ledger) => {
    expect(first(text)).toMatchObject({ do: 'adopt', name, ledger });
  });

  it.each([['取消巡河这个指标'], ['巡河不再列为指标']])('%s takes that back', text => {
    expect(first(text)).toMatchObject({ do: 'drop', name: '巡河' });
  });

  it.each([
    ['巡河并到哪了', '巡河', null, true],
    ['巡河现在算什么？', '巡河', null, false],
    ['巡河归哪个', '巡河', null, false],
    ['巡河是不是河道巡查', '巡河', '河道巡查', false],
    ['夜间施工算不算违法？', '夜间施工', '违法', false],
    ['指标并入情况', null, null, true],
  ])('%s asks', (text, name, other, isPlain) => {
    expect(first(text)).toEqual({ do: 'ask', name, other, isPlain });
  });

  it.each([
    ['把巡河并到河道巡查', true],
    ['普法宣传也是上门宣传', false],
    ['巡河就是河道巡查', false],
    ['巡河单独计', true],
    ['巡河不是河道巡查', false],
    ['巡河列为指标', true],
    ['已将宏远公司列入重点监管台账', false],
    ['取消巡河这个指标', true],
  ])('%s is said of nothing else: %s', (text, isPlain) => {
    expect(first(text)).toMatchObject({ isPlain });
  });

  it('分别统计 asks for both', () => {
    expect(readNameCommands('巡河和护岸分别统计')).toEqual([]);
  });

  it('names may hold the words that join: every place is offered', () => {
    expect(readNameCommands('预算编制算财务工作')).toContainEqual({ do: 'join', name: '预算编制', into: '财务工作', isPlain: false });
  });

  it.each([
    ['本周走访企业12家'],
    ['今年走访了多少企业'],
    ['第1条改成13家'],
    ['这事算了吧'],
    ['巡河就是河道巡查，走访就是下企业'],
    ['好的收到'],
    ['第1条不是重复'],
    ['第2条不是走访'],
  ])('%s says nothing of names', text => {
    expect(readNameCommands(text)).toEqual([]);
  });

  it.each([
    ['新指标2', 2],
    ['第2个新指标', 2],
    ['第2条', undefined],
    ['新指标12', 12],
    ['巡河', undefined],
  ])('%s is the number %s of the list', (said, number) => {
    expect(numberOfNew(said)).toBe(number);
  });
});
