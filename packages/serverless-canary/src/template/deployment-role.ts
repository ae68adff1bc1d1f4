import type { DeploymentSettings, Hook } from '../settings/settings.ts';
import { joinedText, substitution } from './find-references.ts';
import type { Target } from './target.ts';
import type { Json, JsonObject, Resource } from './template.ts';

interface Released {
  readonly target: Target;
  readonly settings: DeploymentSettings;
}

const functionArn = (name: Json, variables: JsonObject = {}): Json => {
  const text = `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name}`;
  return { 'Fn::Sub': Object.keys(variables).length === 0 ? text : [text, variables] };
};

/** Whether the hook is written as an ARN. Another intrinsic gives a name, as CloudFormation's hook members want it. */
const isArnText = (hook: Hook): boolean => {
  if (typeof hook === 'string') return hook.startsWith('arn:');
  if ('Fn::GetAtt' in hook) return true;
  const text = substitution(hook)?.text ?? joinedText(hook);
  return text.startsWith('arn:');
};

const hookArn = (hook: Hook, functionNames: ReadonlyMap<string, string>): Json => {
  if (isArnText(hook)) return hook;
  if (typeof hook === 'string') return functionArn(functionNames.get(hook) ?? hook);
  return functionArn('${Hook}', { Hook: hook });
};

const unique = (values: readonly Json[]): readonly Json[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

const statement = (Sid: string, Action: readonly string[], Resource: readonly Json[]): JsonObject[] =>
  Resource.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action, Resource }];

const statements = (released: readonly Released[], functionNames: ReadonlyMap<string, string>): JsonObject[] => {
  const hooks = released.flatMap(({ settings: { preTrafficHook, postTrafficHook } }) => [
    preTrafficHook,
    postTrafficHook,
  ]);
  const arns = hooks.filter((hook) => hook !== undefined).map((hook) => hookArn(hook, functionNames));
  const topics = released.flatMap(({ settings }) => settings.triggers.map(({ TriggerTargetArn }) => TriggerTargetArn));
  const shifted = released.flatMap(({ target: { functionName } }) => [
    functionArn(functionName),
    functionArn(`${functionName}:*`),
  ]);
  const alarms = released.some(({ settings }) => settings.alarms.length > 0);
  return [
    ...statement('InvokeHooks', ['lambda:InvokeFunction'], unique(arns)),
    ...statement(
      'ShiftAliases',
      ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
      shifted,
    ),
    // With a narrower scope composite alarms are not told.
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
    ...(alarms ? [{ Sid: 'WatchAlarms', Effect: 'Allow', Action: 'cloudwatch:DescribeAlarms', Resource: '*' }] : []),
    ...statement('TellTopics', ['sns:Publish'], unique(topics)),
  ];
};

/**
 * The role that CodeDeploy takes on for the groups of this service. It may do with these functions, hooks and topics what a
 * deployment does, and nothing else.
 */
export const deploymentRole = (
  released: readonly Released[],
  functionNames: ReadonlyMap<string, string>,
): Resource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'codedeploy.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ],
    },
    Policies: [
      {
        PolicyName: 'canary',
        PolicyDocument: { Version: '2012-10-17', Statement: statements(released, functionNames) },
      },
    ],
  },
});
