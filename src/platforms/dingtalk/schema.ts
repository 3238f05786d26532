import { z } from 'zod';

const words = z.string().catch('');

const RichTextPart = z.object({ text: z.string().optional(), type: z.string().optional(), downloadCode: z.string().optional() });

/** What a message other than text carries; one guide page shows plain text here, too. */
const Content = z.object({
  richText: z.array(RichTextPart).optional().catch(undefined),
  recognition: z.string().optional().catch(undefined),
  downloadCode: z.string().optional().catch(undefined),
  fileName: z.string().optional().catch(undefined),
});

/** A robot callback, the same over HTTP and Stream. An over-quota one has an error code and no words. */
export const RobotCallback = z.object({
  msgId: z.string().min(1),
  msgtype: z.string().catch('unknownMsgType'),
  conversationId: z.string().min(1),
  conversationTitle: words,
  conversationType: z.union([z.string(), z.number()]).transform(String),
  text: z.object({ content: words }).optional().catch(undefined),
  content: z.union([Content, z.string()]).optional().catch(undefined),
  senderStaffId: words,
  senderNick: words,
  senderId: words,
  senderCorpId: words,
  chatbotCorpId: words,
  robotCode: words,
  sessionWebhook: words,
  sessionWebhookExpiredTime: z.coerce.number().catch(0),
  createAt: z.coerce.number().catch(0),
});
export type RobotCallback = z.infer<typeof RobotCallback>;

/** A pressed button of an interactive card; `content` is JSON in a string. */
export const CardCallback = z.object({
  outTrackId: z.string().min(1).max(200),
  userId: z.string().min(1).max(200),
  corpId: words,
  content: z.string().max(20_000),
});

/** What our template sends along with a press. */
export const CardParams = z.object({ cardPrivateData: z.object({ params: z.object({ key: words, place: words }) }) });
export type CardParams = z.infer<typeof CardParams>;

/** Whether a card arrived: HTTP 200 alone does not say so. */
export const CardAnswer = z.object({
  success: z.boolean().catch(false),
  result: z.object({ deliverResults: z.array(z.object({ success: z.boolean().catch(false), errorMsg: words })).catch([]) }),
});

/** What remains of a callback when the month's quota is used up: HTTP and Stream name it differently. */
export const OverQuota = z.union([
  z.object({ errorCode: z.coerce.number().int().positive() }),
  z.object({ errCode: z.coerce.number().int().positive() }),
]);

/** Answers of `oapi`: always HTTP 200, the code tells. */
export const OldAnswer = z.object({ errcode: z.number(), errmsg: words });

/** Failures of `api`: an HTTP status and a word. */
export const NewFailure = z.object({ code: z.string(), message: words });

/** What a blocked address gets instead of an answer. */
export const Punishment = z.object({ punish: z.string() });

/** Answer of the token endpoint; seconds. */
export const TokenAnswer = z.object({ accessToken: z.string().min(1), expireIn: z.number().positive() });

/** Answer of a private message: whom it did not reach. */
export const DirectAnswer = z.object({
  invalidStaffIdList: z.array(z.string()).catch([]),
  flowControlledStaffIdList: z.array(z.string()).catch([]),
});

/** Where a file that somebody sent can be fetched for a while. */
export const DownloadAnswer = z.object({ downloadUrl: z.string() });

/** Answer of an upload. */
export const MediaAnswer = z.object({ media_id: z.string().min(1) });

/** A person of the contacts, the fields that every app may read. */
export const UserAnswer = z.object({
  result: z.object({ userid: z.string(), unionid: words, name: words, dept_id_list: z.array(z.number()).catch([]) }),
});

/** A department. */
export const DepartmentAnswer = z.object({ result: z.object({ name: words }) });

/** Who a page code or a unionId belongs to. */
export const UseridAnswer = z.object({ result: z.object({ userid: z.string().min(1) }) });

/** A person's own token after a scan. */
export const UserTokenAnswer = z.object({ accessToken: z.string().min(1) });

/** Who that token belongs to. */
export const MeAnswer = z.object({ unionId: z.string().min(1) });

/** Where to connect, with a ticket that is good once. */
export const GatewayAnswer = z.object({ endpoint: z.url(), ticket: z.string().min(1) });

/** A frame from the Stream server. */
export const StreamFrame = z.object({
  type: z.string(),
  headers: z.object({ topic: words, messageId: words }),
  data: z.unknown().transform(data => (typeof data === 'string' ? data : JSON.stringify(data ?? {}))),
});
export type StreamFrame = z.infer<typeof StreamFrame>;
