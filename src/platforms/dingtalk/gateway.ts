import type { DingtalkApi } from './api.ts';
import { CARD_TOPIC } from './card.ts';
import type { DingtalkConfig } from './config.ts';
import { DingtalkFailure } from './failure.ts';
import { GatewayAnswer } from './schema.ts';
import { ROBOT_TOPIC } from './stream-frame.ts';
import { isTrustedAddress } from './trusted-address.ts';

/** Asks for an address with a fresh ticket. Events are not subscribed to: each would be paid for. https://opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol */
export async function openGateway(api: DingtalkApi, config: DingtalkConfig): Promise<string> {
  const topics = [ROBOT_TOPIC, ...(config.cardTemplate === null ? [] : [CARD_TOPIC])];
  const subscriptions = topics.map(topic => ({ type: 'CALLBACK', topic }));
  const body = { clientId: config.clientId, clientSecret: config.clientSecret, ua: 'xiaofa', subscriptions };
  const { endpoint, ticket } = await api.open({ style: 'new', path: '/v1.0/gateway/connections/open', body, answer: GatewayAnswer });
  if (!isTrustedAddress(endpoint, config)) throw new DingtalkFailure('other', '长连接地址不在允许的主机内');
  const address = new URL(endpoint);
  address.searchParams.set('ticket', ticket);
  return address.href;
}
