/** The same for every hit, and never naming the rule: whoever tries must not learn what is looked for. */
export const secrecyRefusal = [
  '这条消息不宜在群内处理，小法未登记、未留存内容。',
  '请您尽快撤回，不要转发、截图，并联系局保密员。',
  '后续请走规定渠道。',
].join('\n');

export function secrecyNotice(input: { name: string; when: string; where: string | null }): string {
  return [
    `**保密提醒**｜${input.when}，${input.name}在${input.where ?? '单聊'}发的一条消息被拦下。`,
    '小法没有登记，也没有留存内容，已请本人撤回。',
    '> 请您核实处置；如属国家秘密，机关应在24小时内报告（保守国家秘密法实施条例第六十一条）。',
  ].join('\n');
}

export const tooFast = '您发得有点快，这一条没有登记。请一分钟后再发一次。';

export const tooLong = '这条消息太长（超过2万字），没有登记。请分成几条发，或把文件直接拖进来。';

export const internalFailure = '小法这边出了点问题，这一条没有处理成功。请过一会儿再发一次；还不行请找管理员看运行日志。';

export const notAMember = '您不在本单位的花名册里，小法不能答复。请联系管理员登记。';

export const greeting = '在的。报工作、改数字、问法规、问本年合计都可以直接说，回“帮助”看全部说法。';

export const aboutQuiz = '局内自测由材料员出题、审核后私下发给您，收到后点“逐题作答”一题一题来，或回一串答案，如“1A2B3C”。现在想学，回“学一条”。';

export const adminOnCommandLine = '管理操作不在群里办。请管理员在服务器上用命令行执行，例如“npm run xiaofa -- doctor”。';

export const nothingToQuote = '没有找到您上一个问题，请把问题重新问一遍。';

/** What people call the things that they may be refused. */
const acts: Record<string, string> = {
  report: '填报',
  'nil-report': '填报',
  correct: '更正',
  withdraw: '撤回',
  purge: '清除',
  missing: '查看未报情况',
  draft: '生成报告',
  'draft-status': '查看报告进度',
  'old-report': '导入旧报告或交回改稿',
  'add-document': '把文件入库',
  'figure-sheet': '开佐证单',
  'edit-draft': '改稿',
  'advance-draft': '送审、定稿',
  'clear-draft': '做保密审查',
  consult: '征求意见',
  'give-opinion': '反馈意见',
  runs: '查看运行记录',
  absences: '查看请假情况',
  unreachable: '查看谁收不到提醒',
  'quiz-review': '出自测卷、收卷',
  curation: '定口径',
  'new-metrics': '看新指标',
  'decide-name': '定指标的叫法',
  'ask-name': '查指标的叫法',
  'quiz-progress': '查看自测情况',
  admin: '做管理操作',
  'dead-letters': '查看没有送达的消息',
  'model-usage': '查看模型用量和出境记录',
  'send-again': '重发消息',
  quota: '查看额度',
  judge: '评价答复',
  mend: '更正',
};

/** The route that a role may not take. */
export function denied(route: string): string {
  return `您的角色不能${acts[route] ?? '这样做'}。需要的话，请联系编辑或管理员。`;
}

export const help = [
  '**小法能帮您**',
  '**报**：本周走访企业12家，收集问题5条，当场解决3条',
  '**没有事**：回“本周没有”',
  '**改**：第1条改成13家｜**撤**：撤回第2条',
  '**查**：我本周报了什么｜看回执',
  '**事项**：1号诉求已转办审批科｜事项1已办结｜我的事项都交给李四｜还没办完的事｜**佐证**：签到表，档案盒2026-3｜看佐证 1120-3',
  '**问数**：今年以来走访了多少企业｜除了企服科｜按月｜哪个月最多｜平均每月｜怎么算的｜明细｜为什么和上次说的不一样',
  '**问法**：小微企业的货款最晚多久要付｜看原文｜转发版｜采纳｜新话题｜口径清单',
  '**学法**：学一条｜**办结**：1120-3已办结｜**请假**：我下周休年假｜我销假了',
  '负责人：待确认｜全部确认｜退回1120-3　联络员、编辑、领导：谁还没报｜市局要1—9月走访、培训，15点前｜缺什么材料｜生成年度报告｜写行政执法这一段｜走访企业的佐证单｜行政执法部分改成：……｜年度报告谁改过｜年度报告截至11月15日｜送审｜征求意见｜意见采纳情况表｜数据出处表｜送审清样｜年度报告和去年比｜上周催报发了吗',
  '编辑：新指标｜巡河就是河道巡查｜巡河单独计｜巡河列入××台账｜巡河并到哪了｜出一套自测题｜封账10月｜报数留底｜截至10月31日改到11月20日哪些数变了｜企服科本周免报｜请假情况｜发来文件写“入库”　管理员：入库｜运行记录｜死信｜额度｜控制台｜模型用量｜出境记录',
  '> 涉密、内部文件和个人信息请勿发到群里。',
].join('\n');

export function gapAnswered(input: { question: string; askedOn: string; answer: string }): string {
  return `您${Number(input.askedOn.slice(5, 7))}月${Number(input.askedOn.slice(8))}日问的“${input.question}”，文件库里现在有依据了：\n${input.answer}`;
}

export const unclear = '没看懂这一句。报工作、改数字、问法规、问合计都可以直接说，回“帮助”看说法。';

export const noDepartment = '还不知道您在哪个科室，这条**没有登记**。请回“我是某某科某某”，确认后再报。';
