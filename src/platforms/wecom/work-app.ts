import { crc32 } from 'node:zlib';
import type { AccessToken } from './access-token.ts';
import { ApiFailure } from './api.ts';
import { cardBody, markdownBody } from './encode.ts';
import { DepartmentAnswer, OpenUserAnswer, SentAnswer, SignInAnswer, UploadAnswer, UserAnswer } from './schema.ts';
import type { TemplateCard } from './template-card.ts';
import { cardDone } from './words.ts';

/** A file with its bytes. */
export interface FileToSend {
  name: string;
  bytes: Uint8Array;
}

/** What people download, and what they see at once. */
export type MediaType = 'file' | 'image';

/** Nobody could be reached (page 90236): told in words by whoever asked. */
export const NOBODY_REACHED = 81013;

/** Nobody is pushed the same words twice in half an hour. */
const PUSH_ONCE_SECONDS = 1_800;
/** As long as it takes to try again a few times, and no longer: whoever asks again wants to be answered again. */
const ANSWER_ONCE_SECONDS = 60;

/** A second more or less for another message, so that the requests differ: what the platform compares is the whole request (page 90236). */
function answerOnceSeconds(answers: string): number {
  return ANSWER_ONCE_SECONDS + (crc32(answers) % ANSWER_ONCE_SECONDS);
}

/** 自建应用 — what its API is asked for. Throws `ApiFailure`. */
export class WorkApp {
  readonly #token: AccessToken;
  readonly #agentId: number;

  constructor(token: AccessToken, agentId: number) {
    this.#token = token;
    this.#agentId = agentId;
  }

  /** `answers`: the message that this answers; the same answer to another one is another message. */
  sendMarkdown(account: string, content: string, answers?: string): Promise<void> {
    return this.#send(account, markdownBody(content), answers);
  }

  /** Buttons come back only where a callback is set (page 90236, template_card). */
  sendCard(account: string, card: TemplateCard): Promise<void> {
    return this.#send(account, cardBody(card));
  }

  /** The pressed card says so and takes no second press (page 94888). */
  async closeCard(account: string, responseCode: string): Promise<void> {
    const json = { userids: [account], agentid: this.#agentId, response_code: responseCode, button: { replace_name: cardDone } };
    await this.#token.call('/cgi-bin/message/update_template_card', { json });
  }

  async sendMedia(account: string, file: FileToSend, type: MediaType): Promise<void> {
    const { media_id } = UploadAnswer.parse(await this.#token.call('/cgi-bin/media/upload', { query: { type }, form: mediaForm(file) }));
    return this.#send(account, { msgtype: type, [type]: { media_id } });
  }

  async user(account: string): Promise<{ name: string; departmentId: number | null }> {
    const user = UserAnswer.parse(await this.#token.call('/cgi-bin/user/get', { query: { userid: account } }));
    return { name: user.name, departmentId: user.main_department ?? user.department[0] ?? null };
  }

  async departmentName(id: number): Promise<string> {
    return DepartmentAnswer.parse(await this.#token.call('/cgi-bin/department/get', { query: { id: String(id) } })).department.name;
  }

  /** The plain account behind an encrypted one (page 101521); null when it is plain already or out of the app's range. */
  async plainAccount(encrypted: string): Promise<string | null> {
    const answer = await this.#token.call('/cgi-bin/batch/openuserid_to_userid', { json: { open_userid_list: [encrypted] } });
    return OpenUserAnswer.parse(answer).userid_list.find(pair => pair.open_userid === encrypted)?.userid ?? null;
  }

  /** Who signed in with this code; null for somebody outside the corp. Whether they may enter is decided elsewhere. */
  async whoSignedIn(code: string): Promise<string | null> {
    const answer = SignInAnswer.parse(await this.#token.call('/cgi-bin/auth/getuserinfo', { query: { code } }));
    return answer.userid ?? answer.UserId ?? null;
  }

  /** The same request is taken once for a while, so a retry after a lost answer does not ring twice. */
  async #send(account: string, body: Record<string, unknown>, answers?: string): Promise<void> {
    const seconds = answers === undefined ? PUSH_ONCE_SECONDS : answerOnceSeconds(answers);
    const json = { touser: account, agentid: this.#agentId, ...body, enable_duplicate_check: 1, duplicate_check_interval: seconds };
    const { invaliduser, unlicenseduser } = SentAnswer.parse(await this.#token.call('/cgi-bin/message/send', { json }));
    // With one receiver, a partial failure is a whole one; accounts come back in lower case.
    if (invaliduser !== '' || unlicenseduser !== '') throw new ApiFailure(NOBODY_REACHED, { remedy: 'never' });
  }
}

/** The form of every upload: one field `media` with a file name. */
export function mediaForm({ name, bytes }: FileToSend): FormData {
  const form = new FormData();
  form.set('media', new Blob([Buffer.from(bytes)]), name);
  return form;
}
