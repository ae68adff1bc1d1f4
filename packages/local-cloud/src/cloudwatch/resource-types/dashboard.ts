import type { Tag } from '@aws-sdk/client-cloudwatch';
import { call, type Operations } from '../../kernel/call-operation.ts';
import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import { unlessGone } from './unless-gone.ts';

interface DashboardProperties {
  readonly DashboardName?: string;
  readonly DashboardBody: string;
  readonly Tags?: readonly Tag[];
}

const string = { type: 'string' };

/** AWS::CloudWatch::Dashboard. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-dashboard.html */
export const cloudWatchDashboard = (operations: Operations): ResourceType =>
  resourceType<DashboardProperties>({
    typeName: 'AWS::CloudWatch::Dashboard',
    schema: {
      properties: {
        DashboardName: string,
        DashboardBody: string,
        Tags: { type: 'array', items: { type: 'object', properties: { Key: string, Value: string } } },
      },
      required: ['DashboardBody'],
    },
    createOnly: ['DashboardName'],
    create: async (properties, context) => {
      const DashboardName = properties.DashboardName ?? context.generateName(255);
      await call(operations, 'PutDashboard', { ...properties, DashboardName });
      return { physicalId: DashboardName, attributes: {} };
    },
    update: async ({ physicalId }, { DashboardBody, Tags }) => {
      const tags = Tags === undefined ? {} : { Tags };
      await call(operations, 'PutDashboard', { DashboardName: physicalId, DashboardBody, ...tags });
      return { physicalId, attributes: {} };
    },
    remove: ({ physicalId }) =>
      unlessGone(() => call(operations, 'DeleteDashboards', { DashboardNames: [physicalId] })),
  });
