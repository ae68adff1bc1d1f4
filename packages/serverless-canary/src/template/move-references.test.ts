import { expect, it } from 'vitest';
import { moveReferences } from './move-references.ts';
import type { Target } from './target.ts';
import type { Json, JsonObject, Template } from './template.ts';

const target: Target = {
  key: 'worker',
  logicalId: 'WorkerLambdaFunction',
  functionName: 'shop-prod-worker',
  aliasLogicalId: 'WorkerLambdaFunctionAliasLive',
  aliasName: 'live',
};

const arn = { 'Fn::GetAtt': ['WorkerLambdaFunction', 'Arn'] };
const name = { Ref: 'WorkerLambdaFunction' };
const alias = { Ref: 'WorkerLambdaFunctionAliasLive' };
const other = { 'Fn::GetAtt': ['OtherLambdaFunction', 'Arn'] };

const uri = (called: Json): Json => ({
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':apigateway:eu-west-1:lambda:path/2015-03-31/functions/',
      called,
      '/invocations',
    ],
  ],
});

const move = (Type: string, Properties: JsonObject, references = {}) => {
  const template: Template = { Resources: { Place: { Type, Properties } } };
  const { template: moved, problems } = moveReferences(template, target, references);
  return { place: moved.Resources['Place'], problems };
};

const calls: readonly [type: string, before: JsonObject, after: JsonObject][] = [
  ['AWS::Lambda::EventSourceMapping', { FunctionName: arn, BatchSize: 5 }, { FunctionName: alias, BatchSize: 5 }],
  ['AWS::Lambda::EventSourceMapping', { FunctionName: name }, { FunctionName: alias }],
  ['AWS::Lambda::EventSourceMapping', { FunctionName: 'shop-prod-worker' }, { FunctionName: alias }],
  [
    'AWS::Lambda::EventSourceMapping',
    { FunctionName: { 'Fn::GetAtt': 'WorkerLambdaFunction.Arn' } },
    { FunctionName: alias },
  ],
  [
    'AWS::Lambda::Permission',
    { FunctionName: arn, Principal: 's3.amazonaws.com' },
    { FunctionName: alias, Principal: 's3.amazonaws.com' },
  ],
  [
    'AWS::Events::Rule',
    {
      Targets: [
        { Id: 'a', Arn: arn },
        { Id: 'b', Arn: other },
      ],
    },
    {
      Targets: [
        { Id: 'a', Arn: alias },
        { Id: 'b', Arn: other },
      ],
    },
  ],
  [
    'AWS::Events::Rule',
    { Targets: { 'Fn::If': ['On', [{ Id: 'a', Arn: arn }], []] } },
    { Targets: { 'Fn::If': ['On', [{ Id: 'a', Arn: alias }], []] } },
  ],
  ['AWS::Scheduler::Schedule', { Target: { Arn: arn, RoleArn: 'r' } }, { Target: { Arn: alias, RoleArn: 'r' } }],
  ['AWS::SNS::Subscription', { Endpoint: arn }, { Endpoint: alias }],
  [
    'AWS::SNS::Topic',
    { Subscription: [{ Endpoint: arn, Protocol: 'lambda' }] },
    { Subscription: [{ Endpoint: alias, Protocol: 'lambda' }] },
  ],
  [
    'AWS::S3::Bucket',
    { NotificationConfiguration: { LambdaConfigurations: [{ Event: 'e', Function: arn }] } },
    { NotificationConfiguration: { LambdaConfigurations: [{ Event: 'e', Function: alias }] } },
  ],
  ['AWS::ApiGateway::Method', { Integration: { Uri: uri(arn) } }, { Integration: { Uri: uri(alias) } }],
  ['AWS::ApiGateway::Authorizer', { AuthorizerUri: uri(arn) }, { AuthorizerUri: uri(alias) }],
  ['AWS::ApiGatewayV2::Integration', { IntegrationUri: arn }, { IntegrationUri: alias }],
  ['AWS::ApiGatewayV2::Authorizer', { AuthorizerUri: uri(arn) }, { AuthorizerUri: uri(alias) }],
  [
    'AWS::Logs::SubscriptionFilter',
    { DestinationArn: arn, LogGroupName: 'x' },
    { DestinationArn: alias, LogGroupName: 'x' },
  ],
  ['AWS::Cognito::UserPool', { LambdaConfig: { PreSignUp: arn } }, { LambdaConfig: { PreSignUp: alias } }],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', { Targets: [{ Id: arn }] }, { Targets: [{ Id: alias }] }],
  ['AWS::Pipes::Pipe', { Enrichment: arn, Target: other }, { Enrichment: alias, Target: other }],
  [
    'AWS::StepFunctions::StateMachine',
    { DefinitionString: { 'Fn::Sub': '{"Resource":"${WorkerLambdaFunction.Arn}"}' } },
    { DefinitionString: { 'Fn::Sub': '{"Resource":"${WorkerLambdaFunctionAliasLive}"}' } },
  ],
  [
    'AWS::Lambda::EventInvokeConfig',
    { FunctionName: other, DestinationConfig: { OnFailure: { Destination: arn } } },
    { FunctionName: other, DestinationConfig: { OnFailure: { Destination: alias } } },
  ],
  [
    'AWS::IoT::TopicRule',
    {
      TopicRulePayload: {
        Actions: [{ Lambda: { FunctionArn: arn } }, { Sqs: { QueueUrl: 'q' } }, { Lambda: { FunctionArn: arn } }],
        ErrorAction: { Lambda: { FunctionArn: arn } },
      },
    },
    {
      TopicRulePayload: {
        Actions: [{ Lambda: { FunctionArn: alias } }, { Sqs: { QueueUrl: 'q' } }, { Lambda: { FunctionArn: alias } }],
        ErrorAction: { Lambda: { FunctionArn: alias } },
      },
    },
  ],
];

it.each(calls)('%s %j calls the alias', (type, before, after) => {
  expect(move(type, before)).toEqual({ place: { Type: type, Properties: after }, problems: [] });
});

const spelled: readonly [before: Json, after: Json][] = [
  [
    { 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:1:function:${WorkerLambdaFunction}' },
    { 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:1:function:${WorkerLambdaFunction}:live' },
  ],
  ['arn:aws:lambda:eu-west-1:1:function:shop-prod-worker', 'arn:aws:lambda:eu-west-1:1:function:shop-prod-worker:live'],
  [
    { 'Fn::Join': [':', ['arn:aws:lambda:eu-west-1:1:function', name]] },
    { 'Fn::Join': [':', ['arn:aws:lambda:eu-west-1:1:function', { 'Fn::Join': [':', [name, 'live']] }]] },
  ],
  [
    { 'Fn::Join': ['', ['arn:aws:lambda:eu-west-1:1:function:', 'shop-prod-worker']] },
    { 'Fn::Join': ['', ['arn:aws:lambda:eu-west-1:1:function:', { 'Fn::Join': [':', ['shop-prod-worker', 'live']] }]] },
  ],
];

it.each(spelled)('an ARN made of the name, %j, waits for the alias', (before, after) => {
  expect(move('AWS::SNS::Subscription', { Endpoint: before }).place).toEqual({
    Type: 'AWS::SNS::Subscription',
    Properties: { Endpoint: after },
    DependsOn: ['WorkerLambdaFunctionAliasLive'],
  });
});

const qualified: readonly [type: string, before: JsonObject, member: string][] = [
  ['AWS::Lambda::Url', { TargetFunctionArn: arn, AuthType: 'NONE' }, 'Qualifier'],
  ['AWS::Lambda::EventInvokeConfig', { FunctionName: name, Qualifier: '$LATEST' }, 'Qualifier'],
  ['Custom::S3', { FunctionName: 'shop-prod-worker', BucketName: 'b' }, 'FunctionQualifier'],
];

it.each(qualified)('%s says its alias in a member of its own', (Type, before, member) => {
  expect(move(Type, before).place).toEqual({
    Type,
    Properties: { ...before, [member]: 'live' },
    DependsOn: ['WorkerLambdaFunctionAliasLive'],
  });
});

const left: readonly [type: string, properties: JsonObject][] = [
  ['AWS::CloudWatch::Alarm', { Dimensions: [{ Name: 'FunctionName', Value: name }] }],
  ['AWS::Logs::LogGroup', { LogGroupName: { 'Fn::Sub': '/aws/lambda/${WorkerLambdaFunction}' } }],
  ['AWS::Lambda::Version', { FunctionName: name, CodeSha256: 'x' }],
  ['AWS::SQS::Queue', { Tags: [{ Key: 'for', Value: name }], QueueName: 'shop-prod-worker' }],
  ['AWS::Events::Rule', { Targets: [{ Id: 'a', Arn: 'arn:aws:lambda:eu-west-1:1:function:shop-prod-worker-2' }] }],
  ['AWS::SNS::Subscription', { Endpoint: { 'Fn::Sub': '${WorkerLambdaFunction.Arn}:live' } }],
];

it.each(left)('%s %j stays as it is', (Type, Properties) => {
  expect(move(Type, Properties)).toEqual({ place: { Type, Properties }, problems: [] });
});

const refused: readonly [type: string, properties: JsonObject, path: string][] = [
  [
    'AWS::Lambda::Function',
    { Environment: { Variables: { NEXT: name } } },
    'Place.Properties.Environment.Variables.NEXT refers',
  ],
  [
    'AWS::SSM::Parameter',
    { Value: { 'Fn::Sub': 'call ${WorkerLambdaFunction.Arn}' } },
    'Place.Properties.Value refers',
  ],
  ['Custom::Thing', { ServiceToken: arn }, 'Place.Properties.ServiceToken refers'],
  [
    'AWS::Events::Rule',
    { Targets: [{ Id: 'a', Arn: other, DeadLetterConfig: { Arn: arn } }] },
    'Place.Properties.Targets.0.DeadLetterConfig.Arn refers',
  ],
  [
    'AWS::SNS::Subscription',
    { Endpoint: { 'Fn::Sub': '${WorkerLambdaFunction.Arn}:old' } },
    'Place.Properties.Endpoint names a version or alias already',
  ],
  [
    'AWS::SNS::Subscription',
    { Endpoint: { 'Fn::Join': [':', [arn, { Ref: 'Qualifier' }]] } },
    'Place.Properties.Endpoint names a version or alias already',
  ],
  ['AWS::Lambda::Url', { TargetFunctionArn: arn, Qualifier: 'old' }, 'Place.Properties.Qualifier is "old" already'],
];

it.each(refused)('%s %j is refused by its path', (type, properties, path) => {
  const { problems } = move(type, properties);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(path);
});

it('goes by what custom.canary.references says of a place that cannot be told', () => {
  const properties = { Environment: { Variables: { NEXT: name } } };
  const path = 'Place.Properties.Environment.Variables.NEXT';
  expect(move('AWS::Lambda::Function', properties, { [path]: 'function' })).toMatchObject({
    place: { Properties: properties },
    problems: [],
  });
  expect(move('AWS::Lambda::Function', properties, { [path]: 'alias' })).toMatchObject({
    place: { Properties: { Environment: { Variables: { NEXT: alias } } } },
    problems: [],
  });
});

const policy = (Action: Json, Resource: Json): JsonObject => ({
  Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource }] } }],
});

const policies: readonly [action: Json, before: Json, after: Json][] = [
  ['lambda:InvokeFunction', arn, [arn, { 'Fn::Join': ['', [arn, ':*']] }]],
  [['lambda:Invoke*'], [arn, other], [arn, other, { 'Fn::Join': ['', [arn, ':*']] }]],
  [
    'lambda:InvokeFunction',
    [arn, { 'Fn::Sub': '${WorkerLambdaFunction.Arn}:*' }],
    [arn, { 'Fn::Sub': '${WorkerLambdaFunction.Arn}:*' }],
  ],
  [
    'lambda:InvokeFunction',
    { 'Fn::If': ['On', arn, { Ref: 'AWS::NoValue' }] },
    [
      { 'Fn::If': ['On', arn, { Ref: 'AWS::NoValue' }] },
      { 'Fn::If': ['On', { 'Fn::Join': ['', [arn, ':*']] }, { Ref: 'AWS::NoValue' }] },
    ],
  ],
  ['lambda:GetFunction', arn, arn],
  [
    'logs:PutLogEvents',
    { 'Fn::Sub': 'arn:aws:logs:*:*:log-group:/aws/lambda/${WorkerLambdaFunction}:*' },
    { 'Fn::Sub': 'arn:aws:logs:*:*:log-group:/aws/lambda/${WorkerLambdaFunction}:*' },
  ],
];

it.each(policies)('a policy with %j on %j allows the alias as well, if it allows to call', (action, before, after) => {
  const { place, problems } = move('AWS::IAM::Role', policy(action, before));
  expect(place?.Properties).toEqual(policy(action, after));
  expect(problems).toEqual([]);
});

it('gives out the ARN of the alias, and the name of the function', () => {
  const Outputs = { Arn: { Value: arn, Export: { Name: 'x' } }, Name: { Value: name } };
  const { template } = moveReferences({ Resources: {}, Outputs }, target, {});
  expect(template.Outputs).toEqual({ Arn: { Value: alias, Export: { Name: 'x' } }, Name: { Value: name } });
});
