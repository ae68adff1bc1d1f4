import type { Tag } from '@aws-sdk/client-codedeploy';
import { call, type Operations } from '../../kernel/call-operation.ts';
import type { CloudContext } from '../../kernel/context.ts';
import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import { allAtOnce } from '../model/deployment-config.ts';
import { setResourceTags } from './set-resource-tags.ts';

interface GroupProperties {
  readonly ApplicationName: string;
  readonly DeploymentGroupName?: string;
  readonly DeploymentConfigName?: string;
  readonly ServiceRoleArn: string;
  readonly AlarmConfiguration?: {
    readonly Enabled?: boolean;
    readonly IgnorePollAlarmFailure?: boolean;
    readonly Alarms?: readonly { readonly Name?: string }[];
  };
  readonly AutoRollbackConfiguration?: { readonly Enabled?: boolean; readonly Events?: readonly string[] };
  readonly DeploymentStyle?: { readonly DeploymentType?: string; readonly DeploymentOption?: string };
  readonly TriggerConfigurations?: readonly {
    readonly TriggerName?: string;
    readonly TriggerTargetArn?: string;
    readonly TriggerEvents?: readonly string[];
  }[];
  readonly Tags?: Tag[];
}

const string = { type: 'string' };
const boolean = { type: 'boolean' };
const list = (items: object) => ({ type: 'array', items });
const object = (properties: object) => ({ type: 'object', properties });

const schema: ResourceType['schema'] = {
  properties: {
    ApplicationName: string,
    DeploymentGroupName: string,
    DeploymentConfigName: string,
    ServiceRoleArn: string,
    AlarmConfiguration: object({
      Enabled: boolean,
      IgnorePollAlarmFailure: boolean,
      Alarms: list(object({ Name: string })),
    }),
    AutoRollbackConfiguration: object({ Enabled: boolean, Events: list(string) }),
    DeploymentStyle: object({ DeploymentType: string, DeploymentOption: string }),
    TriggerConfigurations: list(object({ TriggerName: string, TriggerTargetArn: string, TriggerEvents: list(string) })),
    Tags: list(object({ Key: string, Value: string })),
  },
  required: ['ApplicationName', 'ServiceRoleArn'],
};

/** The settings as the API names them; what the template does not have is what it would be from the start. */
const settingsOf = (properties: GroupProperties) => {
  const { AlarmConfiguration: alarms, AutoRollbackConfiguration: rollback, DeploymentStyle: style } = properties;
  return {
    applicationName: properties.ApplicationName,
    deploymentConfigName: properties.DeploymentConfigName ?? allAtOnce,
    serviceRoleArn: properties.ServiceRoleArn,
    alarmConfiguration: {
      enabled: alarms?.Enabled,
      ignorePollAlarmFailure: alarms?.IgnorePollAlarmFailure,
      alarms: alarms?.Alarms?.map(({ Name }) => ({ name: Name })),
    },
    autoRollbackConfiguration: { enabled: rollback?.Enabled, events: rollback?.Events },
    deploymentStyle: style && { deploymentType: style.DeploymentType, deploymentOption: style.DeploymentOption },
    triggerConfigurations: (properties.TriggerConfigurations ?? []).map((trigger) => ({
      triggerName: trigger.TriggerName,
      triggerTargetArn: trigger.TriggerTargetArn,
      triggerEvents: trigger.TriggerEvents,
    })),
  };
};

/** AWS::CodeDeploy::DeploymentGroup. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codedeploy-deploymentgroup.html */
export const deploymentGroupType = (operations: Operations, { arn }: CloudContext): ResourceType =>
  resourceType<GroupProperties>({
    typeName: 'AWS::CodeDeploy::DeploymentGroup',
    schema,
    createOnly: ['ApplicationName', 'DeploymentGroupName'],
    create: async (properties, context) => {
      const deploymentGroupName = properties.DeploymentGroupName ?? context.generateName(100);
      const input = { ...settingsOf(properties), deploymentGroupName, tags: properties.Tags };
      await call(operations, 'CreateDeploymentGroup', input);
      return { physicalId: deploymentGroupName, attributes: {} };
    },
    update: async ({ physicalId, attributes, properties: old }, properties) => {
      await call(operations, 'UpdateDeploymentGroup', {
        ...settingsOf(properties),
        currentDeploymentGroupName: physicalId,
      });
      const resource = arn('codedeploy', `deploymentgroup:${properties.ApplicationName}/${physicalId}`);
      await setResourceTags(operations, resource, old.Tags, properties.Tags);
      return { physicalId, attributes };
    },
    remove: async ({ physicalId, properties: { ApplicationName } }) => {
      const input = { applicationName: ApplicationName, deploymentGroupName: physicalId };
      await call(operations, 'DeleteDeploymentGroup', input);
    },
  });
