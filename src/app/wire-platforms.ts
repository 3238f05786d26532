import type { Announcer } from '../bot/announcer.ts';
import type { Bureau, Group } from '../bureau/bureau.ts';
import type { Config } from '../config.ts';
import type { Network } from '../lib/network.ts';
import { type DingtalkConfig, dingtalkDefaults, readGroupRobot } from '../platforms/dingtalk/config.ts';
import { createDingtalkPlatform } from '../platforms/dingtalk/dingtalk.ts';
import type { ConnectedPlatform, PlatformSurroundings } from '../platforms/platform.ts';
import { PUBLIC_WEBSOCKET, publicEdition, readRobotKey, type WecomConfig } from '../platforms/wecom/config.ts';
import { createWecomPlatform } from '../platforms/wecom/wecom.ts';
import { networkOf } from './network-of.ts';

/** The adapters that the settings ask for; what is not configured is not there. */
export function wirePlatforms(
  config: Config,
  bureau: Bureau,
): (surroundings: PlatformSurroundings, announce: Announcer) => readonly ConnectedPlatform[] {
  const network = networkOf(config);
  const wecom = wecomOf(config, bureau, network);
  const dingtalk = dingtalkOf(config, bureau);
  return (surroundings, announce) => [
    ...(wecom ? [createWecomPlatform(wecom, surroundings, { onGap: (from, to) => announce.gap('wecom', { from, to }) })] : []),
    ...(dingtalk
      ? [
          createDingtalkPlatform(dingtalk, surroundings, {
            ...{ fetch: network.fetch, ...(network.agent ? { agent: network.agent } : {}) },
            onGap: (from, to) => announce.gap('dingtalk', { from, to }),
            onQuota: warning => announce.quota(warning),
          }),
        ]
      : []),
  ];
}

/** What the bureau's groups on a platform name as their robot's key, where it is set. */
function robotsOf(config: Config, groups: readonly Group[]): { conversation: string; key: string }[] {
  return groups.flatMap(({ conversation, robotKeyEnv }) => {
    const key = robotKeyEnv ? config.variable(robotKeyEnv) : undefined;
    return key ? [{ conversation, key }] : [];
  });
}

function wecomOf(config: Config, bureau: Bureau, network: Network): WecomConfig | undefined {
  const set = config.platforms;
  const robots = robotsOf(
    config,
    bureau.groups.filter(group => group.platform === 'wecom'),
  ).map(({ conversation, key }) => ({ conversation, key: readRobotKey(key) }));
  const hasBot = set.WECOM_AIBOT_TOKEN || set.WECOM_AIBOT_SECRET;
  if (!hasBot && !set.WECOM_APP_SECRET && !robots.length) return undefined;
  const aibot: WecomConfig['aibot'] = hasBot
    ? {
        names: set.WECOM_AIBOT_NAME ? [set.WECOM_AIBOT_NAME] : ['小法'],
        ...(set.WECOM_AIBOT_ID ? { id: set.WECOM_AIBOT_ID } : {}),
        ...(set.WECOM_AIBOT_TOKEN && set.WECOM_AIBOT_AES_KEY
          ? { callback: { token: set.WECOM_AIBOT_TOKEN, encodingAesKey: set.WECOM_AIBOT_AES_KEY } }
          : {}),
        ...(set.WECOM_AIBOT_SECRET ? { longConnection: { secret: set.WECOM_AIBOT_SECRET, url: set.WECOM_AIBOT_WS_URL ?? PUBLIC_WEBSOCKET } } : {}),
      }
    : undefined;
  const app: WecomConfig['app'] =
    set.WECOM_CORP_ID && set.WECOM_AGENT_ID !== undefined && set.WECOM_APP_SECRET
      ? {
          ...{ corpId: set.WECOM_CORP_ID, agentId: set.WECOM_AGENT_ID, secret: set.WECOM_APP_SECRET },
          ...(set.WECOM_APP_TOKEN && set.WECOM_APP_AES_KEY
            ? { callback: { token: set.WECOM_APP_TOKEN, encodingAesKey: set.WECOM_APP_AES_KEY } }
            : {}),
        }
      : undefined;
  return {
    ...publicEdition,
    ...(set.WECOM_API_BASE ? { apiBase: set.WECOM_API_BASE } : {}),
    ...(set.WECOM_OAUTH_BASE ? { oauthBase: set.WECOM_OAUTH_BASE } : {}),
    ...(set.WECOM_LOGIN_BASE ? { loginBase: set.WECOM_LOGIN_BASE } : {}),
    ...(set.WECOM_TRUSTED_HOSTS ? { trustedHosts: set.WECOM_TRUSTED_HOSTS } : {}),
    ...(set.WECOM_MEDIA_HOSTS ? { mediaHosts: set.WECOM_MEDIA_HOSTS } : {}),
    ...{ robots, evidence: bureau.evidence?.files ?? false, fetch: network.fetch },
    ...(network.agent ? { webSocket: { agent: network.agent } } : {}),
    ...(aibot ? { aibot } : {}),
    ...(app ? { app } : {}),
  };
}

function dingtalkOf(config: Config, bureau: Bureau): DingtalkConfig | undefined {
  const set = config.platforms;
  if (!set.DINGTALK_CLIENT_ID || !set.DINGTALK_CLIENT_SECRET) return undefined;
  const groups = robotsOf(
    config,
    bureau.groups.filter(group => group.platform === 'dingtalk'),
  );
  return {
    ...dingtalkDefaults,
    evidence: bureau.evidence?.files ?? false,
    clientId: set.DINGTALK_CLIENT_ID,
    clientSecret: set.DINGTALK_CLIENT_SECRET,
    robotCode: set.DINGTALK_ROBOT_CODE ?? set.DINGTALK_CLIENT_ID,
    corpId: set.DINGTALK_CORP_ID ?? null,
    cardTemplate: set.DINGTALK_CARD_TEMPLATE ?? null,
    publicUrl: config.publicUrl,
    mode: set.DINGTALK_MODE ?? dingtalkDefaults.mode,
    apiBase: set.DINGTALK_API_BASE ?? dingtalkDefaults.apiBase,
    oapiBase: set.DINGTALK_OAPI_BASE ?? dingtalkDefaults.oapiBase,
    loginBase: set.DINGTALK_LOGIN_BASE ?? dingtalkDefaults.loginBase,
    jsApi: set.DINGTALK_JSAPI_URL ?? dingtalkDefaults.jsApi,
    quota: { api: set.DINGTALK_QUOTA_API ?? dingtalkDefaults.quota.api, webhook: set.DINGTALK_QUOTA_WEBHOOK ?? dingtalkDefaults.quota.webhook },
    trustedHosts: set.DINGTALK_TRUSTED_HOSTS ?? dingtalkDefaults.trustedHosts,
    groupRobots: groups.flatMap(({ conversation, key }) => readGroupRobot(conversation, key) ?? []),
  };
}
