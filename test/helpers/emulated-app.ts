import { encrypt, getSignature } from '@wecom/crypto';
import type { CallbackKeys } from '../../src/platforms/wecom/config.ts';

/** 企业微信对自建应用的回调 — encrypted XML, as the platform posts it. */
export class EmulatedApp {
  readonly #options: { url: string; keys: CallbackKeys; corpId: string; agentId: number; now: () => number };
  #made = 0;

  constructor(options: { url: string; keys: CallbackKeys; corpId: string; agentId: number; now: () => number }) {
    this.#options = options;
  }

  text(from: string, content: string, id = '4561255354251345929'): Promise<{ status: number; body: string }> {
    return this.post(this.xml(from, `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content><MsgId>${id}</MsgId>`));
  }

  xml(from: string, fields: string): string {
    const { corpId, agentId, now } = this.#options;
    const time = Math.floor(now() / 1_000);
    return `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${time}</CreateTime>${fields}<AgentID>${agentId}</AgentID></xml>`;
  }

  post(plain: string, receiver = this.#options.corpId): Promise<{ status: number; body: string }> {
    const cipher = encrypt(this.#options.keys.encodingAesKey, plain, receiver);
    return this.send(
      `<xml><ToUserName><![CDATA[${receiver}]]></ToUserName><AgentID>1</AgentID><Encrypt><![CDATA[${cipher}]]></Encrypt></xml>`,
      cipher,
    );
  }

  /** The very XML, signed over `cipher`. */
  async send(xml: string, cipher: string): Promise<{ status: number; body: string }> {
    const { keys, now, url } = this.#options;
    this.#made += 1;
    const timestamp = Math.floor(now() / 1_000);
    const nonce = `app${this.#made}`;
    const signature = getSignature(keys.token, timestamp, nonce, cipher);
    const response = await fetch(`${url}?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`, { method: 'POST', body: xml });
    return { status: response.status, body: await response.text() };
  }
}
