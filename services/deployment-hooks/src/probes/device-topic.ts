/**
 * Where a device waits for a command, written out: devices in the field do not change with a release, so what is asked of a new version must
 * not come from the contracts that it brought along.
 */
export const deviceTopic = (fleet: string, deviceId: string, commandId: string): string =>
  `cmd/${fleet}/${deviceId}/request/${commandId}`;
