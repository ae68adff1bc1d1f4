import { call, type Operations } from '../../kernel/call-operation.ts';
import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';

interface ConfigProperties {
  readonly DeploymentConfigName?: string;
  readonly ComputePlatform?: string;
  readonly TrafficRoutingConfig?: {
    readonly Type: string;
    readonly TimeBasedCanary?: { readonly CanaryPercentage: number; readonly CanaryInterval: number };
    readonly TimeBasedLinear?: { readonly LinearPercentage: number; readonly LinearInterval: number };
  };
}

const string = { type: 'string' };
const integer = { type: 'integer' };
const whole = (properties: object) => ({ type: 'object', properties, required: Object.keys(properties) });

const routingOf = ({ TrafficRoutingConfig: given }: ConfigProperties) => {
  if (given === undefined) return undefined;
  const { Type, TimeBasedCanary: canary, TimeBasedLinear: linear } = given;
  return {
    type: Type,
    timeBasedCanary: canary && { canaryPercentage: canary.CanaryPercentage, canaryInterval: canary.CanaryInterval },
    timeBasedLinear: linear && { linearPercentage: linear.LinearPercentage, linearInterval: linear.LinearInterval },
  };
};

/** AWS::CodeDeploy::DeploymentConfig. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codedeploy-deploymentconfig.html */
export const deploymentConfigType = (operations: Operations): ResourceType =>
  resourceType<ConfigProperties>({
    typeName: 'AWS::CodeDeploy::DeploymentConfig',
    schema: {
      properties: {
        DeploymentConfigName: string,
        ComputePlatform: string,
        TrafficRoutingConfig: {
          type: 'object',
          properties: {
            Type: string,
            TimeBasedCanary: whole({ CanaryPercentage: integer, CanaryInterval: integer }),
            TimeBasedLinear: whole({ LinearPercentage: integer, LinearInterval: integer }),
          },
          required: ['Type'],
        },
      },
    },
    createOnly: ['DeploymentConfigName', 'ComputePlatform', 'TrafficRoutingConfig'],
    create: async (properties, context) => {
      const deploymentConfigName = properties.DeploymentConfigName ?? context.generateName(100);
      await call(operations, 'CreateDeploymentConfig', {
        deploymentConfigName,
        computePlatform: properties.ComputePlatform,
        trafficRoutingConfig: routingOf(properties),
      });
      return { physicalId: deploymentConfigName, attributes: {} };
    },
    update: async ({ physicalId, attributes }) => ({ physicalId, attributes }),
    remove: ({ physicalId }) => call(operations, 'DeleteDeploymentConfig', { deploymentConfigName: physicalId }),
  });
