import WebSocket from 'ws';
import { StreamFrame } from './schema.ts';

/** Topic of what people say to the robot; it comes as a callback, not as an event. */
export const ROBOT_TOPIC = '/v1.0/im/bot/messages/get';

/** Acknowledges a frame by its id; 200 means that it need not come again. */
export function answerFrame(socket: WebSocket, { messageId, code, data }: { messageId: string; code: number; data: string }): void {
  if (socket.readyState !== WebSocket.OPEN) return;
  const message = code === 200 ? 'OK' : 'not accepted';
  socket.send(JSON.stringify({ code, message, headers: { messageId, contentType: 'application/json' }, data }));
}

/** Undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Undefined when it is not a frame. */
export function parseFrame(text: string): StreamFrame | undefined {
  const parsed = StreamFrame.safeParse(parseJson(text));
  return parsed.success ? parsed.data : undefined;
}
