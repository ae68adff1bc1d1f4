/** The messages of a run: `small` is one reading of one metric, `full` one of all metrics, `1kb` gathers seven of those. */
export const messageKinds = ['small', 'full', '1kb'] as const;
export type MessageKind = (typeof messageKinds)[number];

export const readingsOf: Readonly<Record<MessageKind, number>> = { small: 1, full: 1, '1kb': 7 };

export interface MessageOf {
  readonly seq: number;
  /** Epoch ms of the newest reading. */
  readonly time: number;
  /** Since the message before, ms. */
  readonly intervalMs: number;
  /** Degrees Celsius: the demo rule acts on it. */
  readonly temperature: number;
}

const fullReading = ({ seq, temperature }: MessageOf, time: number) => ({
  time,
  seq,
  metrics: {
    temperature,
    pressure: 3 + (seq % 50) / 100,
    flow: 180 + (seq % 90) / 10,
    vibration: 1 + (seq % 80) / 100,
    running: true,
    mode: 'automatic',
  },
});

/** A telemetry message; no two readings of a device have the same time. */
export const encodeMessage = (kind: MessageKind, message: MessageOf): string => {
  const { seq, time, intervalMs, temperature } = message;
  if (kind === 'small') return JSON.stringify({ seq, time, metrics: { temperature } });
  if (kind === 'full') return JSON.stringify(fullReading(message, time));
  const count = readingsOf[kind];
  const stepMs = Math.max(1, Math.floor(intervalMs / count));
  const readings = Array.from({ length: count }, (_, index) =>
    fullReading(message, time - (count - 1 - index) * stepMs),
  );
  return JSON.stringify({ readings });
};

const hot = 95;
const calm = 60;

/**
 * Temperatures by which a share of the messages leads to a decision: a device is hot and calm in turns, and each change decides once. All
 * devices begin calm and change at different times.
 */
export const temperatureOf = (device: number, devices: number, seq: number, decisionShare: number): number => {
  if (decisionShare === 0) return calm;
  const period = Math.max(1, Math.round(1 / decisionShare));
  const offset = Math.floor((device * period) / devices);
  const drift = (seq % 100) / 100;
  return (Math.floor((seq + offset) / period) % 2 === 0 ? calm : hot) + drift;
};
