import type {
  DeleteDashboardsInput,
  GetDashboardInput,
  ListDashboardsInput,
  PutDashboardInput,
} from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { invalidValue } from '../errors.ts';
import { type Tags, tagMap } from './tag-operations.ts';

interface Dashboard {
  readonly body: string;
  /** Epoch ms. */
  readonly modifiedAt: number;
}

const invalidInput = (DataPath: string, Message: string) =>
  new AwsError('DashboardInvalidInputError', 'The field DashboardBody must be a valid JSON object', {
    members: { dashboardValidationMessages: [{ DataPath, Message }] },
  });

const notFound = (name: string) =>
  new AwsError('DashboardNotFoundError', `Dashboard ${name} does not exist`, { status: 404 });

const checkBody = (body: string): void => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (cause) {
    throw invalidInput('/', (cause as Error).message);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw invalidInput('/', 'must be an object');
};

/** Dashboards are kept and given back; there is nothing here that shows them. */
export const dashboardOperations = (
  { clock, storage, accountId }: CloudContext,
  tags: Tags,
): { operations: Readonly<Record<string, Operation>>; exists: (arn: string) => boolean } => {
  const dashboards = storage.table<Dashboard>('cloudwatch-dashboards');
  const arnOf = (name: string) => `arn:aws:cloudwatch::${accountId}:dashboard/${name}`;
  const operations = {
    PutDashboard: operation(
      ['DashboardName', 'DashboardBody', 'Tags'],
      ({ DashboardName: name = '', DashboardBody: body = '', Tags }: PutDashboardInput) => {
        if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
          throw invalidValue(`The value ${name} for field DashboardName contains invalid characters.`);
        }
        checkBody(body);
        dashboards.set(name, { body, modifiedAt: clock.now() });
        if (Tags !== undefined) tags.set(arnOf(name), tagMap(Tags));
        return { DashboardValidationMessages: [] };
      },
    ),
    GetDashboard: operation(['DashboardName'], ({ DashboardName: name = '' }: GetDashboardInput) => {
      const found = dashboards.get(name);
      if (found === undefined) throw notFound(name);
      return { DashboardArn: arnOf(name), DashboardBody: found.body, DashboardName: name };
    }),
    ListDashboards: operation(['DashboardNamePrefix'], ({ DashboardNamePrefix = '' }: ListDashboardsInput) => ({
      DashboardEntries: [...dashboards.entries()]
        .filter(([name]) => name.startsWith(DashboardNamePrefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { body, modifiedAt }]) => ({
          DashboardName: name,
          DashboardArn: arnOf(name),
          LastModified: modifiedAt / 1000,
          Size: Buffer.byteLength(body),
        })),
    })),
    DeleteDashboards: operation(['DashboardNames'], ({ DashboardNames = [] }: DeleteDashboardsInput) => {
      const unknown = DashboardNames.find((name) => !dashboards.has(name));
      if (unknown !== undefined) throw notFound(unknown);
      for (const name of DashboardNames) {
        dashboards.delete(name);
        tags.delete(arnOf(name));
      }
      return {};
    }),
  };
  return { operations, exists: (wanted) => [...dashboards.keys()].some((name) => arnOf(name) === wanted) };
};
