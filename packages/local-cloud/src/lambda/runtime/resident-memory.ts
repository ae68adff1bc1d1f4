import { readFileSync } from 'node:fs';

/** KiB of memory that a process holds; undefined where the system does not tell (no /proc) or the process is gone. */
export const residentKib = (processId: number): number | undefined => {
  try {
    const [, kib] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${processId}/status`, 'latin1')) ?? [];
    return kib === undefined ? undefined : Number(kib);
  } catch {
    return undefined;
  }
};
