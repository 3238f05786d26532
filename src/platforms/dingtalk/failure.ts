import { AppError } from '../../domain/errors.ts';
import type { DeliveryResult } from '../platform.ts';

/** What a failure means for the next step, whatever DingTalk's two code books call it. */
export type FailureKind =
  | 'token'
  | 'credentials'
  | 'throttled'
  | 'quota'
  | 'session'
  | 'permission'
  | 'address'
  | 'recipient'
  | 'robot'
  | 'content'
  | 'too-long'
  | 'login'
  | 'network'
  | 'other';

/** 钉钉的失败 — a call that DingTalk refused or that did not reach it; the message says where it is put right. */
export class DingtalkFailure extends AppError {
  readonly kind: FailureKind;
  /** DingTalk's own code, for the log. */
  readonly vendorCode: string;
  readonly afterMs: number;
  /** True when DingTalk may have done it: no answer came. */
  readonly isUncertain: boolean;

  constructor(kind: FailureKind, vendorCode: string, options: { afterMs?: number; cause?: unknown; isUncertain?: boolean } = {}) {
    super('platform', `${words[kind]}（钉钉返回：${vendorCode}）`, options.cause === undefined ? {} : { cause: options.cause });
    this.kind = kind;
    this.vendorCode = vendorCode;
    this.afterMs = options.afterMs ?? waits[kind] ?? 5_000;
    this.isUncertain = options.isUncertain ?? false;
  }
}

const words: Record<FailureKind, string> = {
  token: '钉钉不认可访问凭证，已重新获取一次仍不行。请在开发者后台“凭证与基础信息”核对 Client ID 和 Client Secret。',
  credentials: 'Client ID 或 Client Secret 不对。请在开发者后台“凭证与基础信息”重新复制到 DINGTALK_CLIENT_ID、DINGTALK_CLIENT_SECRET。',
  throttled: '发得太快，钉钉暂时不接收，稍后自动再发。',
  quota: '本单位钉钉本月的调用额度已用完。请在开发者后台“资源管理”查看用量，或等下月、或购买增购包。',
  session: '这条消息的回复地址已过期。',
  permission: '应用缺少权限。请在开发者后台“权限管理”开通：企业内机器人发送消息、成员信息读、部门信息读，然后重新发布版本。',
  address: '服务器的出口 IP 不在白名单。请在开发者后台“安全设置”的“服务器出口 IP”里加上本机的出口地址，或清空白名单。',
  recipient: '收件人不在本单位，或不在应用的可见范围和通讯录权限范围内。请在开发者后台“版本管理与发布”和“权限管理”扩大范围。',
  robot: '机器人不可用：编号不对、已停用或不在这个群里。请核对 DINGTALK_ROBOT_CODE，并在群设置“机器人”里重新添加。',
  content: '钉钉的内容审核没有放行这条消息，请修改措辞或去掉链接。',
  'too-long': '消息超过钉钉的长度限制。',
  login: '登录码无效、已用过或已过期，请重新打开页面登录。',
  network: '连不上钉钉或钉钉没有及时答复，稍后自动再试。一直不行请检查网络、代理和防火墙。',
  other: '钉钉没有接受这次调用。',
};

const perhapsSaid = '钉钉没有及时回执，可能已经送达。';

const MUTE_MS = 10 * 60_000;
const waits: Partial<Record<FailureKind, number>> = { throttled: 10_000, network: 5_000 };

/** Numbers of `oapi` (and of the webhooks on it). */
const oldCodes: Record<string, FailureKind> = {
  '-1': 'network',
  15: 'network',
  88: 'network',
  40001: 'credentials',
  40089: 'credentials',
  40014: 'token',
  42001: 'token',
  40078: 'login',
  33012: 'recipient',
  60121: 'recipient',
  50002: 'recipient',
  50004: 'recipient',
  60011: 'permission',
  60020: 'address',
  90018: 'throttled',
  90002: 'throttled',
  90020: 'quota',
  300001: 'session',
  130101: 'throttled',
  410100: 'throttled',
  310000: 'robot',
  400101: 'robot',
  400102: 'robot',
  400106: 'robot',
  400013: 'robot',
  300005: 'robot',
  460101: 'too-long',
  430101: 'content',
  430102: 'content',
  430103: 'content',
  430104: 'content',
};

/** Words of `api`; the first that occurs in the code decides. */
const newCodes: readonly (readonly [RegExp, FailureKind])[] = [
  [/ApiCountLimitForOrg/i, 'quota'],
  [/Q[ps]?[ms]Limit|send\.too\.fast|tooFast|flowcontrol/i, 'throttled'],
  [/InvalidAuthentication/i, 'token'],
  [/invalidClientIdOrSecret|clientId/i, 'credentials'],
  [/IpNotInWhiteList/i, 'address'],
  [/AccessTokenPermissionDenied|notAllow\.sendOTO/i, 'permission'],
  [/session\.expired/i, 'session'],
  [/tooLong/i, 'too-long'],
  [/unsafe|notAllowed\.text/i, 'content'],
  [/robotCode|robot|bot\.stopped|openConversationId|conversation\./i, 'robot'],
  [/staffId|userId|too\.many/i, 'recipient'],
];

/** The gateway waited in vain for what is behind it, which may still do it. */
const gatewayTimeouts: readonly number[] = [15, 88];
const GATEWAY_TIMEOUT = 504;

/** By the number of an answer of `oapi` or of a webhook. */
export function failureOfOldCode(code: number): DingtalkFailure {
  const kind = oldCodes[String(code)] ?? 'other';
  if (gatewayTimeouts.includes(code)) return new DingtalkFailure(kind, String(code), { isUncertain: true });
  // Whoever keeps talking to a muted group robot stays muted.
  return new DingtalkFailure(kind, String(code), code === 130101 || code === 410100 ? { afterMs: MUTE_MS } : {});
}

/** By the word of an answer of `api`, else by its HTTP status. */
export function failureOfNewCode(code: string, status: number): DingtalkFailure {
  const kind = newCodes.find(([pattern]) => pattern.test(code))?.[1];
  return new DingtalkFailure(kind ?? (status >= 500 ? 'network' : status === 429 ? 'throttled' : 'other'), code, {
    isUncertain: status === GATEWAY_TIMEOUT,
  });
}

/** No usable answer: one that broke off, or the gateway's own page. */
export function failureOfNoAnswer(status: number): DingtalkFailure {
  return new DingtalkFailure('network', `HTTP ${status}，答复不完整`, { isUncertain: status < 500 || status === GATEWAY_TIMEOUT });
}

/** The failure of a call that may be made again whether or not it was done. */
export function harmless(error: unknown): unknown {
  if (!(error instanceof DingtalkFailure) || !error.isUncertain) return error;
  return new DingtalkFailure(error.kind, error.vendorCode, { afterMs: error.afterMs, cause: error.cause });
}

/** What the deliverer is told when words were to be said: DingTalk knows no key by which it would notice the same words again. */
export function resultOfSaying(error: unknown): DeliveryResult {
  if (error instanceof DingtalkFailure && error.isUncertain) return { outcome: 'unknown', reason: perhapsSaid };
  return resultOf(error);
}

/** What the deliverer is told otherwise: what may be done again without harm. */
export function resultOf(error: unknown): DeliveryResult {
  if (!(error instanceof DingtalkFailure)) throw error;
  const mayPass = error.kind === 'throttled' || error.kind === 'network' || error.kind === 'token';
  return mayPass ? { outcome: 'retry', reason: error.message, afterMs: error.afterMs } : { outcome: 'refused', reason: error.message };
}
