import type {
  CreateEventBusRequest,
  DescribeEventBusRequest,
  ListEventBusesRequest,
  PutPermissionRequest,
  RemovePermissionRequest,
  UpdateEventBusRequest,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { Bus, EventsState } from '../state.ts';
import { page } from './page.ts';
import { tagMap } from './tag-operations.ts';
import { checkName, validationError } from './validation.ts';

type Statement = Readonly<Record<string, unknown>>;

const statementOf = (input: PutPermissionRequest, busArn: string, partition = 'aws'): Statement => {
  const { StatementId, Action, Principal, Condition } = input;
  if (StatementId === undefined || Action === undefined || Principal === undefined) {
    throw validationError('Action, Principal and StatementId are required unless Policy is given.');
  }
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: Principal === '*' ? '*' : { AWS: `arn:${partition}:iam::${Principal}:root` },
    Action,
    Resource: busArn,
    ...(Condition === undefined
      ? {}
      : { Condition: { [String(Condition.Type)]: { [String(Condition.Key)]: Condition.Value } } }),
  };
};

const readPolicy = (text: string): Statement[] => {
  try {
    const { Statement: given } = JSON.parse(text) as { Statement: Statement | Statement[] };
    return Array.isArray(given) ? given : [given];
  } catch (cause) {
    throw new AwsError('ValidationException', 'The policy is not valid JSON.', { cause });
  }
};

/** Event buses and their resource policies (kept; enforced by a later issue). */
export const busOperations = (state: EventsState, { clock }: CloudContext): Readonly<Record<string, Operation>> => {
  const settings = (bus: Bus) => ({
    ...(bus.description === undefined ? {} : { Description: bus.description }),
    ...(bus.kmsKeyIdentifier === undefined ? {} : { KmsKeyIdentifier: bus.kmsKeyIdentifier }),
  });
  const summary = (bus: Bus) => ({
    Name: bus.name,
    Arn: state.busArn(bus.name),
    ...(bus.description === undefined ? {} : { Description: bus.description }),
    ...(bus.policy.length === 0 ? {} : { Policy: JSON.stringify({ Version: '2012-10-17', Statement: bus.policy }) }),
    CreationTime: bus.createdAt / 1000,
    LastModifiedTime: bus.modifiedAt / 1000,
  });
  const change = (name: string | undefined, changes: (bus: Bus) => Partial<Bus>): Bus => {
    const bus = state.bus(name);
    const changed = { ...bus, ...changes(bus), modifiedAt: clock.now() };
    state.buses.set(bus.name, changed);
    return changed;
  };

  const create = ({ Name: name = '', Description, KmsKeyIdentifier, Tags }: CreateEventBusRequest) => {
    checkName(name, 'name', 256);
    if (state.buses.has(name)) {
      throw new AwsError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`);
    }
    const bus: Bus = {
      name,
      ...(Description === undefined ? {} : { description: Description }),
      ...(KmsKeyIdentifier === undefined ? {} : { kmsKeyIdentifier: KmsKeyIdentifier }),
      policy: [],
      createdAt: clock.now(),
      modifiedAt: clock.now(),
    };
    state.buses.set(name, bus);
    if (Tags !== undefined) state.tags.set(state.busArn(name), tagMap(Tags));
    return { EventBusArn: state.busArn(name), ...settings(bus) };
  };

  const remove = ({ Name: name = '' }: { Name?: string }) => {
    if (name === 'default') throw validationError('Cannot delete event bus default.');
    if (state.rulesOf(name).length > 0) {
      throw validationError(`Cannot delete event bus ${name}: it has rules.`);
    }
    state.buses.delete(name);
    state.tags.delete(state.busArn(name));
    return {};
  };

  const update = ({ Name, Description, KmsKeyIdentifier }: UpdateEventBusRequest) => {
    const bus = change(Name, () => ({
      ...(Description === undefined ? {} : { description: Description }),
      ...(KmsKeyIdentifier === undefined ? {} : { kmsKeyIdentifier: KmsKeyIdentifier }),
    }));
    return { Arn: state.busArn(bus.name), Name: bus.name, ...settings(bus) };
  };

  const permit = (input: PutPermissionRequest) => {
    change(input.EventBusName, (bus) => {
      if (input.Policy !== undefined) return { policy: readPolicy(input.Policy) };
      const statement = statementOf(input, state.busArn(bus.name));
      return { policy: [...bus.policy.filter((each) => each['Sid'] !== statement['Sid']), statement] };
    });
    return {};
  };

  const forbid = ({ StatementId, RemoveAllPermissions, EventBusName }: RemovePermissionRequest) => {
    change(EventBusName, (bus) => {
      if (RemoveAllPermissions === true) return { policy: [] };
      if (!bus.policy.some((each) => each['Sid'] === StatementId)) {
        throw new AwsError('ResourceNotFoundException', 'Statement with the provided id does not exist.');
      }
      return { policy: bus.policy.filter((each) => each['Sid'] !== StatementId) };
    });
    return {};
  };

  return {
    CreateEventBus: operation(['Name', 'Description', 'KmsKeyIdentifier', 'Tags'], create),
    UpdateEventBus: operation(['Name', 'Description', 'KmsKeyIdentifier'], update),
    DeleteEventBus: operation(['Name'], remove),
    DescribeEventBus: operation(['Name'], ({ Name }: DescribeEventBusRequest) => {
      const bus = state.bus(Name);
      return { ...summary(bus), ...settings(bus) };
    }),
    ListEventBuses: operation(['NamePrefix', 'NextToken', 'Limit'], (input: ListEventBusesRequest) => {
      const found = [...state.buses.values()].filter(({ name }) => name.startsWith(input.NamePrefix ?? ''));
      const { items, next } = page(found, ({ name }) => name, input);
      return { EventBuses: items.map(summary), ...next };
    }),
    PutPermission: operation(['EventBusName', 'Action', 'Principal', 'StatementId', 'Condition', 'Policy'], permit),
    RemovePermission: operation(['StatementId', 'RemoveAllPermissions', 'EventBusName'], forbid),
  };
};
