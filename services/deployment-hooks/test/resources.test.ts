import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, type ScalarTag } from 'yaml';

/** Functions of CloudFormation, as text: what they are given is all that is looked at here. */
const customTags: ScalarTag[] = ['!Sub', '!ImportValue', '!Ref', '!GetAtt'].map((tag) => ({
  tag,
  resolve: (text) => text,
}));
const read = (name: string) =>
  parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'), {
    customTags: [...customTags],
    logLevel: 'silent',
  });

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const statements = (hook: 'before' | 'after'): Statement[] => {
  const { Resources } = read(`resources/${hook}.yml`);
  return Resources[hook === 'before' ? 'BeforeRole' : 'AfterRole'].Properties.Policies[0].PolicyDocument.Statement;
};

describe.each(['before', 'after'] as const)('the role of %s', (hook) => {
  it('may do nothing to everything but read metrics', () => {
    const everywhere = statements(hook).filter(({ Resource }) => JSON.stringify(Resource).includes('"*"'));
    expect(everywhere.map(({ Action }) => Action)).toEqual(hook === 'after' ? ['cloudwatch:GetMetricData'] : []);
    expect(
      statements(hook)
        .flatMap(({ Action }) => Action)
        .filter((action) => action.includes('*')),
    ).toEqual([]);
  });

  it('touches functions of its stage only', () => {
    const [functions] = statements(hook).filter(({ Action }) => Action.includes('lambda:GetFunction'));
    expect(functions?.Condition).toEqual({ StringEquals: { 'aws:ResourceTag/signalbox:stage': '${sls:stage}' } });
  });

  it('writes nothing but releases, rule sets and the answer', () => {
    const writes = statements(hook).filter(
      ({ Action }) => /Put|Update|Delete|Invoke/.test(String(Action)) && !/logs:/.test(String(Action)),
    );
    const expected = [
      'AnswerCodeDeploy',
      ...(hook === 'before' ? ['AskFunctions'] : []),
      'KeepReports',
      ...(hook === 'before' ? ['KeepRuleSets'] : []),
    ];
    expect(writes.map(({ Sid }) => Sid)).toEqual(expected);
  });
});

it('gives the functions the names that the role of CodeDeploy may invoke, and exports them', () => {
  const { functions } = read('serverless.yml');
  expect([functions.before.name, functions.after.name]).toEqual([
    'CodeDeployHook_signalbox-${sls:stage}-before',
    'CodeDeployHook_signalbox-${sls:stage}-after',
  ]);
  expect(read('resources/before.yml').Outputs.BeforeAllowTrafficHook.Export.Name).toBe(
    'signalbox-${sls:stage}-BeforeAllowTrafficHook',
  );
  expect(read('resources/after.yml').Outputs.AfterAllowTrafficHook.Export.Name).toBe(
    'signalbox-${sls:stage}-AfterAllowTrafficHook',
  );
});
