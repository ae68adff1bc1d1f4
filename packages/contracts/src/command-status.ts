/** Statuses of a command. Those after IN_PROGRESS end it. */
export const commandStatuses = [
  'CREATED',
  'SENT',
  'IN_PROGRESS',
  'SUCCEEDED',
  'FAILED',
  'REJECTED',
  'TIMED_OUT',
  'CANCELLED',
  'EXPIRED',
  'SUPERSEDED',
] as const;

export type CommandStatus = (typeof commandStatuses)[number];

/** The device's last word. Nothing follows it. */
export const finalByDevice = ['SUCCEEDED', 'FAILED', 'REJECTED'] as const satisfies readonly CommandStatus[];

/** Our last word. A final word of the device still replaces it, for that is what happened. */
export const finalByUs = [
  'TIMED_OUT',
  'CANCELLED',
  'EXPIRED',
  'SUPERSEDED',
] as const satisfies readonly CommandStatus[];

const open = ['CREATED', 'SENT', 'IN_PROGRESS'] as const satisfies readonly CommandStatus[];

const includes = (statuses: readonly CommandStatus[], status: CommandStatus): boolean => statuses.includes(status);

export const isFinalByDevice = (status: CommandStatus): boolean => includes(finalByDevice, status);
export const isFinalByUs = (status: CommandStatus): boolean => includes(finalByUs, status);
export const isFinal = (status: CommandStatus): boolean => isFinalByDevice(status) || isFinalByUs(status);

/**
 * The statuses from which a command may become `next`: what a conditional write lists. Open ones go only forward, for a
 * device's IN_PROGRESS may overtake our own note that the request was sent.
 */
export const statusesBefore = (next: CommandStatus): readonly CommandStatus[] => {
  if (isFinalByDevice(next)) return [...open, ...finalByUs];
  if (isFinalByUs(next)) return open;
  return open.filter((status) => open.indexOf(status) < commandStatuses.indexOf(next));
};

/** Whether a command that is `previous` may become `next`. */
export const mayFollow = (previous: CommandStatus, next: CommandStatus): boolean =>
  includes(statusesBefore(next), previous);
