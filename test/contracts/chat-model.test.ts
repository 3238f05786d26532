import { openModel } from '../helpers/open-model.ts';
import { ScriptedModel } from '../helpers/scripted-model.ts';
import { chatModelContract } from './chat-model.ts';

chatModelContract('the scripted model', ({ text, isCutOff }) => ({
  model: new ScriptedModel({ '*': isCutOff ? { text, cutBy: 'cut-off' } : text }),
  now: () => 0,
}));

chatModelContract('the OpenAI-compatible adapter', async ({ text, isCutOff }) => {
  const { server, chat } = await openModel();
  server.answer = () => ({ text, ...(isCutOff ? { finish: 'length' } : {}) });
  return { model: chat, now: () => Date.now() };
});

chatModelContract('the adapter at a server that knows no JSON mode', async ({ text, isCutOff }) => {
  const { server, chat } = await openModel();
  server.abilities = { ...server.abilities, jsonSchema: false, jsonObject: false, streamOptions: false };
  server.answer = () => ({ text, reasoning: '想一想', ...(isCutOff ? { finish: null } : {}) });
  return { model: chat, now: () => Date.now() };
});
