/** 近义动词 — verbs by which one and the same work is told, official and spoken; a verb is of one row at most. 抽检 takes a sample and is no 检查, 办结 ends what 办理 began. */
const rows: readonly string[] = [
  '检查 看 查 查看 查阅 抽查 巡查 巡检 排查 督查 核查 监督检查 执法检查 专项检查 联合检查 夜查 暗访 督导',
  '维修 修 修复 修补 修好 抢修 检修 修缮',
  '发放 发 送 派发 赠送 领取 领走 分发',
  '清理 清 清运 清除 清走 拉走',
  '走访 探访 看望 慰问 家访 上门 入户',
  '栽植 种 栽 补植 补种 种植 植树 造林',
  '救助 救 救护 搭救',
  '资助 补助 帮扶',
  '签订 签 签约 签下',
  '处理 处置 处',
  '宣传 宣讲 讲 讲解 宣贯',
  '接种 打 免疫 注射',
  '安装 装 加装',
  '转移 转 撤离 疏散',
  '审批 批 批准 核准 批复',
  '评选 评 评出 评定 选出',
  '更换 换 换掉 换成',
  '拆除 拆 拆掉',
  '培训 训 轮训',
  '接待 接 接访',
  '张贴 贴 悬挂 挂',
  '修剪 剪 割',
  '回收 收回 收缴',
];

const rowsOf = new Map<string, number[]>(rows.flatMap((row, index) => row.split(' ').map(verb => [verb, [index]] as const)));

/** 加油站跑了6座: whoever goes there visits or inspects. */
const inspects = rowsOf.get('检查') ?? [];
const visits = rowsOf.get('走访') ?? [];
for (const verb of ['跑', '走', '去']) rowsOf.set(verb, [...inspects, ...visits]);

const none: readonly number[] = [];

/** The rows of a verb, which is of several only where speech leaves open what was done; none for every other word. */
export function actsOf(word: string): readonly number[] {
  return rowsOf.get(word) ?? none;
}
