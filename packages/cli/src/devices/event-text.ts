import type { DeviceEvent } from '@signalbox/device';

/** What a device says of itself, for people; undefined for what is not worth a line. */
export const eventText = (deviceId: string, event: DeviceEvent): string | undefined => {
  switch (event.type) {
    case 'acknowledged':
      return undefined;
    case 'connected':
      return `${deviceId} connected`;
    case 'disconnected':
      return `${deviceId} not connected: ${event.reason}; next attempt in ${event.retryMs} ms`;
    case 'dropped':
      return `${deviceId} dropped ${event.readings} of its oldest readings`;
    case 'answered': {
      const { status, reason, result } = event.response;
      const why = reason ?? (result === undefined ? '' : JSON.stringify(result));
      return `${deviceId} command ${event.commandId} ${status} ${why}`.trimEnd();
    }
  }
};
