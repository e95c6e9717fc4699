// Preloaded with --expose-gc into both servers of a memory row: on SIGUSR2 what is garbage goes, and what is resident is in use.
process.on('SIGUSR2', () => {
  globalThis.gc();
  globalThis.gc();
});
