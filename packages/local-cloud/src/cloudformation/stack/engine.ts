import type { Log } from '../../kernel/log.ts';
import type { PolicyChange, ResourceContext, ResourceType } from '../../kernel/resource-type.ts';
import { coerce } from '../properties/coerce.ts';
import { type Tag, withStackTags } from '../properties/stack-tags.ts';
import { type ReadParameter, resolveDynamicReferences } from '../template/dynamic-references.ts';
import { isMap, type JsonMap } from '../template/json.ts';
import { generateName } from './generate-name.ts';
import type { Model } from './model.ts';
import type { Deployment, Stack } from './stack.ts';
import type { StackStore } from './stack-store.ts';

/** What the operations on stacks work with. */
export interface Engine {
  readonly store: StackStore;
  readonly log: Log;
  readonly typeOf: (typeName: string) => ResourceType | undefined;
  /** @throws AwsError ValidationError */
  readonly modelOf: (
    stack: Pick<Stack, 'id' | 'name'>,
    deployment: Omit<Deployment, 'imports'>,
    onImport?: (exportName: string) => void,
  ) => Model;
  readonly readParameter: ReadParameter;
  /** A new unique id. */
  readonly newId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
  /** True once the cloud ends: nothing more is begun, and the next start goes on. */
  readonly isStopping: () => boolean;
  /** Resolves when the cloud ends. */
  readonly stopped: Promise<undefined>;
  /** Stacks whose running update somebody wants to cancel. */
  readonly cancelled: Set<string>;
  /** Calls off the long changes of the stacks whose resources are being brought about. */
  readonly callOff: Map<string, AbortController>;
}

/** @throws Error if no service owns the type, e.g. of a stack that a newer cloud made */
export const requireType = ({ typeOf }: Engine, typeName: string): ResourceType => {
  const type = typeOf(typeName);
  if (type === undefined) throw new Error(`The embedded cloud does not support the resource type ${typeName}`);
  return type;
};

interface ContextOptions {
  readonly initiated?: ResourceContext['initiated'];
  readonly change?: PolicyChange | undefined;
}

export const contextOf = (
  { id, name }: Stack,
  logicalId: string,
  token: string,
  { initiated = () => undefined, change }: ContextOptions = {},
): ResourceContext => ({
  stackName: name,
  stackId: id,
  logicalId,
  generateName: (maxLength) => generateName(name, logicalId, token, maxLength),
  initiated,
  ...(change === undefined ? {} : { change }),
});

/** A resource's properties: as declared (what changes are found by), and as its type is given them. */
export const deriveProperties = (
  { readParameter }: Pick<Engine, 'readParameter'>,
  type: ResourceType,
  evaluated: unknown,
  tags: readonly Tag[],
): { readonly declared: JsonMap; readonly properties: JsonMap } => {
  const schema = { type: 'object', ...type.schema };
  const asMap = (value: unknown): JsonMap => (isMap(value) ? value : {});
  const declared = asMap(coerce(withStackTags(type, asMap(evaluated), tags), schema));
  return { declared, properties: asMap(coerce(resolveDynamicReferences(declared, readParameter), schema)) };
};
