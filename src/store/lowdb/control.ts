import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { AppError } from '../../domain/errors.ts';

/** A command that another process of this machine asks the owner of the state folder to run. */
export interface ControlRequest {
  command: string;
  args: string[];
  /** Where relative paths of `args` start. */
  cwd: string;
}

/** Where a command's lines go. */
export interface ControlOutput {
  stdout(line: string): void;
  stderr(line: string): void;
}

/** Runs the command and resolves to its exit code. */
export type RunCommand = (request: ControlRequest, output: ControlOutput) => Promise<number>;

type Reply = { stdout: string } | { stderr: string } | { exit: number };

/** The longest path that every system takes for a socket (macOS: 104 bytes with the closing zero). */
const LONGEST_SOCKET_PATH = 100;

/** Where the owner of a state folder listens: in the folder; a named pipe on Windows; where the path is too long, in the system's temporary folder. */
export function controlAddress(folder: string): string {
  const inFolder = join(resolve(folder), 'control.sock');
  const name = `xiaofa-${createHash('sha256').update(inFolder).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return Buffer.byteLength(inFolder) <= LONGEST_SOCKET_PATH ? inFolder : join(tmpdir(), `${name}.sock`);
}

function opened(address: string): Promise<Socket | undefined> {
  return new Promise(resolveWith => {
    const socket = connect(address);
    socket.once('connect', () => resolveWith(socket));
    socket.once('error', () => resolveWith(undefined));
  });
}

/** Whether a process listens there. */
export async function isAnswered(address: string): Promise<boolean> {
  const socket = await opened(address);
  socket?.on('error', () => undefined).destroy();
  return socket !== undefined;
}

function isRequest(value: unknown): value is ControlRequest {
  const request = value as Partial<ControlRequest> | null;
  return typeof request?.command === 'string' && Array.isArray(request.args) && typeof request.cwd === 'string';
}

async function answer(socket: Socket, run: RunCommand): Promise<void> {
  const send = (reply: Reply): void => void (socket.writable && socket.write(`${JSON.stringify(reply)}\n`));
  for await (const line of createInterface({ input: socket })) {
    const request: unknown = JSON.parse(line);
    if (!isRequest(request)) break;
    const output = { stdout: (text: string) => send({ stdout: text }), stderr: (text: string) => send({ stderr: text }) };
    const exit = await run(request, output).catch((error: unknown) => {
      output.stderr(error instanceof AppError ? error.message : '命令没有完成，请看程序日志。');
      return 1;
    });
    send({ exit });
    break;
  }
  socket.end();
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolveWith, reject) => {
    server.once('error', reject);
    // The socket file is made within this call; nobody but its owner may ever connect to it.
    const before = process.umask(0o177);
    try {
      server.listen(address, () => resolveWith());
    } finally {
      process.umask(before);
    }
  });
}

/** 控制通道 — the owner's end: others of the same user and machine connect, send one request and are streamed its output. */
export class ControlServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', socket => {
      this.#sockets.add(socket.on('close', () => this.#sockets.delete(socket)));
    });
  }

  /** Only the owner of the folder may call this: a socket file that is there is a dead owner's. */
  static async open(folder: string, run: RunCommand): Promise<ControlServer> {
    const address = controlAddress(folder);
    if (process.platform !== 'win32') await rm(address, { force: true });
    const server = createServer(socket => {
      socket.on('error', () => undefined);
      answer(socket, run).catch(() => socket.destroy());
    });
    const control = new ControlServer(server);
    await listen(server, address);
    // It never keeps the program alive: short commands end while it listens.
    server.unref();
    return control;
  }

  async close(): Promise<void> {
    const closed = new Promise(resolveWith => this.#server.close(resolveWith));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

async function belongsToUs(address: string): Promise<boolean> {
  if (process.platform === 'win32' || !process.getuid) return true;
  return (await stat(address)).uid === process.getuid();
}

/** Asks the owner of the folder to run a command; resolves to its exit code, or to undefined when no owner listens. */
export async function runInOwner(folder: string, request: ControlRequest, output: ControlOutput): Promise<number | undefined> {
  const address = controlAddress(folder);
  const socket = await opened(address);
  if (!socket) return undefined;
  if (!(await belongsToUs(address))) {
    socket.destroy();
    return undefined;
  }
  socket.on('error', () => undefined);
  socket.write(`${JSON.stringify(request)}\n`);
  for await (const line of createInterface({ input: socket })) {
    const reply = JSON.parse(line) as Reply;
    if ('stdout' in reply) output.stdout(reply.stdout);
    else if ('stderr' in reply) output.stderr(reply.stderr);
    else {
      socket.destroy();
      return reply.exit;
    }
  }
  output.stderr('与正在运行的小法程序的连接中断，命令可能没有做完，请查看后再试。');
  return 1;
}
