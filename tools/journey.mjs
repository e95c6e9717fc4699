// npm run journey: plays one whole at-home session against the running (or a self-started) clinic, through public HTTP and
// sockets only, with the movable clock. One line an event; any deviation ends it with exit code 1.
import { withClinic } from './journey/clinic.mjs';
import { play } from './journey/play.mjs';

const began = performance.now();
try {
  await withClinic(play);
  console.log(`✓ the whole journey, in ${((performance.now() - began) / 1000).toFixed(1)} s`);
} catch (error) {
  console.error(`✗ ${error.message}`);
  process.exitCode = 1;
}
