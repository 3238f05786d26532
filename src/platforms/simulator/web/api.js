// Every call to the program. A failure carries the sentence that the program gave.

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(`/simulator/${path}`, options);
  } catch {
    throw new Error('连不上小法：程序可能已停止。请看一眼启动它的窗口，再试一次。');
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.message ?? '小法没有答复，请稍后再试。');
  return body;
}

function post(path, body) {
  return call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

export const api = {
  scene: () => call('scene'),
  feed: since => call(`feed?since=${since}`),
  records: () => call('records'),
  say: message => post('messages', message),
  sendFile: ({ from, group, file }) => call(`files?${new URLSearchParams({ from, group, name: file.name })}`, { method: 'POST', body: file }),
  moveClock: to => post('clock', { to }),
  crash: () => post('crash', {}),
  reset: () => post('reset', {}),
};
