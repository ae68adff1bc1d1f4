import { streamItems } from '@signalbox/lambda-kit';
import { describe, expect, it } from 'vitest';
import { deployment, linesOf, newProgress } from '../../test/fakes.ts';
import { rawLine } from '../../test/raw-lines.ts';
import type { Subject } from '../identify.ts';
import type { Functions } from '../ports.ts';
import { checkIngestion } from './check-ingestion.ts';
import type { IngestionPorts } from './ingestion-ports.ts';

interface Limits {
  /** Hotter is refused. */
  readonly maximum: number;
  /** Crashes on a payload that holds this. */
  readonly crashesOn?: string;
  readonly fails?: string;
}

interface Probe {
  readonly probe: { readonly event: Parameters<typeof streamItems>[0]; readonly answers: object };
}

const temperatureOf = (payload: string): number =>
  (JSON.parse(payload) as { metrics: { temperature: number } }).metrics.temperature;

/** An ingestion of pumps' temperatures, under a probe. */
const ingestion = ({ maximum, crashesOn, fails }: Limits, payload: unknown) => {
  const { event, answers } = (payload as Probe).probe;
  expect(answers).toEqual({ write: [], putLines: null });
  const messages = streamItems(event).map(({ data, sequenceNumber }) => {
    const record = JSON.parse(Buffer.from(data).toString()) as { payload: string; topic: string; receivedAt: number };
    return { ...record, sequenceNumber, text: Buffer.from(record.payload, 'base64').toString() };
  });
  const answer = { functionName: 'f', functionVersion: '4', refusedWrites: [], answeredReads: [] };
  if (messages.some(({ text }) => crashesOn !== undefined && text.includes(crashesOn))) {
    return { ok: true, value: { ...answer, probe: 'failed', answeredWrites: [], error: 'it crashed' } } as const;
  }
  const isGood = ({ text }: { readonly text: string }): boolean => temperatureOf(text) <= maximum;
  const rows = messages.filter(isGood).map(({ receivedAt, text, topic }) => ({
    ...{ fleet: 'demo', deviceId: topic.split('/')[2], deviceType: 'pump', time: receivedAt, version: receivedAt },
    metrics: { temperature: temperatureOf(text) },
  }));
  const entries = messages
    .filter((message) => !isGood(message))
    .map(({ sequenceNumber }) => ({
      ...{ reason: 'METRIC_RANGE', detail: 'too hot', position: { shardId: 's', sequenceNumber, reading: 0 } },
    }));
  const failed = messages.filter(({ text }) => fails !== undefined && text.includes(fails));
  const answeredWrites = [
    { adapter: 'write', arguments: [rows] },
    { adapter: 'putLines', arguments: ['key', entries] },
  ];
  const batchItemFailures = failed.map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber }));
  return { ok: true, value: { ...answer, probe: 'answered', answeredWrites, result: { batchItemFailures } } } as const;
};

const store = { environment: { TELEMETRY_STORE: 'timestream' } };

const subject: Subject = {
  ...{ kind: 'ingest', service: 'telemetry-ingestion', deployment: deployment(), target: store, current: store },
};

const hot = (deviceId: string, temperature: number, number: number) =>
  rawLine(deviceId, JSON.stringify({ metrics: { temperature } }), number);

const recent = [hot('pump-1', 60, 1), hot('pump-2', 90, 2), hot('pump-3', 120, 3), hot('pump-1', 61, 4)];

interface Given {
  readonly current?: Limits;
  readonly target?: Limits;
  readonly ports?: Partial<IngestionPorts>;
  readonly about?: Partial<Subject>;
  readonly invoke?: Functions['invoke'];
}

const check = async ({ current = { maximum: 100 }, target = { maximum: 100 }, ports, about, invoke }: Given) => {
  const progress = newProgress();
  const invoked: string[] = [];
  const given: IngestionPorts = {
    ...{ golden: [hot('pump-golden', 70, 1)], expected: [], timeLimitMs: 60_000 },
    recent: async () => ({ lines: recent, notes: [] }),
    ...ports,
  };
  const byLimits: Functions['invoke'] = async (_name, version, payload) => {
    invoked.push(version);
    return ingestion(version === '3' ? current : target, payload);
  };
  await checkIngestion(async () => given, { invoke: invoke ?? byLimits }, { ...subject, ...about }, progress);
  return { progress, invoked, lines: linesOf(progress), notes: progress.notes.join('\n') };
};

describe('checkIngestion', () => {
  it('passes where the same becomes of all records, and says how many', async () => {
    const { progress, invoked, lines, notes } = await check({});
    expect(progress.ok).toBe(true);
    expect(lines).toBe('5 records compared: of 5 readings 0 differ');
    expect(notes).toBe('1 records of the golden set, 4 of 4 recent ones');
    expect(invoked.toSorted()).toEqual(['3', '3', '4', '4']);
  });

  it.each([
    ['narrower', { maximum: 85 }, '1 reading of 1 device refused for METRIC_RANGE; not declared'],
    ['wider', { maximum: 200 }, '1 reading of 1 device accepted, before refused for METRIC_RANGE; not declared'],
  ])('stops a version that is %s, and says how to declare it', async (_what, target, line) => {
    const { progress, lines } = await check({ target });
    expect(progress.ok).toBe(false);
    expect(lines).toContain(line);
    expect(lines).toContain('records:\n  - deviceType: "pump"');
  });

  it('lets pass what is declared, and notes what is and was not seen', async () => {
    const common = { deviceType: 'pump', atMost: { readings: 1 }, reason: 'so' } as const;
    const expected = [
      { ...common, change: 'refused' },
      { ...common, change: 'dropped' },
    ] as const;
    const { progress, lines, notes } = await check({ target: { maximum: 85 }, ports: { expected } });
    expect(progress.ok).toBe(true);
    expect(lines).toContain('; declared');
    expect(notes).toContain('declared and not seen: readings of pump that are dropped');
  });

  it('finds the record on which only the target fails', async () => {
    const { progress, lines } = await check({ target: { maximum: 100, crashesOn: '120' } });
    expect(progress.ok).toBe(false);
    expect(lines).toMatch(/pump-3: record 3: .*it crashed/);
    expect(lines).toContain('4 records compared');
  });

  it('stops a version by which records would come again', async () => {
    const { progress, lines } = await check({ target: { maximum: 100, fails: '90' } });
    expect(progress.ok).toBe(false);
    expect(lines).toContain('pump-2: record 2 would come again, and did not before');
  });

  it('does not judge what the version that runs has no answer to', async () => {
    const { progress, notes, lines } = await check({ current: { maximum: 100, crashesOn: '120' } });
    expect(progress.ok).toBe(true);
    expect(lines).toContain('4 records compared');
    expect(notes).toContain('only 4 of 5 records were compared');
    expect(notes).toContain('it crashed');
  });

  it('does not judge by a version from before there were probes, and soon stops asking it', async () => {
    let asked = 0;
    const invoke: Functions['invoke'] = async (_name, version, payload) => {
      if (version !== '3') return ingestion({ maximum: 100 }, payload);
      asked += 1;
      return { ok: true, value: { batchItemFailures: [] } };
    };
    const lines = Array.from({ length: 300 }, (_, index) => hot(`pump-${index}`, 60, index + 1));
    const { progress, lines: told } = await check({ invoke, ports: { recent: async () => ({ lines, notes: [] }) } });
    expect(progress.ok).toBe(true);
    expect(told).toMatch(/^not compared: .*it gave no answer to a probe$/);
    expect(asked).toBeLessThan(20);
  });

  it('has nothing to compare a first version with', async () => {
    const first = deployment({
      shift: { functionName: 'f', alias: 'live', targetVersion: '1' },
    });
    const { invoked, notes } = await check({ about: { current: undefined, deployment: first } });
    expect(invoked).toEqual([]);
    expect(notes).toContain('no version before this one');
  });

  it('without a store compares what is refused', async () => {
    const none = { environment: { TELEMETRY_STORE: 'none' } };
    const { progress, lines, notes } = await check({ target: { maximum: 85 }, about: { target: none } });
    expect(progress.ok).toBe(false);
    expect(lines).toContain('fleet demo: 1 reading of 1 device refused for METRIC_RANGE');
    expect(notes).toContain('there is no store');
  });

  it('stops in time, and passes nothing that it could not look at', async () => {
    const invoke: Functions['invoke'] = () => new Promise(() => undefined);
    const { progress, lines } = await check({ invoke, ports: { timeLimitMs: 20 } });
    expect(progress.ok).toBe(false);
    expect(lines).toBe('nothing could be compared in the time there is');
  });

  it('goes by the golden set where recent records cannot be read', async () => {
    const failing = async () => Promise.reject(new Error('denied'));
    const { progress, notes } = await check({ ports: { recent: failing } });
    expect(progress.ok).toBe(true);
    expect(notes).toContain('recent records could not be read, so only the golden set counts: denied');
  });
});
