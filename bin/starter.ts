import { execFileSync } from 'node:child_process';

const LOOK_EVERY_MS = 500;

/**
 * Calls `end` once npm is gone. npm passes signals on to a shell, and some shells end without passing them on;
 * killed outright, npm passes nothing on at all. The server would then hold the port with nobody to stop it.
 */
export const whenStarterEnds = (end: () => void): void => {
  const look = (): void => {
    if (process.ppid !== parent || (npm !== undefined && !isAlive(npm))) end();
  };
  setInterval(look, LOOK_EVERY_MS).unref();
};

/** The process above the shell that npm runs scripts in; undefined when there is no such shell. */
const findNpm = (parent: number): number | undefined => {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return undefined;
  try {
    const row = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(parent)], { encoding: 'utf8' }).trim();
    const [, pid, command] = /^(\d+)\s+(.*)$/.exec(row) ?? [];
    return pid && command?.endsWith('sh') ? Number(pid) : undefined;
  } catch {
    return undefined; // No ps here: then the shell is the only one to watch.
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Read when this process begins: npm may be gone before the server stands, and then nobody is left to be watched. */
const parent = process.ppid;
const npm = findNpm(parent);
