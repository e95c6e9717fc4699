// npm run -s db:url: the database address of the running clinic. PORT or HEARTH_DATA_DIR says which, if there are several.
import { findRunning } from './running.mjs';

const running = findRunning();
if (running) console.log(running.databaseUrl);
else console.error(`No clinic runs ${process.env.PORT ? `on port ${process.env.PORT}` : 'here'}. Start one: npm start`);
process.exitCode = running ? 0 : 1;
