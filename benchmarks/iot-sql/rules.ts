/** What a rule gets beside the payload. */
export interface Publication {
  readonly topic: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** One rule three times: in AWS IoT SQL, by hand over what JSON.parse gives, in JSONata (where `$levels` is the topic in levels). */
export interface BenchmarkRule {
  readonly name: string;
  readonly sql: string;
  /** @returns undefined where WHERE is not true */
  readonly byHand: (payload: Payload, publication: Publication) => unknown;
  readonly jsonata: string;
}

interface Payload {
  device: { id: string; site: string };
  state: string;
  metrics: Record<string, number> & { temperature: number; humidity: number };
  e: { n: string; u: string; t: number; v: number }[];
}

export const publication: Publication = { topic: 'dt/demo/pump-7/telemetry', receivedAt: 1_700_000_000_123 };

/** Of 450 bytes, about what a device reports. */
export const payload = Buffer.from(
  JSON.stringify({
    device: { id: 'pump-7', site: 'plant-3', firmware: '2.4.1' },
    state: 'on',
    time: '2026-11-23T20:15:30.125Z',
    seq: 48_213,
    metrics: { temperature: 81.2, humidity: 43.5, pressure: 6.35, vibration: 0.42, rpm: 1480, door: 0 },
    e: [
      { n: 'temperature', u: 'Cel', t: 1234, v: 22.5 },
      { n: 'light', u: 'lm', t: 1235, v: 135 },
      { n: 'acidity', u: 'pH', t: 1235, v: 7 },
    ],
  }),
);

export const rules: readonly BenchmarkRule[] = [
  {
    name: 'SELECT *',
    sql: "SELECT * FROM 'dt/#'",
    byHand: (input) => input,
    jsonata: '$',
  },
  {
    name: 'attributes',
    sql: "SELECT metrics.temperature AS temperature, metrics.humidity AS humidity, device.id AS device FROM 'dt/#'",
    byHand: ({ metrics, device }) => ({
      temperature: metrics.temperature,
      humidity: metrics.humidity,
      device: device.id,
    }),
    jsonata: '{"temperature": metrics.temperature, "humidity": metrics.humidity, "device": device.id}',
  },
  {
    name: '* with topic and WHERE',
    sql: "SELECT *, topic(2) AS fleet, timestamp() AS receivedAt FROM 'dt/+/+/telemetry' WHERE metrics.temperature > 30",
    byHand: (input, { topic, receivedAt }) =>
      input.metrics.temperature > 30 ? { ...input, fleet: topic.split('/')[1], receivedAt } : undefined,
    jsonata: 'metrics.temperature > 30 ? $merge([$, {"fleet": $levels[1], "receivedAt": $receivedAt}])',
  },
  {
    name: 'functions, arithmetic, CASE',
    sql: `SELECT upper(device.id) AS id, round(metrics.temperature * 9 / 5 + 32) AS fahrenheit,
      CASE state WHEN 'on' THEN 1 ELSE 0 END AS running, concat(device.site, '/', topic(3)) AS place
      FROM 'dt/#' WHERE startswith(device.site, 'plant') AND metrics.temperature > 30`,
    byHand: ({ device, metrics, state }, { topic }) =>
      device.site.startsWith('plant') && metrics.temperature > 30
        ? {
            id: device.id.toUpperCase(),
            fahrenheit: Math.round((metrics.temperature * 9) / 5 + 32),
            running: state === 'on' ? 1 : 0,
            place: `${device.site}/${topic.split('/')[2]}`,
          }
        : undefined,
    jsonata: `$substring(device.site, 0, 5) = "plant" and metrics.temperature > 30 ? {
      "id": $uppercase(device.id), "fahrenheit": $round(metrics.temperature * 9 / 5 + 32),
      "running": state = "on" ? 1 : 0, "place": device.site & "/" & $levels[2]}`,
  },
  {
    name: 'nested queries, WHERE, functions',
    sql: `SELECT device.id AS device, (SELECT n AS name, v AS value FROM e WHERE v > 20) AS high,
      get((SELECT v FROM e WHERE n = 'temperature'), 0).v AS temperature
      FROM 'dt/#' WHERE 'temperature' IN (SELECT VALUE n FROM e) AND endswith(topic(), 'telemetry')`,
    byHand: ({ device, e }, { topic }) =>
      e.some(({ n }) => n === 'temperature') && topic.endsWith('telemetry')
        ? {
            device: device.id,
            high: e.filter(({ v }) => v > 20).map(({ n, v }) => ({ name: n, value: v })),
            temperature: e.filter(({ n }) => n === 'temperature')[0]?.v,
          }
        : undefined,
    jsonata: `"temperature" in e.n and $levels[-1] = "telemetry" ? {"device": device.id,
      "high": e[v > 20].{"name": n, "value": v}, "temperature": e[n = "temperature"].v}`,
  },
];
