import { extname, join } from 'node:path';
import Router from '@koa/router';
import type { Context } from 'koa';
import rawBody from 'raw-body';
import { parseInstant } from '../../domain/date.ts';
import { AppError } from '../../domain/errors.ts';
import type { Member } from '../../domain/member.ts';
import { type IncomingMessage, isPicture } from '../../domain/message.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { openStaticFiles } from '../../lib/static-files.ts';
import { clockTargets } from './clock-targets.ts';
import { type SimulatedBureau, simulatorAccount } from './contacts.ts';
import { fileLink } from './file-link.ts';
import { createGate, type Gate } from './gate.ts';
import type { SimulatorHost } from './host.ts';
import { recordsView } from './records-view.ts';
import { ClockBody, FileQuery, parseBody, SpokenBody } from './schema.ts';
import { BOT_NAME, type SimulatorPlatform } from './simulator.ts';

/** What the simulator's routes are built from. */
export interface SimulatorRoutesOptions {
  bureau: () => SimulatedBureau;
  platform: SimulatorPlatform;
  host: SimulatorHost;
  /** Names the present showing, so that a page notices when the program was restarted or emptied. */
  createId: () => string;
}

const MAX_JSON_BYTES = 128 * 1024;
const MAX_FILE_BYTES = 8 * 1024 * 1024;

const contentTypes: Record<string, string> = {
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.png': 'image/png',
};

async function readJson(context: Context): Promise<unknown> {
  const text = await rawBody(context.req, { limit: MAX_JSON_BYTES, encoding: 'utf8' });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('usage', '请求内容不是有效的 JSON，请检查括号、引号和逗号。', { cause });
  }
}

async function hear(message: IncomingMessage, { platform, host }: SimulatorRoutesOptions): Promise<object> {
  platform.show(message);
  await host.receive(message);
  const replies = platform.transcript.repliesTo(message.id);
  return { id: message.id, replies: replies.map(({ text, files }) => ({ text, ...(files.length === 0 ? {} : { files: files.map(fileLink) }) })) };
}

function addTalking(router: Router, options: SimulatorRoutesOptions, gate: Gate): void {
  router.post('/simulator/messages', async context => {
    const spoken = parseBody(SpokenBody, await readJson(context));
    const quote =
      typeof spoken.quote === 'object'
        ? { text: spoken.quote.text, ...(spoken.quote.messageId ? { messageId: spoken.quote.messageId } : {}) }
        : spoken.quote;
    context.body = await gate.together(() => hear(options.platform.compose({ ...spoken, quote }), options));
  });
  router.post('/simulator/files', async context => {
    const { from, group, name } = parseBody(FileQuery, context.query);
    const bytes = await rawBody(context.req, { limit: MAX_FILE_BYTES });
    const kind = isPicture({ kind: 'file', name }) ? ('image' as const) : ('file' as const);
    const attachments = [{ kind, name, bytes }];
    context.body = await gate.together(() => hear(options.platform.compose({ from, group, text: '', attachments }), options));
  });
}

function memberView(member: Member): object {
  return {
    id: member.id,
    account: simulatorAccount(member),
    name: member.name,
    department: member.department,
    roles: member.roles,
    known: member.known,
  };
}

function addLooking(router: Router, { bureau, platform, host }: SimulatorRoutesOptions, epoch: () => string): void {
  router.get('/simulator/scene', context => {
    const { name, groups, members } = bureau();
    context.body = {
      epoch: epoch(),
      bureau: name,
      bot: BOT_NAME,
      groups: groups.map(group => ({ id: group.id, name: group.name, kind: group.kind })),
      members: [...members, ...platform.contacts.strangers()].map(memberView),
      facts: host.facts(),
    };
  });
  router.get('/simulator/feed', context => {
    const since = Number(context.query['since'] ?? 0);
    const now = host.now();
    const lines = platform.transcript.since(Number.isSafeInteger(since) && since > 0 ? since : 0);
    context.body = {
      epoch: epoch(),
      now,
      targets: clockTargets(now, host.calendar),
      lines: lines.map(line => ({ ...line, files: line.files.map(fileLink) })),
    };
  });
  router.get('/simulator/records', async context => {
    context.body = recordsView(await host.records(), host);
  });
  router.get('/simulator/files/:id', async context => {
    const name = typeof context.query['name'] === 'string' ? context.query['name'] : '文件';
    const bytes = await host.render({ id: context.params['id'] ?? '', name });
    context.set('Content-Disposition', `attachment; filename="download"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`);
    context.type = contentTypes[extname(name)] ?? 'application/octet-stream';
    context.body = Buffer.from(bytes);
  });
}

function addSteering(router: Router, { platform, host }: SimulatorRoutesOptions, control: { gate: Gate; renew: () => void }): void {
  router.post('/simulator/clock', async context => {
    const { to } = parseBody(ClockBody, await readJson(context));
    context.body = await control.gate.alone(async () => {
      const now = host.now();
      const at = clockTargets(now, host.calendar).find(target => target.id === to)?.at ?? parseInstant(to);
      if (at === undefined) throw new AppError('usage', `没有看懂时间“${to}”。请写成 2026-11-20T16:00。`);
      if (at <= now) throw new AppError('usage', '时钟只能往后拨，请选一个比现在晚的时间。要回到开头，请用“清空重来”。');
      await host.advanceTo(at);
      return { now: host.now() };
    });
  });
  router.post('/simulator/crash', async context => {
    context.body = await control.gate.alone(() => host.crash());
  });
  router.post('/simulator/reset', async context => {
    await control.gate.alone(async () => {
      await host.reset();
      platform.clear();
      control.renew();
    });
    context.body = {};
  });
}

function addPage(router: Router): void {
  const open = openStaticFiles(join(projectRoot, 'src', 'platforms', 'simulator', 'web'));
  const send = async (context: Context, name: string): Promise<void> => {
    const file = await open(name);
    if (!file) return;
    context.type = file.type;
    context.body = file.bytes;
  };
  router.get('/simulator', context => send(context, 'index.html'));
  router.get('/simulator/web/:name', context => send(context, context.params['name'] ?? ''));
}

/** The page at `/simulator` and what it and scripts call. To be mounted for this machine only. */
export function createSimulatorRoutes(options: SimulatorRoutesOptions): Router {
  const router = new Router();
  const gate = createGate();
  let epoch = options.createId();
  const renew = (): void => {
    epoch = options.createId();
  };
  addTalking(router, options, gate);
  addLooking(router, options, () => epoch);
  addSteering(router, options, { gate, renew });
  addPage(router);
  return router;
}
