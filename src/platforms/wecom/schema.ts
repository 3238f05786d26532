import { z } from 'zod';

/** Characters. Ids are opaque, case-sensitive and short. */
export const MAX_ID = 256;
export const MAX_TEXT = 200_000;
export const MAX_URL = 4_096;

const id = z.string().min(1).max(MAX_ID);
const text = z.string().max(MAX_TEXT);
const media = z.object({ url: z.string().max(MAX_URL).optional(), aeskey: z.string().max(256).optional() });

const item = z.object({ msgtype: z.string(), text: z.object({ content: text }).optional(), image: media.optional() });

/** What a message may carry, whatever its `msgtype` says. */
const content = {
  text: z.object({ content: text }).optional(),
  mixed: z.object({ msg_item: z.array(item).max(100) }).optional(),
  voice: z.object({ content: text }).optional(),
  image: media.optional(),
  file: media.optional(),
  video: media.optional(),
};

export const Content = z.object({ msgtype: z.string().max(40), ...content });
export type Content = z.infer<typeof Content>;

const selected = z.object({ question_key: z.string().optional(), option_ids: z.object({ option_id: z.array(z.string()) }).optional() });

const event = z.object({
  eventtype: z.string().max(60),
  template_card_event: z
    .object({
      card_type: z.string().optional(),
      event_key: z.string().max(1_024),
      task_id: z.string().max(128).optional(),
      selected_items: z.object({ selected_item: z.array(selected) }).optional(),
    })
    .optional(),
  feedback_event: z
    .object({ id: z.string().max(256), type: z.number().int(), inaccurate_reason_list: z.array(z.number().int()).optional() })
    .optional(),
});

/** The plain JSON of one callback of a smart bot; over the long connection the same. */
export const AibotCallback = Content.extend({
  msgid: id,
  aibotid: id.optional(),
  chatid: id.optional(),
  chattype: z.enum(['single', 'group']).optional(),
  from: z.object({ userid: id }).optional(),
  response_url: z.string().max(MAX_URL).optional(),
  create_time: z.number().optional(),
  quote: Content.optional(),
  stream: z.object({ id }).optional(),
  event: event.optional(),
});
export type AibotCallback = z.infer<typeof AibotCallback>;

/** What every API answers: HTTP is 200 even for errors. */
export const ApiAnswer = z.looseObject({ errcode: z.number().default(0), errmsg: z.string().default('') });
export type ApiAnswer = z.infer<typeof ApiAnswer>;

export const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
export const UserAnswer = z.object({
  name: z.string().default(''),
  main_department: z.number().optional(),
  department: z.array(z.number()).default([]),
});
export const DepartmentAnswer = z.object({ department: z.object({ name: z.string().default('') }) });
export const OpenUserAnswer = z.object({ userid_list: z.array(z.object({ open_userid: z.string(), userid: z.string() })).default([]) });
export const SignInAnswer = z.object({ userid: z.string().optional(), UserId: z.string().optional() });
export const UploadAnswer = z.object({ media_id: z.string().min(1) });
export const SentAnswer = z.object({ invaliduser: z.string().default(''), unlicenseduser: z.string().default('') });
