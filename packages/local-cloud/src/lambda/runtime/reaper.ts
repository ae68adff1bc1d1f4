import { spawn } from 'node:child_process';

/** Sees to it that no function outlives the cloud, however the cloud ends. */
export interface Reaper {
  watch(processId: number): void;
  forget(processId: number): void;
  stop(): Promise<void>;
}

/**
 * A shell that learns the process groups of all functions over a pipe and kills them when the pipe closes, which it does also when the
 * cloud is killed with -9: a function in an endless loop would not notice by itself.
 */
const script = `trap '' INT TERM HUP
live=' '
while read -r verb group; do
  case $verb in
    watch) live="$live$group " ;;
    forget) case $live in *" $group "*) live="\${live%% $group *} \${live#* $group }" ;; esac ;;
  esac
done
for group in $live; do kill -9 "-$group" 2>/dev/null; done`;

export const startReaper = (): Reaper => {
  const shell = spawn('/bin/sh', ['-c', script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Out of reach of a Ctrl-C on the terminal, which the cloud answers in order.
    detached: true,
    env: {},
  });
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
  shell.unref();
  shell.stdin.on('error', () => {});
  return {
    watch: (processId) => shell.stdin.write(`watch ${processId}\n`),
    forget: (processId) => shell.stdin.write(`forget ${processId}\n`),
    stop: async () => {
      shell.ref();
      shell.stdin.end();
      await ended;
    },
  };
};
