import { describe, expect, it } from 'vitest';
import { screen } from '../../src/language/secrecy.ts';

describe('密级 markings are certain', () => {
  it.each([
    '机密★5年 会议纪要',
    '机密☆长期',
    '秘密*1年',
    '绝 密 ★ 启用前',
    '机*密★3年',
    '【机密】关于某事的通报',
    '绝密',
    '机　密',
    '机\u200b密★',
    '份号：000123 请各科传阅',
    '内部资料，注意保存',
    '这份材料阅后即焚',
    '此件不公开',
    '工作秘密，勿转',
    '那个军品项目的产能我发群里',
    '发一份涉密文件给大家看看',
    '巡察反馈的问题清单发大家',
    '举报人是某企业的会计',
    '民爆物品流向明细见表',
  ])('%s', text => expect(screen(text)).toMatchObject({ certain: true }));
});

describe('soft cues are held back too', () => {
  it.each([
    '某企业利润大概1.8亿，先别外传',
    '这份名单别外传哈，还没公布',
    '内部消息，要调整了',
    '某上市公司三季度亏损',
    '数据尚未公开，大家先看看',
    '系统密码是Abc12345',
    '网络拓扑图发我一份',
    '懂的都懂',
  ])('%s', text => expect(screen(text)).toMatchObject({ certain: false }));
});

describe('lessons, campaigns and clauses pass', () => {
  it.each([
    '组织学习《保守国家秘密法》，28人参加',
    '4月开展保密宣传月活动，发放资料300份',
    '合同里的商业秘密条款已审核',
    '参加保密知识培训2人',
    '秘密级的保密期限最长多少年？',
    '国家秘密分为绝密、机密、秘密三级',
    '开展保密自查，未发现问题',
    '本周走访企业12家，收集问题5条',
    '主动公开政府信息213条',
    '涉密人员培训1次，12人参加',
    '学习《密码法》',
    '军人优待窗口办件3件',
    '逾期未付款项信息今天公开了',
    '局长办公会研究企业产能提升工作1次',
    '公示处罚信息3条，未公示0条',
  ])('%s', text => expect(screen(text)).toBeNull());
});
