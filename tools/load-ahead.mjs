// Preloaded (`node --import`) into a server that is started before there is a database: it loads what it is made of, and then waits
// until whoever started it says the rest of its settings.
import { once } from 'node:events';

const { HEARTH_LOAD_AHEAD: modules } = process.env;
delete process.env.HEARTH_LOAD_AHEAD;
for (const path of modules.split(' ')) await import(`../${path}`);
process.channel.ref();
const [{ env }] = await once(process, 'message');
process.channel.unref();
Object.assign(process.env, env);
