/**
 * What a place of a template does with the function that it names:
 * - `invoke` calls it, or says who may: goes to the alias
 * - `leave` says something about the function as a whole (its metrics, its log, its versions)
 * - `qualifier` names the function here and the alias in a member of its own
 */
export type Place = { readonly does: 'invoke' | 'leave' } | { readonly does: 'qualifier'; readonly member: string };

const invoke = (...paths: string[]): [string, Place][] => paths.map((path) => [path, { does: 'invoke' }]);
const leave = (...paths: string[]): [string, Place][] => paths.map((path) => [path, { does: 'leave' }]);
const qualifier = (path: string, member: string): [string, Place][] => [[path, { does: 'qualifier', member }]];

const destinations = ['DestinationConfig.OnFailure.Destination', 'DestinationConfig.OnSuccess.Destination'];

/** By resource type: paths of properties, without numbers of lists and intrinsics; the empty path is all of it. */
const places: Readonly<Record<string, readonly [path: string, place: Place][]>> = {
  'AWS::ApiGateway::Authorizer': invoke('AuthorizerUri'),
  'AWS::ApiGateway::Method': invoke('Integration.Uri'),
  'AWS::ApiGateway::RestApi': invoke('Body'),
  'AWS::ApiGatewayV2::Api': invoke('Body', 'Target'),
  'AWS::ApiGatewayV2::Authorizer': invoke('AuthorizerUri'),
  'AWS::ApiGatewayV2::Integration': invoke('IntegrationUri'),
  'AWS::AppSync::DataSource': invoke('LambdaConfig.LambdaFunctionArn'),
  'AWS::AppSync::GraphQLApi': invoke(
    'LambdaAuthorizerConfig.AuthorizerUri',
    'AdditionalAuthenticationProviders.LambdaAuthorizerConfig.AuthorizerUri',
  ),
  'AWS::CloudWatch::Alarm': leave(''),
  'AWS::CloudWatch::AnomalyDetector': leave(''),
  'AWS::CloudWatch::CompositeAlarm': leave(''),
  'AWS::CloudWatch::Dashboard': leave(''),
  'AWS::Cognito::UserPool': invoke('LambdaConfig'),
  'AWS::Config::ConfigRule': invoke('Source.SourceIdentifier'),
  'AWS::ElasticLoadBalancingV2::TargetGroup': invoke('Targets.Id'),
  'AWS::Events::Rule': invoke('Targets.Arn'),
  'AWS::IoT::Authorizer': invoke('AuthorizerFunctionArn'),
  'AWS::IoT::ProvisioningTemplate': invoke('PreProvisioningHook.TargetArn'),
  'AWS::IoT::TopicRule': invoke(
    'TopicRulePayload.Actions.Lambda.FunctionArn',
    'TopicRulePayload.ErrorAction.Lambda.FunctionArn',
    'TopicRulePayload.Sql', // aws_lambda() and machinelearning functions take the ARN within the text
  ),
  'AWS::KinesisFirehose::DeliveryStream': invoke(
    'ExtendedS3DestinationConfiguration.ProcessingConfiguration',
    'AmazonopensearchserviceDestinationConfiguration.ProcessingConfiguration',
    'HttpEndpointDestinationConfiguration.ProcessingConfiguration',
    'RedshiftDestinationConfiguration.ProcessingConfiguration',
    'SplunkDestinationConfiguration.ProcessingConfiguration',
  ),
  'AWS::Lambda::Alias': leave('FunctionName'),
  'AWS::Lambda::EventInvokeConfig': [...qualifier('FunctionName', 'Qualifier'), ...invoke(...destinations)],
  'AWS::Lambda::EventSourceMapping': invoke('FunctionName', ...destinations),
  'AWS::Lambda::Function': leave('FunctionName'),
  'AWS::Lambda::Permission': invoke('FunctionName'),
  'AWS::Lambda::Url': qualifier('TargetFunctionArn', 'Qualifier'),
  'AWS::Lambda::Version': leave('FunctionName'),
  'AWS::Logs::LogGroup': leave(''),
  'AWS::Logs::MetricFilter': leave(''),
  'AWS::Logs::QueryDefinition': leave(''),
  'AWS::Logs::SubscriptionFilter': [...invoke('DestinationArn'), ...leave('LogGroupName', 'FilterName')],
  'AWS::Pipes::Pipe': invoke('Enrichment', 'Target'),
  'AWS::S3::Bucket': invoke('NotificationConfiguration.LambdaConfigurations.Function'),
  'AWS::SES::ReceiptRule': invoke('Rule.Actions.LambdaAction.FunctionArn'),
  'AWS::SNS::Subscription': invoke('Endpoint'),
  'AWS::SNS::Topic': invoke('Subscription.Endpoint'),
  'AWS::Scheduler::Schedule': invoke('Target.Arn'),
  'AWS::SecretsManager::RotationSchedule': invoke('RotationLambdaARN'),
  'AWS::StepFunctions::StateMachine': invoke('Definition', 'DefinitionString', 'DefinitionSubstitutions'),
  // Custom resources of the framework, for buckets and pools that exist already.
  'Custom::CognitoUserPool': qualifier('FunctionName', 'FunctionQualifier'),
  'Custom::S3': qualifier('FunctionName', 'FunctionQualifier'),
};

/** Members of a path that are no properties: intrinsics, their arguments and numbers of lists. */
const isStep = (part: string): boolean => /^(\d+|Fn::.*|Ref)$/.test(part);

/** What the place at `path` (below Properties) of a resource of this type does; undefined: we do not know. */
export const placeAt = (type: string, path: readonly string[]): Place | undefined => {
  const [first] = path;
  if (first === 'Tags') return { does: 'leave' };
  const written = path.filter((part) => !isStep(part)).join('.');
  const found = places[type]?.find(([known]) => known === '' || written === known || written.startsWith(`${known}.`));
  return found?.[1];
};
