/** The clock of an embedded cloud, epoch ms, as this machine counts on from one answer of it. */
export const openCloudClock = async (endpoint: string): Promise<() => number> => {
  const { now, speed } = (await (await fetch(`${endpoint}/_signalbox/clock`)).json()) as { now: number; speed: number };
  const askedAt = performance.now();
  return () => Math.floor(now + (performance.now() - askedAt) * speed);
};
