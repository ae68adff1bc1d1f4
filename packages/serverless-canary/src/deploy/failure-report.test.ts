import { expect, it } from 'vitest';
import { fakeAws, refusedBy } from '../../test/fake-aws.ts';
import { failureReport } from './failure-report.ts';

const groups = { application: 'shop-prod', groups: ['worker', 'new'] };

const report = {
  status: 'Failed',
  checks: [
    { name: 'probes', ok: true, lines: ['all 12'] },
    { name: 'decision diff', ok: false, lines: ['rule too-hot: 3 decisions removed', 'devices pump-1, pump-7'] },
  ],
  notes: ['compared 40 records'],
};

const answers = {
  ListDeployments: ({ deploymentGroupName, createTimeRange, includeOnlyStatuses }: Record<string, unknown>) => {
    expect({ createTimeRange, includeOnlyStatuses }).toEqual({
      createTimeRange: { start: new Date(1000) },
      includeOnlyStatuses: ['Failed', 'Stopped'],
    });
    if (deploymentGroupName === 'new') throw refusedBy('DeploymentGroupDoesNotExistException');
    return { deployments: ['d-OLD', 'd-ABC'] };
  },
  GetDeployment: () => ({
    deploymentInfo: {
      deploymentGroupName: 'worker',
      status: 'Failed',
      errorInformation: { code: 'HEALTH_CONSTRAINTS', message: 'The hook failed' },
    },
  }),
  ListDeploymentTargets: () => ({ targetIds: ['shop-worker:live'] }),
  GetDeploymentTarget: () => ({
    deploymentTarget: {
      lambdaTarget: {
        lambdaFunctionInfo: {
          functionName: 'shop-worker',
          functionAlias: 'live',
          currentVersion: '3',
          targetVersion: '4',
        },
        lifecycleEvents: [
          { lifecycleEventName: 'BeforeAllowTraffic', status: 'Failed', diagnostics: { message: 'hook said no' } },
          { lifecycleEventName: 'AllowTraffic', status: 'Skipped', diagnostics: { errorCode: 'Success' } },
        ],
      },
    },
  }),
  GetItem: ({ TableName, Key }: Record<string, unknown>) => {
    expect(TableName).toBe('shop-releases');
    const { pk, sk } = Key as { pk: { S: string }; sk: { S: string } };
    expect(pk.S).toBe('deployment#d-ABC');
    return sk.S === 'before' ? { Item: { document: { S: JSON.stringify(report) } } } : {};
  },
};

const begun = { since: 1000, except: new Set(['d-OLD']) };

const tables = new Map([['worker', 'shop-releases']]);

it('tells what CodeDeploy and the hook know of a failed deployment', async () => {
  expect(await failureReport(fakeAws(answers), groups, begun, tables)).toEqual([
    'Deployment d-ABC of worker: Failed',
    '  HEALTH_CONSTRAINTS: The hook failed',
    '  shop-worker:live, 3 -> 4',
    '  BeforeAllowTraffic: Failed (hook said no)',
    '  AllowTraffic: Skipped',
    '  Hook before traffic: Failed',
    '    ok      probes',
    '    FAILED  decision diff',
    '            rule too-hot: 3 decisions removed',
    '            devices pump-1, pump-7',
    '    compared 40 records',
    '  signalbox releases show d-ABC',
  ]);
});

it('a part that cannot be read hides no other', async () => {
  const throttled = () => {
    throw refusedBy('ThrottlingException', 'Rate exceeded');
  };
  const lines = await failureReport(fakeAws({ ...answers, GetItem: throttled }), groups, begun, tables);
  expect(lines).toContain('  BeforeAllowTraffic: Failed (hook said no)');
  expect(lines).toContain('  Its report in shop-releases cannot be read: Rate exceeded');
  expect(await failureReport(fakeAws({ ListDeployments: throttled }), groups, begun, tables)).toEqual([
    '  What CodeDeploy did cannot be read: Rate exceeded',
  ]);
});

it('names a hook that failed and left no report', async () => {
  const hooks = [
    { BeforeAllowTraffic: 'CodeDeployHook_shop-before' },
    { AfterAllowTraffic: 'CodeDeployHook_shop-after' },
  ];
  const lines = await failureReport(
    fakeAws({
      ...answers,
      GetItem: () => ({}),
      GetApplicationRevision: () => ({ revision: { appSpecContent: { content: JSON.stringify({ Hooks: hooks }) } } }),
    }),
    groups,
    begun,
    tables,
  );
  expect(lines.at(-1)).toMatch(
    /^ {2}Hook before traffic: CodeDeployHook_shop-before left no report.*\/CodeDeployHook_shop-before$/,
  );
});
