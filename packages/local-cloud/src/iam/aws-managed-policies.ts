import type { ManagedPolicy } from './managed-policy.ts';

type Statement = Readonly<Record<string, unknown>>;

const allow = (actions: readonly string[], resource = '*'): Statement => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resource,
});

const logs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const xray = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:GetSamplingStatisticSummaries',
];
const codeDeployLambda = [
  'cloudwatch:DescribeAlarms',
  'lambda:UpdateAlias',
  'lambda:GetAlias',
  'lambda:GetProvisionedConcurrencyConfig',
];

/** Path and name -> statements. Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
const policies: Readonly<Record<string, readonly Statement[]>> = {
  '/AdministratorAccess': [allow(['*'])],
  '/service-role/AWSLambdaBasicExecutionRole': [allow(logs)],
  '/service-role/AWSLambdaKinesisExecutionRole': [
    allow([
      'kinesis:DescribeStream',
      'kinesis:DescribeStreamSummary',
      'kinesis:GetRecords',
      'kinesis:GetShardIterator',
      'kinesis:ListShards',
      'kinesis:ListStreams',
      'kinesis:SubscribeToShard',
      ...logs,
    ]),
  ],
  '/service-role/AWSLambdaSQSQueueExecutionRole': [
    allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', ...logs]),
  ],
  '/service-role/AWSLambdaRole': [allow(['lambda:InvokeFunction'])],
  '/AWSXRayDaemonWriteAccess': [allow(xray)],
  '/AWSXrayWriteOnlyAccess': [allow(xray)],
  '/service-role/AWSCodeDeployRoleForLambda': [
    allow([...codeDeployLambda, 'sns:Publish']),
    allow(['s3:GetObject', 's3:GetObjectVersion'], 'arn:aws:s3:::*/CodeDeploy/*'),
    {
      ...allow(['s3:GetObject', 's3:GetObjectVersion']),
      Condition: { StringEquals: { 's3:ExistingObjectTag/UseWithCodeDeploy': 'true' } },
    },
    allow(['lambda:InvokeFunction'], 'arn:aws:lambda:*:*:function:CodeDeployHook_*'),
  ],
  '/service-role/AWSCodeDeployRoleForLambdaLimited': [
    allow(codeDeployLambda),
    allow(['s3:GetObject', 's3:GetObjectVersion'], 'arn:aws:s3:::*/CodeDeploy/*'),
    {
      ...allow(['s3:GetObject', 's3:GetObjectVersion']),
      Condition: { StringEquals: { 's3:ExistingObjectTag/UseWithCodeDeploy': 'true' } },
    },
    allow(['lambda:InvokeFunction'], 'arn:aws:lambda:*:*:function:CodeDeployHook_*'),
  ],
};

const publishedAt = Date.UTC(2015, 1, 6, 18, 40, 58);

const toPolicy = ([pathAndName, Statement]: [string, readonly Statement[]]): ManagedPolicy => {
  const slash = pathAndName.lastIndexOf('/');
  const name = pathAndName.slice(slash + 1);
  return {
    name,
    path: pathAndName.slice(0, slash + 1),
    id: `ANPA${Buffer.from(name).toString('hex').toUpperCase().slice(0, 17)}`,
    arn: `arn:aws:iam::aws:policy${pathAndName}`,
    createdAt: publishedAt,
    updatedAt: publishedAt,
    versions: [{ id: 'v1', document: JSON.stringify({ Version: '2012-10-17', Statement }), createdAt: publishedAt }],
    defaultVersionId: 'v1',
    lastVersion: 1,
    tags: [],
  };
};

/** The policies that AWS itself manages, as far as they are known here, by ARN. */
export const awsManagedPolicies: ReadonlyMap<string, ManagedPolicy> = new Map(
  Object.entries(policies)
    .map(toPolicy)
    .map((policy) => [policy.arn, policy]),
);
