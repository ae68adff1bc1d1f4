const seed = 0x811c9dc5;

/** One byte more; 32-bit FNV-1a. */
export const addToHash = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);

/** FNV's lowest bits alone would share devices out badly. */
export const finishHash = (hash: number): number => hash ^ (hash >>> 15);

export const emptyHash = seed;

/** The hash that decides which worker has the device. Only that it is the same for the same id matters. */
export const hashOfDevice = (deviceId: string): number => {
  let hash = seed;
  for (let index = 0; index < deviceId.length; index += 1) hash = addToHash(hash, deviceId.charCodeAt(index));
  return finishHash(hash);
};

/** The number of the worker, from 0, that has the device. */
export const workerOf = (hash: number, workers: number): number => (hash >>> 0) % workers;
