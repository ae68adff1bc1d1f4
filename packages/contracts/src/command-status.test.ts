import { describe, expect, it } from 'vitest';
import { commandStatuses, finalByDevice, finalByUs, isFinal, mayFollow } from './command-status.ts';

describe('command statuses', () => {
  it('lets nothing follow the last word of the device', () => {
    for (const last of finalByDevice) {
      expect(commandStatuses.filter((next) => mayFollow(last, next))).toEqual([]);
    }
  });

  it('lets only the last word of the device replace ours', () => {
    for (const last of finalByUs) {
      expect(commandStatuses.filter((next) => mayFollow(last, next))).toEqual([...finalByDevice]);
    }
  });

  it('goes only forward before that', () => {
    expect(mayFollow('CREATED', 'SENT')).toBe(true);
    expect(mayFollow('CREATED', 'IN_PROGRESS')).toBe(true);
    expect(mayFollow('IN_PROGRESS', 'SENT')).toBe(false);
    expect(mayFollow('SENT', 'SENT')).toBe(false);
    expect(mayFollow('SENT', 'CREATED')).toBe(false);
    expect(mayFollow('SENT', 'EXPIRED')).toBe(true);
  });

  it('knows which are final', () => {
    expect(commandStatuses.filter((status) => !isFinal(status))).toEqual(['CREATED', 'SENT', 'IN_PROGRESS']);
  });
});
