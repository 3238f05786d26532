import { serveFakeSimulator } from './serve-fake-simulator.ts';

// `node dist/test/helpers/show-fake-simulator.js [port]`: to look at the page while it is worked on, without the rest of the program.
const { url } = await serveFakeSimulator(Number(process.argv[2] ?? 0));
console.log(`${url}/simulator`);
