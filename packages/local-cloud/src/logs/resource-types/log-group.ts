import { resourceType } from '../../kernel/resource-type.ts';
import type { LogStore } from '../log-store.ts';
import { checkGroupName } from '../operations/groups.ts';
import { retentionDays, setRetention } from '../operations/retention.ts';

interface Properties {
  readonly LogGroupName?: string;
  readonly LogGroupClass?: 'STANDARD';
  readonly RetentionInDays?: number;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const text = { type: 'string' };

const schema = {
  properties: {
    LogGroupName: text,
    LogGroupClass: { enum: ['STANDARD'] },
    RetentionInDays: { enum: retentionDays },
    Tags: {
      type: 'array',
      items: { type: 'object', properties: { Key: text, Value: text }, required: ['Key', 'Value'] },
    },
  },
};

const tagsOf = ({ Tags = [] }: Properties): Record<string, string> =>
  Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));

/** AWS::Logs::LogGroup. */
export const logGroupType = (store: LogStore) =>
  resourceType<Properties>({
    typeName: 'AWS::Logs::LogGroup',
    schema,
    createOnly: ['LogGroupName'],
    create: async (properties, { generateName, initiated }) => {
      const name = checkGroupName(properties.LogGroupName ?? generateName(512));
      store.createGroup(name, tagsOf(properties));
      const state = { physicalId: name, attributes: { Arn: `${store.groupArn(name)}:*` } };
      initiated(state);
      setRetention(store, name, properties.RetentionInDays);
      return state;
    },
    update: async ({ physicalId, attributes }, properties) => {
      store.groups.set(physicalId, { ...store.group(physicalId), tags: tagsOf(properties) });
      setRetention(store, physicalId, properties.RetentionInDays);
      return { physicalId, attributes };
    },
    remove: async ({ physicalId }) => {
      if (store.groups.has(physicalId)) store.deleteGroup(physicalId);
    },
  });
