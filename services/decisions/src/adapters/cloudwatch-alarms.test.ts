import { expect, it } from 'vitest';
import { cloudWatchAlarms } from './cloudwatch-alarms.ts';

it('gives all that are firing, page by page, and since when', async () => {
  const inputs: object[] = [];
  const pages = [
    {
      MetricAlarms: [{ AlarmName: 'a', StateTransitionedTimestamp: new Date(5), StateUpdatedTimestamp: new Date(9) }],
      NextToken: 'n',
    },
    { MetricAlarms: [{ AlarmName: 'b', StateUpdatedTimestamp: new Date(7) }] },
  ];
  const send = async ({ input }: { input: object }) => pages[inputs.push(input) - 1];
  const { firing } = cloudWatchAlarms({ client: { send } as never, prefix: 'signalbox-decisions-x-' });
  expect(await firing()).toEqual([
    { name: 'a', since: 5 },
    { name: 'b', since: 7 },
  ]);
  expect(inputs[1]).toEqual({ AlarmNamePrefix: 'signalbox-decisions-x-', StateValue: 'ALARM', NextToken: 'n' });
});

it('fails when it cannot see', async () => {
  const send = () => Promise.reject(Object.assign(new Error('no'), { name: 'AccessDenied' }));
  const { firing } = cloudWatchAlarms({ client: { send } as never, prefix: 'x' });
  await expect(firing()).rejects.toMatchObject({ code: 'ALARMS_UNREADABLE' });
});
