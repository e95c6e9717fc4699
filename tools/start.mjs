// node tools/start.mjs [--fresh]: from a fresh clone to a running clinic, with Node and npm and nothing else.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Hearth needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}
await import('./run-clinic.mjs'); // written for that Node
