import type { CreateStackInput } from '@aws-sdk/client-cloudformation';
import { UnsupportedError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import { createReadParameter } from '../stack/read-parameter.ts';
import type { Deployment, Stack } from '../stack/stack.ts';
import { checkTemplate } from '../template/check-template.ts';
import { bindParameters, type GivenParameter } from '../template/parameters.ts';
import { readTemplate } from '../template/read-template.ts';
import { validationError } from '../template/template-error.ts';
import { checkCapabilities } from './capabilities.ts';
import { loadTemplate, type TemplateSource } from './load-template.ts';
import { listOf } from './query-values.ts';

/** What CreateStack, UpdateStack and CreateChangeSet have in common. */
export type DeploymentRequest = TemplateSource &
  Pick<
    CreateStackInput,
    'Parameters' | 'Tags' | 'Capabilities' | 'RoleARN' | 'NotificationARNs' | 'RollbackConfiguration'
  >;

export const deploymentMembers = [
  'TemplateBody',
  'TemplateURL',
  'Parameters',
  'Tags',
  'Capabilities',
  'RoleARN',
  'NotificationARNs',
  'RollbackConfiguration',
] as const;

/** Members that are only taken empty, as the Serverless Framework sends them. */
const refuseUnsupported = ({ NotificationARNs, RollbackConfiguration }: DeploymentRequest): void => {
  if (listOf(NotificationARNs).length > 0) throw new UnsupportedError('NotificationARNs of a stack');
  const { RollbackTriggers, MonitoringTimeInMinutes } = RollbackConfiguration ?? {};
  if (listOf(RollbackTriggers).length > 0 || Number(MonitoringTimeInMinutes ?? 0) > 0)
    throw new UnsupportedError('RollbackConfiguration of a stack');
};

const tagsOf = (tags: DeploymentRequest['Tags']): Deployment['tags'] => {
  const given = listOf(tags).map(({ Key = '', Value = '' }) => ({ Key, Value }));
  if (given.length > 50) throw validationError('Number of tags exceeds the limit of 50');
  if (new Set(given.map(({ Key }) => Key)).size < given.length)
    throw validationError('Duplicate tag keys were found in the request');
  return given;
};

/** A role that the stack is to act as must exist; what it permits is not enforced yet. */
const checkRole = (context: CloudContext, roleArn: string | undefined): void => {
  if (roleArn !== undefined) context.services.iam.assumeRole(roleArn, 'AWSCloudFormation');
};

/**
 * Reads and checks what a request wants to deploy, before anything is evaluated.
 * @throws AwsError ValidationError, InsufficientCapabilitiesException; UnsupportedError
 */
export const requestDeployment = async (
  context: CloudContext,
  isKnownType: (typeName: string) => boolean,
  request: DeploymentRequest,
  stack?: Stack,
): Promise<Omit<Deployment, 'imports'>> => {
  refuseUnsupported(request);
  checkRole(context, request.RoleARN);
  const templateBody = await loadTemplate(context, request, stack?.deployment?.templateBody);
  const template = readTemplate(templateBody);
  checkTemplate(template, isKnownType);
  const capabilities = listOf<string>(request.Capabilities);
  checkCapabilities(template, capabilities);
  const given = listOf(request.Parameters) as readonly GivenParameter[];
  const readParameter = createReadParameter(context);
  const readSsm = (name: string) => readParameter(name).value;
  return {
    templateBody,
    parameters: bindParameters(template.parameters, given, stack?.deployment?.parameters ?? {}, readSsm),
    tags: request.Tags === undefined ? (stack?.deployment?.tags ?? []) : tagsOf(request.Tags),
    capabilities,
    roleArn: request.RoleARN ?? stack?.deployment?.roleArn,
  };
};
