/** 智能机器人 — reached by callback (token and key) or by its long connection (secret); the callback wins where both are set. */
export interface AibotConfig {
  /** Real ones begin with `aib`; when set, a callback for another bot is refused. */
  id?: string;
  /** Names under which it is mentioned, to be cut from the text. */
  names: readonly string[];
  callback?: CallbackKeys;
  longConnection?: { secret: string; url: string };
}

/** What 接收消息 shows in the admin console. */
export interface CallbackKeys {
  token: string;
  /** 43 letters and digits. */
  encodingAesKey: string;
}

/** 自建应用 — needed for names, departments, private pushes and sign-in. */
export interface AppConfig {
  corpId: string;
  agentId: number;
  secret: string;
  /** Absent: the app only sends. */
  callback?: CallbackKeys;
}

/** 群机器人 — one push address per group. */
export interface RobotConfig {
  /** The group's `chatid`, as the bureau's file names it. */
  conversation: string;
  key: string;
}

/** Reads what an admin pastes for a group's robot: its key, or the whole address that the client shows. */
export function readRobotKey(pasted: string): string {
  return /[?&]key=([^&\s]+)/.exec(pasted)?.[1] ?? pasted.trim();
}

/** Periods that tests shorten; each has the platform's own limit as its reason. */
export interface WecomTimings {
  /** How long a callback waits for its answer before the placeholder goes out; the platform gives it 5 s. */
  patienceMs: number;
  /** How long an answer waits to be fetched before it takes another way. */
  fetchedWithinMs: number;
  /** The platform stops asking 6 minutes after the message. */
  streamWindowMs: number;
  /** Everything that we ask of the platform. */
  requestMs: number;
  /** Of the long connection: first and longest wait before another try, and after another client took its place. */
  reconnectMs: number;
  reconnectMaxMs: number;
  displacedMs: number;
  /** How long this instance may hold the connection before it has to ask again. */
  leaseMs: number;
  heartbeatMs: number;
}

/** 企业微信的设置 — what the environment and the bureau's files say of WeCom. */
export interface WecomConfig {
  aibot?: AibotConfig;
  app?: AppConfig;
  robots: readonly RobotConfig[];
  /** `https://qyapi.weixin.qq.com`, or a private deployment's own; without a slash at the end. */
  apiBase: string;
  /** Page that starts sign-in inside the client, and the one for a desktop browser. */
  oauthBase: string;
  loginBase: string;
  /** Hosts besides that of `apiBase` to which a reply address may point; with a leading dot, everything below. */
  trustedHosts: readonly string[];
  /** The same for pictures and files. */
  mediaHosts: readonly string[];
  /** Pictures are fetched and decrypted only when a bureau has switched evidence on. */
  evidence: boolean;
  /** Goes through the proxy and trusts the extra CA where those are set; the global `fetch` otherwise. */
  fetch?: typeof fetch;
  /** The same for the WebSocket: `agent` and `ca` of its options. */
  webSocket?: { agent?: unknown; ca?: string };
  timings?: Partial<WecomTimings>;
}

export const defaultTimings: WecomTimings = {
  patienceMs: 20,
  fetchedWithinMs: 20_000,
  streamWindowMs: 330_000,
  requestMs: 10_000,
  reconnectMs: 1_000,
  reconnectMaxMs: 60_000,
  displacedMs: 90_000,
  leaseMs: 30_000,
  heartbeatMs: 30_000,
};

/** The public edition's addresses. */
export const publicEdition: Pick<WecomConfig, 'apiBase' | 'oauthBase' | 'loginBase' | 'trustedHosts' | 'mediaHosts'> = {
  apiBase: 'https://qyapi.weixin.qq.com',
  oauthBase: 'https://open.weixin.qq.com',
  loginBase: 'https://login.work.weixin.qq.com',
  trustedHosts: [],
  // Where the pages' examples of media lie; the pages name no list.
  mediaHosts: ['.myqcloud.com'],
};

/** The public edition's long connection. */
export const PUBLIC_WEBSOCKET = 'wss://openws.work.weixin.qq.com';
