import { type ChildProcess, spawn } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

export interface Guard {
  /** Call once the children run. */
  arm: () => void;
  /** Call once they have ended. */
  disarm: () => void;
}

/**
 * Makes sure that the processes started from now on do not outlive this one, even when it is killed with SIGKILL:
 * a workerd left behind would hold the port and the databases, and the next `npm start` would fail.
 * A shell reads from a pipe that only this process writes to; its end is the sign.
 */
export const watchChildren = (): Guard => {
  const children: ChildProcess[] = [];
  let shell: ChildProcess | undefined;
  const note = (message: unknown): void => {
    children.push((message as { process: ChildProcess }).process);
  };
  subscribe('child_process', note);
  return {
    arm: () => {
      unsubscribe('child_process', note);
      const pids = children.flatMap(({ pid }) => (pid === undefined ? [] : [String(pid)]));
      if (process.platform === 'win32' || pids.length === 0) return;
      // Detached: Ctrl-C reaches the whole process group, and must not end the guard first.
      shell = spawn('sh', ['-c', 'cat; kill -9 "$@" 2>/dev/null', 'samewire-guard', ...pids], {
        stdio: ['pipe', 'ignore', 'ignore'],
        detached: true,
      });
      shell.unref();
    },
    disarm: () => {
      shell?.kill('SIGKILL');
    },
  };
};
