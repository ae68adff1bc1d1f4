import { describe, expect, it } from 'vitest';
import { context } from '../test/fakes.ts';
import { jsonLines } from '../test/output.ts';
import { EnvironmentError, text } from './environment.ts';
import { lambdaHandler } from './lambda-handler.ts';

const environment = { POWERTOOLS_SERVICE_NAME: 'signalbox-test', STAGE: 'local', BUCKET: 'b' };
const clock = () => 1_764_000_000_000;

interface Event {
  readonly fail?: boolean;
}

const setUp = () => {
  const written: string[] = [];
  let wirings = 0;
  const handler = lambdaHandler(
    {
      environment: { BUCKET: text() },
      wire: ({ environment: { BUCKET }, counts, log, writes, clock: now }) => {
        wirings += 1;
        const { put } = writes({ put: async (key: string) => void written.push(key) });
        return async ({ fail = false }: Event) => {
          log.child({ deviceId: 'pump-7' }).info('seen');
          counts.add('MessagesReceived', 2);
          counts.add('RecordsRejected', 1, { reason: 'NOT_JSON' });
          counts.add('RecordsRejected', 1, { reason: 'NOT_JSON' });
          if (fail) throw new Error('no');
          await put(`${BUCKET}/${now()}`);
          return 'done';
        };
      },
    },
    { environment, clock },
  );
  return { handler, written, wirings: () => wirings };
};

const emfOf = (lines: readonly Record<string, unknown>[]) => lines.filter((line) => '_aws' in line);

describe('lambdaHandler', () => {
  it('wires once and handles every event', async () => {
    const { handler, written, wirings } = setUp();
    await jsonLines(async () => {
      expect(await handler({}, context)).toBe('done');
      expect(await handler({}, context)).toBe('done');
    });
    expect(written).toEqual(['b/1764000000000', 'b/1764000000000']);
    expect(wirings()).toBe(1);
  });

  it('fails at load and names the variable', () => {
    const load = (source: Record<string, string>) => () =>
      lambdaHandler({ environment: { BUCKET: text() }, wire: () => async () => 1 }, { environment: source, clock });
    expect(load({ ...environment, BUCKET: '' })).toThrow(EnvironmentError);
    expect(load({ ...environment, BUCKET: '' })).toThrow('BUCKET must be set');
    expect(load({ BUCKET: 'b', STAGE: 'local' })).toThrow('POWERTOOLS_SERVICE_NAME must be set');
  });

  it('writes counts once an invocation, by service, function, version and reason', async () => {
    const { handler } = setUp();
    const [all, byReason, ...more] = emfOf(await jsonLines(() => handler({}, context)));
    expect(more).toEqual([]);
    expect(all).toMatchObject({
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: 'Signalbox',
            Dimensions: [
              ['service', 'stage'],
              ['service', 'stage', 'function'],
              ['service', 'stage', 'function', 'version'],
            ],
          },
        ],
      },
      service: 'signalbox-test',
      stage: 'local',
      function: 'fn',
      version: '7',
      MessagesReceived: 2,
      RecordsRejected: 2,
    });
    expect(byReason).toMatchObject({ service: 'signalbox-test', reason: 'NOT_JSON', RecordsRejected: 2 });
    expect(byReason).toMatchObject({ _aws: { CloudWatchMetrics: [{ Dimensions: [['service', 'stage', 'reason']] }] } });
  });

  it('writes what a failed invocation counted, and fails', async () => {
    const { handler } = setUp();
    const lines = await jsonLines(() => expect(handler({ fail: true }, context)).rejects.toThrow('no'));
    expect(emfOf(lines)[0]).toMatchObject({ MessagesReceived: 2 });
    expect(lines.find(({ level }) => level === 'ERROR')).toMatchObject({ message: 'the invocation failed' });
  });

  it('puts request id, version and record ids on a log line', async () => {
    const { handler } = setUp();
    const lines = await jsonLines(() => handler({}, context));
    expect(lines.find(({ message }) => message === 'seen')).toMatchObject({
      service: 'signalbox-test',
      stage: 'local',
      function_request_id: 'request-1',
      deviceId: 'pump-7',
    });
  });

  it('answers a probe by a wiring of its own, writing and counting nothing', async () => {
    const { handler, written, wirings } = setUp();
    const lines = await jsonLines(async () => {
      expect(await handler({ probe: { event: {} } }, context)).toEqual({
        probe: 'failed',
        functionName: 'fn',
        functionVersion: '7',
        refusedWrites: [{ adapter: 'put', arguments: ['b/1764000000000'] }],
        answeredWrites: [],
        answeredReads: [],
        error: 'put writes, and this is a probe',
      });
      expect(await handler({ probe: true }, context)).toMatchObject({ probe: 'answered', refusedWrites: [] });
    });
    expect(written).toEqual([]);
    expect(wirings()).toBe(3);
    expect(emfOf(lines)).toEqual([]);
  });

  it('goes on after a write that the probe has an answer for', async () => {
    const { handler, written } = setUp();
    await jsonLines(async () => {
      expect(await handler({ probe: { event: {}, answers: { put: null } } }, context)).toEqual({
        probe: 'answered',
        functionName: 'fn',
        functionVersion: '7',
        refusedWrites: [],
        answeredWrites: [{ adapter: 'put', arguments: ['b/1764000000000'] }],
        answeredReads: [],
        result: 'done',
      });
    });
    expect(written).toEqual([]);
  });

  it('lets a probe say what is found, and reads for real otherwise', async () => {
    const real: string[] = [];
    const handler = lambdaHandler(
      {
        environment: {},
        wire: ({ reads }) => {
          const load = async (id: string): Promise<string> => {
            real.push(id);
            return 'stored';
          };
          const store = reads({ load });
          return ({ id }: { id: string }) => store.load(id);
        },
      },
      { environment, clock },
    );
    const asked = { probe: { event: { id: 'a' }, answers: { load: 'scripted' } } };
    await jsonLines(async () => {
      expect(await handler(asked, context)).toMatchObject({
        answeredReads: [{ adapter: 'load', arguments: ['a'] }],
        result: 'scripted',
      });
      const unanswered = await handler({ probe: { event: { id: 'b' } } }, context);
      expect(unanswered).toMatchObject({ answeredReads: [], result: 'stored' });
      expect(await handler({ id: 'c' }, context)).toBe('stored');
    });
    expect(real).toEqual(['b', 'c']);
  });

  it('fails a probe whose answers are none', async () => {
    const { handler } = setUp();
    const probe = { event: {}, answers: ['saved'] } as unknown as { event: object };
    await jsonLines(async () => {
      expect(await handler({ probe }, context)).toMatchObject({
        probe: 'failed',
        error: 'the answers of a probe must be an object: {adapter: value}',
      });
    });
  });
});
