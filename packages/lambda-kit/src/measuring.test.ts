import { describe, expect, it } from 'vitest';
import { context } from '../test/fakes.ts';
import { jsonLines } from '../test/output.ts';
import { lambdaHandler, type Process } from './lambda-handler.ts';
import type { Measured, ProbeAnswer } from './probe.ts';

const own: Process = { environment: { POWERTOOLS_SERVICE_NAME: 's', STAGE: 'local' }, clock: () => 1 };

const megabyte = 1_000_000;

interface Asked {
  readonly retains: 'nothing' | 'an array' | 'a buffer';
}

const heldOnHeap = () => new Array(megabyte / 8).fill(0.5);

/** A function that keeps in its wiring what it is asked to, and writes. */
const leaking = () => {
  const wirings: unknown[][] = [];
  const handler = lambdaHandler(
    {
      environment: {},
      wire: ({ writes }) => {
        const kept: unknown[] = [];
        wirings.push(kept);
        const { save } = writes({ save: async (count: number) => `saved ${count}` });
        return async ({ retains }: Asked) => {
          const used = [heldOnHeap(), Buffer.alloc(megabyte, 1)];
          if (retains !== 'nothing') kept.push(used[retains === 'an array' ? 0 : 1]);
          return save(kept.length);
        };
      },
    },
    own,
  );
  const ask = async (event: Asked, answer: string): Promise<ProbeAnswer> => {
    let given: unknown;
    const probe = { event, answers: { save: answer }, measure: true };
    await jsonLines(async () => {
      given = await handler({ probe }, context);
    });
    return given as ProbeAnswer;
  };
  return { ask, handler, wirings };
};

const measuredOf = ({ measured }: ProbeAnswer): Measured => {
  if (measured === undefined) throw new Error('nothing was measured');
  return measured;
};

const growth = async (retains: Asked['retains']): Promise<number> => {
  const { ask } = leaking();
  const retained: number[] = [];
  for (let times = 0; times < 6; times += 1) {
    retained.push(measuredOf(await ask({ retains }, 'saved')).retainedBytes);
  }
  return ((retained.at(-1) ?? 0) - (retained[1] ?? 0)) / 4;
};

describe('a measured probe', () => {
  it.each(['an array', 'a buffer'] as const)('notices that %s of 1 MB is kept', async (retains) => {
    const each = await growth(retains);
    expect(each).toBeGreaterThan(0.8 * megabyte);
    expect(each).toBeLessThan(1.2 * megabyte);
  });

  it('does not take for kept what was only used', async () => {
    expect(Math.abs(await growth('nothing'))).toBeLessThan(0.2 * megabyte);
  });

  it('is handled by the wiring of the one before, and answered as it asks itself', async () => {
    const { ask, wirings } = leaking();
    const first = await ask({ retains: 'an array' }, 'one');
    const second = await ask({ retains: 'an array' }, 'other');
    expect([first.result, second.result]).toEqual(['one', 'other']);
    expect(second.answeredWrites).toEqual([{ adapter: 'save', arguments: [2] }]);
    expect(measuredOf(first).environment).toBe(measuredOf(second).environment);
    expect(measuredOf(second).durationMs).toBeGreaterThan(0);
    // That of events, and that of measured probes.
    expect(wirings).toHaveLength(2);
  });

  it('keeps nothing from it for events, nor for other probes', async () => {
    const { ask, handler, wirings } = leaking();
    await ask({ retains: 'an array' }, 'one');
    await jsonLines(async () => {
      expect(await handler({ retains: 'nothing' }, context)).toBe('saved 0');
      const answer = await handler({ probe: { event: { retains: 'nothing' }, answers: { save: 'x' } } }, context);
      expect(answer).not.toHaveProperty('measured');
    });
    expect(wirings.map(({ length }) => length)).toEqual([0, 1, 0]);
  });

  it('is measured when it fails, too', async () => {
    const handler = lambdaHandler(
      {
        environment: {},
        wire: () => async (_event: object) => {
          throw new Error('no');
        },
      },
      own,
    );
    await jsonLines(async () => {
      const answer = await handler({ probe: { event: {}, measure: true } }, context);
      expect(answer).toMatchObject({ probe: 'failed', error: 'no', measured: { environment: expect.any(String) } });
    });
  });
});
