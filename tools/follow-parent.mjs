// Preloaded into every server process (`node --import`): it ends when the process that started it is gone, however that one ended.
function leave() {
  process.kill(process.pid, 'SIGTERM'); // the ordinary way out first, so that what was begun is finished
  setTimeout(() => process.exit(1), 5_000).unref();
}
if (process.connected) {
  process.once('disconnect', leave);
  process.channel.unref(); // it does not keep a program that has done its work
} else leave(); // the parent was gone before this was loaded
