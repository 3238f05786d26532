/** 群机器人 — a custom robot that somebody added to one group, with 加签. */
export interface GroupRobot {
  /** The group's `openConversationId`, as in bureau.yaml. */
  conversation: string;
  accessToken: string;
  /** `SEC…`; null when the robot is secured by keyword or address alone. */
  secret: string | null;
}

/** 月度额度 — what the organisation may use a calendar month; other apps of the same organisation use it too. */
export interface MonthlyQuota {
  /** Paid calls of the server API. */
  api: number;
  /** Messages received and sent through webhooks or Stream. */
  webhook: number;
}

/** Settings of DingTalk; every outside address is one, for private deployments and for tests. */
export interface DingtalkConfig {
  mode: 'http' | 'stream';
  clientId: string;
  clientSecret: string;
  /** Equal to the client id unless the console says otherwise. */
  robotCode: string;
  /** Null: not checked. */
  corpId: string | null;
  /** Page on which somebody signs in by a scan. */
  loginBase: string;
  /** The script with which a page inside DingTalk asks who has opened it. */
  jsApi: string;
  apiBase: string;
  oapiBase: string;
  /** Whether the bureau keeps pictures as evidence; otherwise none is fetched. */
  evidence: boolean;
  groupRobots: readonly GroupRobot[];
  /** 互动卡片 — the template that buttons are shown with, `….schema`; null: plain markdown, whose words say what buttons would do. */
  cardTemplate: string | null;
  /** Where presses come in over HTTP; not needed over Stream. */
  publicUrl: string | null;
  quota: MonthlyQuota;
  /** How old a signed request may be. The vendor allows an hour; since the signature does not cover the body, less is safer. */
  freshnessMs: number;
  /** Hosts besides the two bases that a reply address or a download may lead to, with everything below them, over https only. */
  trustedHosts: readonly string[];
  /** How long one call may take. */
  timeoutMs: number;
}

/** What holds unless a setting says otherwise: the public DingTalk and its free edition. */
export const dingtalkDefaults = {
  mode: 'stream',
  corpId: null,
  loginBase: 'https://login.dingtalk.com',
  jsApi: 'https://g.alicdn.com/dingding/dingtalk-jsapi/3.0.25/dingtalk.open.js',
  apiBase: 'https://api.dingtalk.com',
  oapiBase: 'https://oapi.dingtalk.com',
  evidence: false,
  groupRobots: [],
  cardTemplate: null,
  publicUrl: null,
  quota: { api: 5_000, webhook: 3_000 },
  freshnessMs: 5 * 60_000,
  trustedHosts: ['dingtalk.com', 'aliyuncs.com'],
  timeoutMs: 10_000,
} as const satisfies Partial<DingtalkConfig>;

/** Reads what an admin pastes for a group's robot: its webhook address or its access token, and after a space or comma the 加签 secret. */
export function readGroupRobot(conversation: string, pasted: string): GroupRobot | undefined {
  const [address = '', secret = ''] = pasted.trim().split(/[\s,，]+/);
  const accessToken = /[?&]access_token=([^&]+)/.exec(address)?.[1] ?? address;
  if (!/^[\w-]{8,}$/.test(accessToken)) return undefined;
  return { conversation, accessToken, secret: secret === '' ? null : secret };
}
