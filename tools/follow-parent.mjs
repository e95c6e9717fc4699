// Preloaded into every server process (`node --import`): it ends when the process that started it is gone, however that one ended.
if (process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM'); // the ordinary way out first, so that what was begun is finished
    setTimeout(() => process.exit(1), 5_000).unref();
  });
}
