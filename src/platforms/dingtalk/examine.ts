import type { ChannelCheck } from '../platform.ts';
import type { DingtalkApi } from './api.ts';
import type { DingtalkConfig } from './config.ts';
import { DingtalkFailure } from './failure.ts';
import { DepartmentAnswer } from './schema.ts';

/** What has been seen of the messages since the start. */
export interface Sightings {
  messages: number;
  withoutUserid: number;
  refused: number;
  overQuota: number;
  foreign: number;
  /** Title by id of the groups in which somebody spoke: the only way to learn a group's id. */
  groups: Map<string, string>;
}

interface Examined {
  config: DingtalkConfig;
  api: DingtalkApi;
  seen: Sightings;
  /** Asks the Stream gateway for a ticket; null in HTTP mode. */
  tryGateway: (() => Promise<unknown>) | null;
}

const ROOT_DEPARTMENT = 1;
const MAX_SKEW_MS = 60_000;

/** Looks at each channel of DingTalk and says what to put right on which page of the console. */
export async function examineDingtalk(examined: Examined): Promise<ChannelCheck[]> {
  const credentials = await tried('钉钉应用凭证', '能取得访问凭证。', () => readRoot(examined.api), ['permission', 'recipient']);
  if (credentials.level === 'bad') return [credentials];
  const contacts = await tried('钉钉通讯录', '能读取部门和人员。', () => readRoot(examined.api));
  const clock = clockCheck(examined.api.clockSkewMs);
  return [
    credentials,
    contacts,
    ...clock,
    await receiving(examined),
    ...sightingChecks(examined),
    groupRobots(examined.config),
    ...cards(examined.config),
  ];
}

function readRoot(api: DingtalkApi): Promise<unknown> {
  return api.call({ style: 'old', path: '/topapi/v2/department/get', body: { dept_id: ROOT_DEPARTMENT }, isPaid: false, answer: DepartmentAnswer });
}

async function tried(what: string, fine: string, attempt: () => Promise<unknown>, isFine: readonly string[] = []): Promise<ChannelCheck> {
  try {
    await attempt();
    return { level: 'good', what, advice: fine };
  } catch (error) {
    if (!(error instanceof DingtalkFailure)) throw error;
    return isFine.includes(error.kind) ? { level: 'good', what, advice: fine } : { level: 'bad', what, advice: error.message };
  }
}

function clockCheck(skewMs: number | null): ChannelCheck[] {
  if (skewMs === null || Math.abs(skewMs) <= MAX_SKEW_MS) return [];
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  const advice = `本机时钟比钉钉${skewMs > 0 ? '慢' : '快'}约${seconds}秒，验签会失败。请打开系统的自动校时（NTP）。`;
  return [{ level: 'bad', what: '本机时钟', advice }];
}

async function receiving({ config, tryGateway, seen }: Examined): Promise<ChannelCheck> {
  if (tryGateway) return stream(await tried('钉钉 Stream 接收', '能建立长连接。', tryGateway));
  const what = '钉钉 HTTP 接收';
  if (seen.messages > 0) return { level: 'good', what, advice: `启动以来收到${seen.messages}条消息。` };
  const advice =
    '启动以来还没有收到消息。请在开发者后台“机器人”页把消息接收模式设为 HTTP，地址填“公网地址/webhooks/dingtalk/robot”（必须是 https），再发布版本；没有公网地址请改用 DINGTALK_MODE=stream。';
  return { level: 'note', what, advice: `${advice}机器人编号 ${config.robotCode}。` };
}

/** A refused gateway nearly always is one of three switches. */
function stream(check: ChannelCheck): ChannelCheck {
  if (check.level === 'good') return check;
  const hint = '建立长连接被拒绝通常是三个原因：应用没有发布版本；“机器人”页的消息接收模式不是 Stream；“服务器出口 IP”白名单里没有本机。';
  return { ...check, advice: `${check.advice}${hint}` };
}

function sightingChecks({ seen, config }: Examined): ChannelCheck[] {
  const checks: ChannelCheck[] = [];
  const bad = (what: string, advice: string): number => checks.push({ level: 'bad', what, advice });
  if (seen.withoutUserid > 0) {
    const advice = `有${seen.withoutUserid}条消息没有发送人的 userId，认不出是谁。请在“版本管理与发布”发布应用和机器人，并把全局可见范围设为全体员工。`;
    bad('钉钉发送人', advice);
  }
  if (seen.refused > 0) {
    const advice = `有${seen.refused}个请求没有通过验签。若消息收不到，请核对 DINGTALK_CLIENT_SECRET 和本机时间；若能收到，可能是外人在试探。`;
    bad('钉钉验签', advice);
  }
  if (seen.foreign > 0) {
    const advice = `有${seen.foreign}条消息发给别的机器人或来自别的单位，没有处理。请核对 DINGTALK_ROBOT_CODE（现为 ${config.robotCode}）和 DINGTALK_CORP_ID。`;
    bad('钉钉机器人编号', advice);
  }
  if (seen.overQuota > 0) {
    bad('钉钉月度额度', '本单位本月的 Webhook 与 Stream 额度已用完，收到的消息没有内容。请在开发者后台“资源管理”查看，或等下月、或购买增购包。');
  }
  if (seen.groups.size > 0) {
    const list = [...seen.groups].map(([id, title]) => `“${title}”${id}`).join('，');
    checks.push({ level: 'note', what: '钉钉群编号', advice: `说过话的群：${list}。bureau.yaml 里这个群的 conversation 填它的编号。` });
  }
  return checks;
}

function cards({ cardTemplate, mode, publicUrl, quota }: DingtalkConfig): ChannelCheck[] {
  if (cardTemplate === null) return [];
  const what = '钉钉互动卡片';
  if (mode === 'http' && publicUrl === null)
    return [{ level: 'bad', what, advice: '配置了卡片模板，但没有填 PUBLIC_URL，按钮按了没有反应。请填上，或改用 DINGTALK_MODE=stream。' }];
  return [{ level: 'note', what, advice: `已开启：每张卡片花1次接口额度（每月${quota.api}次），用到70%时自动改回普通消息。` }];
}

function groupRobots({ groupRobots: robots }: DingtalkConfig): ChannelCheck {
  const what = '钉钉群机器人';
  if (robots.length > 0) return { level: 'good', what, advice: `配置了${robots.length}个群机器人，群里的提醒可以@到人。` };
  return {
    level: 'note',
    what,
    advice: '没有配置群机器人：群里主动发的提醒不能@人，会改为单独提醒。需要时在群设置“机器人”里添加自定义机器人（加签）。',
  };
}
