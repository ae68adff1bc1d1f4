import { AwsError } from '../../kernel/aws-error.ts';
import type { Template } from '../template/template.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html (Capabilities) */
const iamTypes = new Set([
  'AWS::IAM::AccessKey',
  'AWS::IAM::Group',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::IAM::UserToGroupAddition',
]);
const nameProperties = ['RoleName', 'ManagedPolicyName', 'UserName', 'GroupName', 'InstanceProfileName'];

/** What a template asks its deployer to acknowledge, and for which resources. */
export const requiredCapability = (
  template: Template,
):
  | { readonly capability: 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM'; readonly types: readonly string[] }
  | undefined => {
  const iam = Object.values(template.resources).filter(({ type }) => iamTypes.has(type));
  if (iam.length === 0) return undefined;
  const isNamed = iam.some(({ properties }) => nameProperties.some((name) => properties[name] !== undefined));
  return {
    capability: isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM',
    types: [...new Set(iam.map(({ type }) => type))],
  };
};

/** @throws AwsError InsufficientCapabilitiesException */
export const checkCapabilities = (template: Template, given: readonly string[]): void => {
  const required = requiredCapability(template)?.capability;
  if (required === undefined || given.includes('CAPABILITY_NAMED_IAM') || given.includes(required)) return;
  throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${required}]`);
};
