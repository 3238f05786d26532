import { beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await sampleBureau();
});

describe('牵头 and 配合 of what one 科室 says', () => {
  it.each<[reporter: string, text: string, lead: string, supporting: string[]]>([
    ['企业服务科', '今天走访企业5家', '企业服务科', []],
    ['企业服务科', '企服科牵头，法规科配合，今天开展企业合规培训1场，参训60人', '企业服务科', ['政策法规科']],
    ['政策法规科', '企服科牵头，法规科配合，今天开展企业合规培训1场', '企业服务科', ['政策法规科']],
    ['政策法规科', '配合企服科今天开展企业合规培训1场', '企业服务科', ['政策法规科']],
    ['政策法规科', '本周协助绿安科检查企业8家', '绿色安全科', ['政策法规科']],
    ['企业服务科', '今天走访企业5家，法规科配合', '企业服务科', ['政策法规科']],
    ['企业服务科', '联合法规科走访企业5家', '企业服务科', ['政策法规科']],
    ['企业服务科', '和法规科一起走访企业5家', '企业服务科', ['政策法规科']],
    ['政策法规科', '由法规科牵头，会同办公室、企服科开展宪法宣传活动2场', '政策法规科', ['办公室', '企业服务科']],
    ['政策法规科', '法规科：审查合同3份，企服科配合提供材料', '政策法规科', ['企业服务科']],
  ])('%s: %s', (department, text, lead, supporting) => {
    const { entries } = readMessage(text, { bureau, reporter: { name: '测试员', department }, at: parseInstant('2026-11-20T16:30:00+08:00') ?? 0 });
    expect(entries.map(entry => [entry.department, entry.supporting])).toEqual([[lead, supporting]]);
  });
});
