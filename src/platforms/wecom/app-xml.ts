import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { Unverified } from './verify.ts';

/** Numbers stay text: a MsgId is longer than a JavaScript number is exact. Entities are never expanded. */
const parser = new XMLParser({ processEntities: false, parseTagValue: false, ignoreAttributes: true, trimValues: false });

const text = z.string().max(200_000);
const Envelope = z.object({ xml: z.object({ ToUserName: text.optional(), Encrypt: z.string().min(1).max(2_000_000) }) });

/** The fields that are used of the app's messages and events. */
const Message = z.object({
  xml: z.object({
    FromUserName: z.string().min(1).max(256),
    CreateTime: z.string().regex(/^\d{1,12}$/),
    MsgType: z.string().max(40),
    MsgId: z.string().max(64).optional(),
    AgentID: z.string().max(20).optional(),
    Content: text.optional(),
    Event: z.string().max(60).optional(),
    EventKey: z.string().max(1_024).optional(),
    TaskId: z.string().max(128).optional(),
    ResponseCode: z.string().max(512).optional(),
  }),
});
export type AppMessage = z.infer<typeof Message>['xml'];

/** The ciphertext of an app's callback. Throws `Unverified`. */
export function readAppEnvelope(xml: string): string {
  return parseXml(Envelope, xml).xml.Encrypt;
}

export function readAppMessage(xml: string): AppMessage {
  return parseXml(Message, xml).xml;
}

/** No document type, no entities, well-formed, and as the schema says. */
function parseXml<T>(schema: z.ZodType<T>, xml: string): T {
  // The parser takes broken XML, so it is validated first; a document type is never read at all.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml) || XMLValidator.validate(xml) !== true) throw new Unverified('malformed');
  try {
    return schema.parse(parser.parse(xml));
  } catch {
    throw new Unverified('malformed');
  }
}
