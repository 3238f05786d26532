import type { ChannelCheck } from '../platform.ts';
import type { AccessToken } from './access-token.ts';
import type { Aibot } from './aibot.ts';
import { ApiFailure } from './api.ts';
import type { CallbackChannel, CallbackCounts } from './callback-counts.ts';
import type { WecomConfig } from './config.ts';
import type { Contacts } from './contacts.ts';
import type { GroupRobots } from './group-robot.ts';
import type { LongConnection } from './stream.ts';
import type { Refusal } from './verify.ts';

/** What is looked at. */
export interface ExaminedParts {
  config: WecomConfig;
  token: AccessToken | null;
  connection: LongConnection | null;
  counts: CallbackCounts;
  robots: GroupRobots;
  contacts: Contacts | null;
  aibot: Aibot | null;
}

const good = (what: string): ChannelCheck => ({ level: 'good', what, advice: '' });
const note = (what: string, advice: string): ChannelCheck => ({ level: 'note', what, advice });
const bad = (what: string, advice: string): ChannelCheck => ({ level: 'bad', what, advice });

/** 检查企业微信 — each configured channel, with the page of the admin console where it is put right. Sends nothing to anybody. */
export async function examineWecom(parts: ExaminedParts): Promise<ChannelCheck[]> {
  return [
    ...examineAibot(parts),
    ...(await examineApp(parts)),
    ...examinePeople(parts.contacts),
    ...examineRobots(parts.robots),
    ...heardGroups(parts),
    ...refusalChecks(parts.counts),
  ];
}

function examineAibot({ config, connection, counts }: ExaminedParts): ChannelCheck[] {
  const { aibot } = config;
  if (!aibot) return [note('没有配置企业微信智能机器人', '群里@小法要靠它：管理后台→安全与管理→管理工具→智能机器人→创建→API模式。')];
  if (connection) return [connectionCheck(connection)];
  if (!aibot.callback)
    return [
      bad(
        '智能机器人缺少回调的 Token、EncodingAESKey，也没有可用的长连接设置',
        '填 WECOM_AIBOT_TOKEN 和 WECOM_AIBOT_AES_KEY；或填 WECOM_AIBOT_ID 和 WECOM_AIBOT_SECRET 用长连接。',
      ),
    ];
  const checks = [callbackCheck('aibot', counts)];
  if (aibot.id === undefined) checks.push(note('没有填智能机器人的 ID', '填 WECOM_AIBOT_ID 后，发给别的机器人的回调会被拒绝。'));
  return checks;
}

const callbackNames: Record<CallbackChannel, [name: string, page: string]> = {
  aibot: ['智能机器人用回调方式', '管理后台→安全与管理→管理工具→智能机器人→API模式→接收消息'],
  app: ['自建应用接收消息', '应用管理→该应用→接收消息→设置API接收'],
};

/** Saving the address in the console is a callback too, so none at all means that it was never saved, or does not lead here. */
function callbackCheck(channel: CallbackChannel, counts: CallbackCounts): ChannelCheck {
  const [name, page] = callbackNames[channel];
  if (counts.taken(channel) > 0) return good(`${name}，启动以来收到${counts.taken(channel)}次回调`);
  return note(
    `${name}，启动以来还没有收到回调`,
    `没有人和小法说过话是正常的；说了没反应，请到${page}重新保存一次地址（PUBLIC_URL 加 /webhooks/wecom/${channel}），保存时小法须在运行。保存不了多半是：外网到不了本机，或域名的 ICP 备案主体不是本单位。`,
  );
}

/** The id of a group is shown nowhere in the client. */
function heardGroups({ aibot, config }: ExaminedParts): ChannelCheck[] {
  const unbound = (aibot?.groups ?? []).filter(group => !config.robots.some(robot => robot.conversation === group));
  return unbound.map(group =>
    note(`群 ${group} 里有人@过小法，没有为它配置群机器人`, '需要定时提醒的，把这个编号填到 bureau.yaml 该群的 conversation（区分大小写）。'),
  );
}

function connectionCheck(connection: LongConnection): ChannelCheck {
  switch (connection.state) {
    case 'ready':
      return good('智能机器人长连接正常');
    case 'displaced':
      return bad('智能机器人的长连接被另一个程序占用', '同一个机器人只能有一个长连接：停掉另一处程序，或在机器人设置页重置 Secret 后只填在这里。');
    case 'rejected':
      return bad('企业微信不认智能机器人的 ID 或 Secret', '到智能机器人→设置→API模式→长连接核对两项；不要填成应用的 AgentId。');
    case 'waiting-for-lease':
      return note('长连接由另一个小法实例持有', '这是正常的备用状态；那个实例停下后由本实例接管。');
    case 'stopped':
      return note('长连接没有启动', '运行 npm start 后再查。');
    default:
      return bad('智能机器人的长连接没有连上', '检查本机能否访问外网、代理 HTTPS_PROXY、地址 WECOM_AIBOT_WS_URL；单位若禁用长连接，请改用回调方式。');
  }
}

async function examineApp({ config, token, counts }: ExaminedParts): Promise<ChannelCheck[]> {
  if (!config.app || !token) return [note('没有配置自建应用', '没有它就不能单独提醒个人、识别加密的成员编号：管理后台→应用管理→自建→创建应用。')];
  try {
    await token.call('/cgi-bin/agent/get', { query: { agentid: String(config.app.agentId) } });
    return [good('自建应用可以调用'), ...(config.app.callback ? [callbackCheck('app', counts)] : [])];
  } catch (error) {
    return [appProblem(error instanceof ApiFailure ? error.code : null)];
  }
}

const appAdvice: Record<number, [string, string]> = {
  40001: ['应用的 Secret 不对', '应用管理→该应用→Secret→查看，填到 WECOM_APP_SECRET。'],
  40013: ['企业编号不对', '我的企业→企业信息→企业ID，填到 WECOM_CORP_ID。'],
  40056: ['应用编号不对', '应用管理→该应用→AgentId，填到 WECOM_AGENT_ID。'],
  301002: ['应用编号和 Secret 不是同一个应用的', '应用管理→该应用，AgentId 与 Secret 一起重新复制。'],
  60020: ['本机出口 IP 不在可信名单里', '应用管理→该应用→企业可信IP，加入本单位固定的出口 IP；加之前须先设可信域名或接收消息地址。'],
  48002: ['应用没有这项接口权限', '应用管理→该应用，核对可见范围和接口权限。'],
  45009: ['调用太频繁，被限制一段时间', '过一分钟再查；若经常如此，检查是否有别的程序在用同一个应用。'],
};

function appProblem(code: number | null): ChannelCheck {
  if (code === null) return bad('连不上企业微信接口', '检查本机能否访问外网、代理 HTTPS_PROXY、接口地址 WECOM_API_BASE。');
  const [what, advice] = appAdvice[code] ?? [`企业微信返回错误 ${code}`, '到企业微信开发者中心“全局错误码”页查这个编号。'];
  return bad(what, advice);
}

/** Neither their names are read nor private messages reach them. */
function examinePeople(contacts: Contacts | null): ChannelCheck[] {
  if (contacts === null || contacts.unknown === 0) return [];
  return [
    bad(
      `有${contacts.unknown}个说过话的人，自建应用读不到他们的姓名，也发不了私信`,
      '应用管理→该应用→可见范围，改为全体成员；刚改过的过几小时再查。',
    ),
  ];
}

function examineRobots(robots: GroupRobots): ChannelCheck[] {
  const gone = robots.gone.map(group =>
    bad(
      `群 ${group} 的群机器人已被移出群，或 key 不对`,
      '群设置→群机器人→重新添加，把地址里的 key 填到 bureau.yaml 该群 robotKeyEnv 指的变量，重新启动。',
    ),
  );
  if (robots.size > 0) return [good(`已为${robots.size}个群配置群机器人`), ...gone];
  return [
    note('没有配置群机器人', '群里的定时提醒、@个人和文件要靠它：群设置→群机器人→添加，把地址里的 key 填到 bureau.yaml 的 robotKeyEnv 指的变量。'),
  ];
}

const refusalAdvice: Partial<Record<Refusal, [string, string]>> = {
  stale: ['有回调因为时间相差太大被拒绝', '多半是本机时钟不准：打开自动校时。'],
  signature: ['有回调签名不对', '核对“接收消息”页的 Token 与环境变量一致；一致的话可能是有人在试探，不影响使用。'],
  undecryptable: ['有回调解不开', '核对“接收消息”页的 EncodingAESKey 与环境变量一致。'],
  receiver: ['有回调的接收方不是本单位', '核对 WECOM_CORP_ID；智能机器人和自建应用的回调地址不要填反。'],
  bot: ['有发给别的智能机器人的回调', '核对 WECOM_AIBOT_ID，或到那个机器人的设置里改回调地址。'],
};

function refusalChecks(counts: CallbackCounts): ChannelCheck[] {
  return (Object.keys(refusalAdvice) as Refusal[])
    .filter(refusal => counts.refused(refusal) > 0)
    .map(refusal => {
      const [what, advice] = refusalAdvice[refusal] ?? ['', ''];
      return note(`${what}（${counts.refused(refusal)}次）`, advice);
    });
}
