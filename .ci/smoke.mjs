// Starts the built product as `npm start` does, on a fresh state, plays the first minutes of a bureau's life over HTTP, and stops it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const port = 3271;
const base = `http://localhost:${port}`;
const state = mkdtempSync(join(tmpdir(), 'xiaofa-smoke-'));
const started = Date.now();
const server = spawn('npm', ['start'], { env: { ...process.env, PORT: String(port), STATE_DIR: state }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
let printed = '';
server.stdout.on('data', chunk => (printed += chunk));
server.stderr.on('data', chunk => (printed += chunk));

function stop(code, message) {
  console.log(message);
  if (code) console.log(printed);
  try {
    process.kill(-server.pid, 'SIGTERM');
  } catch {}
  setTimeout(() => {
    rmSync(state, { recursive: true, force: true });
    process.exit(code);
  }, 1500);
}

async function ready() {
  for (let attempt = 0; attempt < 240; attempt++) {
    const answer = await fetch(`${base}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    if (server.exitCode !== null) throw new Error('the server ended before it was ready');
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  throw new Error('not ready after a minute');
}

async function say(from, text) {
  const answer = await fetch(`${base}/simulator/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, group: 'work', text }),
  });
  if (!answer.ok) throw new Error(`${answer.status} to “${text}”: ${await answer.text()}`);
  const { replies } = await answer.json();
  return replies;
}

async function expectReply(from, text, pattern) {
  const replies = await say(from, text);
  const all = replies.map(reply => reply.text).join('\n');
  if (!pattern.test(all)) throw new Error(`“${text}” was answered with:\n${all}`);
  console.log(`ok: ${text} → ${all.split('\n')[0]}`);
  return replies;
}

try {
  await ready();
  console.log(`ready after ${((Date.now() - started) / 1000).toFixed(1)} s, build included`);
  await expectReply('qinlang', '@小法 本周走仿企业12家，收集问题5条，当场解决3条', /12家/);
  await expectReply('qinlang', '第1条改成13家', /12家.*13家/);
  await expectReply('gaoyuan', '今年以来走访了多少企业', /13家/);
  await expectReply('qinlang', '小微企业的货款最晚多久要付', /第.+条/);
  const drafts = await expectReply('lianghui', '生成年度报告', /报告/);
  if (!drafts.some(reply => reply.files?.length)) throw new Error('the annual report came without a file');
  const page = await fetch(`${base}/simulator`);
  if (!page.ok || !(await page.text()).includes('小法')) throw new Error('the simulator page did not open');
  stop(0, 'smoke: passed');
} catch (error) {
  stop(1, `smoke: failed: ${error.message}`);
}
