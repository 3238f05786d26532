import { ScriptedModel } from '../helpers/scripted-model.ts';
import { chatModelContract } from './chat-model.ts';

chatModelContract('the scripted model', ({ text, isCutOff }) => ({
  model: new ScriptedModel({ '*': isCutOff ? { text, cutBy: 'cut-off' } : text }),
  now: () => 0,
}));
