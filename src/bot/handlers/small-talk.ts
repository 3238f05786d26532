import { aboutQuiz, adminOnCommandLine, greeting as greetingText, help as helpText } from '../../wording/bot.ts';
import { type Handler, say } from '../turn.ts';

export const greeting: Handler = async () => say(greetingText);

export const help: Handler = async () => say(helpText);

export const quiz: Handler = async () => say(aboutQuiz);

export const admin: Handler = async () => say(adminOnCommandLine);
