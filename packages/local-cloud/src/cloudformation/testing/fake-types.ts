import { AwsError } from '../../kernel/aws-error.ts';
import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';

interface Box {
  readonly Name?: string;
  readonly Size?: number;
  readonly Label?: string;
  readonly Open?: boolean;
  readonly Inner?: { readonly Depth?: number };
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

/** Resource types that do nothing but remember, and fail when they are told to. */
export interface FakeTypes {
  readonly types: readonly ResourceType[];
  /** Physical id -> properties of what exists. */
  readonly boxes: Map<string, Box>;
  /** What was done, in order: `create A`, `update A`, `remove A`. */
  readonly log: string[];
  /** Labels whose creation or update fails. */
  readonly failing: Set<string>;
  /** Physical ids whose removal fails. */
  readonly stuck: Set<string>;
  /** Labels whose creation or update waits until it is let go. */
  readonly held: Map<string, Promise<void>>;
}

export const createFakeTypes = (): FakeTypes => {
  const boxes = new Map<string, Box>();
  const log: string[] = [];
  const failing = new Set<string>();
  const stuck = new Set<string>();
  const held = new Map<string, Promise<void>>();
  const attempt = async ({ Label = '' }: Box): Promise<void> => {
    await held.get(Label);
    if (failing.has(Label)) throw new AwsError('InvalidParameterValue', `the label ${Label} is bad`);
  };
  const box = resourceType<Box>({
    typeName: 'Fake::Box::Box',
    schema: {
      properties: {
        Name: { type: 'string' },
        Size: { type: 'integer', minimum: 1 },
        Label: { type: 'string' },
        Open: { type: 'boolean' },
        Inner: { type: 'object', properties: { Depth: { type: 'integer' } } },
        Tags: {
          type: 'array',
          items: { type: 'object', properties: { Key: { type: 'string' }, Value: { type: 'string' } } },
        },
      },
    },
    createOnly: ['Name'],
    create: async (properties, { logicalId, generateName, initiated }) => {
      const physicalId = properties.Name ?? generateName(64);
      if (properties.Label === 'begun early') {
        boxes.set(physicalId, properties);
        initiated({ physicalId, attributes: {} });
      }
      await attempt(properties);
      if (properties.Label !== 'begun early' && boxes.has(physicalId))
        throw new AwsError('AlreadyExists', `${physicalId} already exists`);
      boxes.set(physicalId, properties);
      log.push(`create ${logicalId}`);
      return { physicalId, attributes: { Arn: `arn:fake:${physicalId}`, Size: properties.Size ?? 1 } };
    },
    update: async ({ physicalId }, properties, { logicalId }) => {
      await attempt(properties);
      boxes.set(physicalId, properties);
      log.push(`update ${logicalId}`);
      return { physicalId, attributes: { Arn: `arn:fake:${physicalId}`, Size: properties.Size ?? 1 } };
    },
    remove: async ({ physicalId }, { logicalId }) => {
      if (stuck.has(physicalId)) throw new AwsError('BoxNotEmpty', `${physicalId} is not empty`);
      boxes.delete(physicalId);
      log.push(`remove ${logicalId}`);
    },
  });
  return { types: [box], boxes, log, failing, stuck, held };
};
